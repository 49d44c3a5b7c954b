# Short messages. Codes, and the two identifiers that people copy to a bank, keep Latin digits; the code must fit one part of 70 letters.
sms-code =
    بیمه‌یار
    { $purpose ->
        [sign-in] کد ورود: { $code }
        [contract] کد بستن قرارداد: { $code }
        [enrolment] کد بیمهٔ تکمیلی: { $code }
        [data] کد تغییر اطلاعات: { $code }
        [mobile] کد ثبت این شماره: { $code }
       *[other] کد تأیید: { $code }
    }
    تا { NUM($minutes) } دقیقه. به هیچ‌کس نگویید.
sms-link-new =
    بیمه‌یار: { sms-link-where } در { JSHORT($at) } ساعت { JTIME($at) } به نام شما متصل شد.
    اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
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
    شناسهٔ قبض { $bill_id }
    شناسهٔ پرداخت { $payment_id }
sms-slip-cancelled =
    بیمه‌یار: فیش { CODE($number) } به مبلغ { MONEY($total) } ریال لغو شد.
    شناسه‌های قبض و پرداخت آن را دیگر نپردازید.
sms-months =
    { $one ->
        [yes] { JMONTH($first) }
       *[no] { JMONTH($first) } تا { JMONTH($last) }
    }
sms-payment-received =
    بیمه‌یار: { MONEY($amount) } ریال برای { sms-months } ثبت شد.
    شمارهٔ پیگیری { CODE($reference) }
    { JSHORT($paid_at) } ساعت { JTIME($paid_at) }
sms-payment-refund = بیمه‌یار: بانک { MONEY($amount) } ریال را برای فیش { CODE($number) } گرفت، ولی فیش قابل پرداخت نبود. پول به کارت شما برمی‌گردد.
sms-payment-checking = بیمه‌یار: پرداخت { MONEY($amount) } ریال برای فیش { CODE($number) } در دست بررسی است. بررسی بعدی ساعت { JTIME($check_again_at) }. دوباره پرداخت نکنید.
sms-slip-reminder =
    بیمه‌یار: فیش { CODE($number) } برای { sms-months } هنوز پرداخت نشده است.
    { MONEY($total) } ریال، مهلت { JSHORT($deadline) }
sms-lapse-warning =
    بیمه‌یار: حق بیمهٔ { JMONTH($month) } پرداخت نشده است. مهلت { JSHORT($due) }.
    اگر پرداخت نشود، قرارداد شما در { JSHORT($lapses_on) } لغو می‌شود.
sms-contact-changed = بیمه‌یار: اطلاعات تماس شما در { JSHORT($at) } ساعت { JTIME($at) } تغییر کرد. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-contract-concluded =
    بیمه‌یار: قرارداد بیمهٔ اختیاری
    شماره { CODE($number) }
    تاریخ { JSHORT($on) }
    حق بیمه { MONEY($premium) } ریال، مهلت پرداخت نخست { JSHORT($due) }
sms-contract-annulled = بیمه‌یار: قرارداد { CODE($number) } در { JSHORT($on) } باطل شد، چون نخستین پرداخت انجام نشد.
sms-contract-given-up = بیمه‌یار: قرارداد { CODE($number) } در { JSHORT($on) } به درخواست شما باطل شد. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-contract-lapsed = بیمه‌یار: حق بیمهٔ { JMONTH($month) } پرداخت نشد و قرارداد { CODE($number) } در { JSHORT($on) } لغو شد. ادامه، قرارداد تازه می‌خواهد.
sms-contract-lapsed-undecided = بیمه‌یار: قرارداد { CODE($number) } بدون تأیید معاینهٔ پزشکی پرداخت‌پذیر نبود و در { JSHORT($on) } لغو شد. ادامه، قرارداد تازه می‌خواهد.
sms-first-payment-reminder = بیمه‌یار: نخستین پرداخت قرارداد { CODE($number) } انجام نشده است. مهلت { JSHORT($due) }.
sms-annulment-warning = بیمه‌یار: اگر نخستین پرداخت انجام نشود، قرارداد { CODE($number) } در { JSHORT($on) } باطل می‌شود.
sms-exam-reminder = بیمه‌یار: مهلت معاینهٔ پزشکی قرارداد { CODE($number) } تا { JSHORT($take_by) } است. معرفی‌نامه را از «قرارداد من» بگیرید.
sms-exam-blocked = بیمه‌یار: مهلت معاینهٔ پزشکی گذشت و پرداخت قرارداد { CODE($number) } تا ثبت نتیجه بسته است. { $branch }، تلفن { $phone }
sms-blocked-lapse-warning = بیمه‌یار: بدون ثبت نتیجهٔ معاینه، قرارداد { CODE($number) } در { JSHORT($on) } لغو می‌شود. { $branch }، تلفن { $phone }
sms-exam-fit = بیمه‌یار: نتیجهٔ معاینهٔ پزشکی ثبت شد. قرارداد { CODE($number) } باز است: { JMONTH($month) } را تا { JSHORT($due) } بپردازید.
sms-exam-unfit = بیمه‌یار: نتیجهٔ معاینهٔ پزشکی، قرارداد { CODE($number) } را تأیید نکرد. برای تعیین تکلیف به { $branch } بروید، تلفن { $phone }
sms-enrolment-submitted = بیمه‌یار: درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } ثبت شد و در حال بررسی کانون بازنشستگان { $county } است.
sms-enrolment-resubmitted = بیمه‌یار: اصلاح درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } ثبت شد و به همان جای صف برگشت.
sms-enrolment-withdrawn = بیمه‌یار: درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } به خواست شما بسته شد. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-enrolment-approved = بیمه‌یار: کانون درخواست با شمارهٔ پیگیری { CODE($number) } را تأیید کرد. اکنون در { $branch } بررسی می‌شود.
sms-enrolment-rejected = بیمه‌یار: درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } تأیید نشد. دلیل و راه آن در «درخواست‌های من» آمده است.
sms-enrolment-sent-back = بیمه‌یار: درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } اصلاح می‌خواهد. در گفتگو بنویسید «بیمهٔ تکمیلی».
sms-enrolment-transferred = بیمه‌یار: درخواست بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } برای رسیدگی به { $branch } فرستاده شد.
sms-enrolment-confirmed =
    { $persons ->
        [0] بیمه‌یار: انصراف از بیمهٔ تکمیلی با شمارهٔ پیگیری { CODE($number) } پذیرفته شد. از { JMONTH($month) } حق بیمهٔ تکمیلی از مستمری کسر نمی‌شود.
       *[other] بیمه‌یار: درخواست با شمارهٔ پیگیری { CODE($number) } پذیرفته شد. بیمهٔ تکمیلی { NUM($persons) } نفر از { JMONTH($month) }، ماهی { MONEY($pensioner) } ریال از مستمری.
    }
sms-account-cleared =
    { $open ->
        [yes] بیمه‌یار: تسویهٔ حساب سال { WORDS($year) } شما در شعبه ثبت شد. ماه‌های بعد برای پرداخت باز است.
       *[no] بیمه‌یار: تسویهٔ حساب سال { WORDS($year) } شما در شعبه ثبت شد.
    }
sms-activation-issued =
    بیمه‌یار: در { $branch } برای شما کد فعال‌سازی صادر شد، { JSHORT($at) } ساعت { JTIME($at) }.
    اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-mobile-new = بیمه‌یار: این شماره از { JSHORT($at) } ساعت { JTIME($at) } با کد فعال‌سازی شعبه، شمارهٔ همراه ثبت‌شدهٔ شماست. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-mobile-changed = بیمه‌یار: این شماره از { JSHORT($at) } ساعت { JTIME($at) } شمارهٔ همراه ثبت‌شدهٔ شماست. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
sms-mobile-old = بیمه‌یار: از { JSHORT($at) } ساعت { JTIME($at) } شمارهٔ دیگری به جای این شماره ثبت شد. اگر کار شما نبود، با ۱۴۲۰ تماس بگیرید.
