# Short messages. Codes and identifiers that people copy keep Latin digits; the code must fit one part of 70 letters.
sms-code =
    بیمه‌یار
    کد ورود: { $code }
    تا { NUM($minutes) } دقیقه. آن را به هیچ‌کس نگویید.
sms-link-new =
    بیمه‌یار: { sms-link-where } در { JSHORT($at) } ساعت { JTIME($at) } به نام شما متصل شد.
    اگر کار شما نبود، «گفتگوهای من» را بزنید.
sms-link-ended = بیمه‌یار: { sms-link-where } در { JSHORT($at) } ساعت { JTIME($at) } قطع شد.
sms-link-where =
    { $channel ->
        [telegram] گفتگوی تلگرام
        [bale] گفتگوی بله
        [web] گفتگوی وب
       *[other] یک گفتگو
    }
sms-slip-issued =
    بیمه‌یار: فیش { sms-months }
    { MONEY($total) } ریال
    مهلت { JSHORT($deadline) }
    شناسه قبض { $bill_id }
    شناسه پرداخت { $payment_id }
sms-slip-cancelled =
    بیمه‌یار: فیش { $number } به مبلغ { MONEY($total) } ریال لغو شد.
    شناسه‌های قبض و پرداخت آن را دیگر نپردازید.
sms-months =
    { $one ->
        [yes] { JMONTH($first) }
       *[no] { JMONTH($first) } تا { JMONTH($last) }
    }
sms-payment-received =
    بیمه‌یار: { MONEY($amount) } ریال برای { sms-months } ثبت شد.
    شماره پیگیری { $reference }
    { JSHORT($paid_at) } ساعت { JTIME($paid_at) }
sms-payment-refund = بیمه‌یار: بانک { MONEY($amount) } ریال را برای فیش { $number } گرفت، ولی فیش قابل پرداخت نبود. پول به کارت شما برمی‌گردد.
sms-payment-checking = بیمه‌یار: پرداخت { MONEY($amount) } ریال برای فیش { $number } در دست بررسی است. بررسی بعدی ساعت { JTIME($check_again_at) }. دوباره پرداخت نکنید.
sms-slip-reminder =
    بیمه‌یار: فیش { $number } برای { sms-months } هنوز پرداخت نشده است.
    { MONEY($total) } ریال، مهلت { JSHORT($deadline) }
sms-lapse-warning =
    بیمه‌یار: حق بیمه { JMONTH($month) } پرداخت نشده است. مهلت { JSHORT($due) }.
    اگر پرداخت نشود، قرارداد شما در { JSHORT($lapses_on) } لغو می‌شود.
