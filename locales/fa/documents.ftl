paper-organisation = سازمان تأمین اجتماعی
paper-slip-title = فیش حق بیمه
paper-receipt-title = رسید پرداخت حق بیمه
paper-kind-voluntary = ادامهٔ بیمه به‌طور اختیاری
paper-kind-self_employed = بیمهٔ صاحبان حرف و مشاغل آزاد
paper-number = شمارهٔ فیش

paper-insured = بیمه‌شده
paper-national-id = کد ملی
paper-sso-number = شمارهٔ تأمین اجتماعی
paper-branch = شعبه
paper-branch-name = { $name } (کد { CODE($code) })
paper-contract = شمارهٔ قرارداد
paper-contract-date = تاریخ قرارداد
paper-rate = نرخ حق بیمه
paper-percent = { NUM($rate) } درصد
paper-wage-base = دستمزد مبنای ۳۰ روز
paper-rial = { MONEY($amount) } ریال

paper-head-row = ردیف
paper-head-month = ماه
paper-head-days = روز
paper-head-premium = حق بیمه (ریال)
paper-head-per-capita = سرانهٔ درمان (ریال)
paper-head-sum = جمع (ریال)
paper-sum = جمع
paper-debt = بدهی قبلی
paper-covered = سرانهٔ درمان برای { NUM($persons) } نفر حساب شده است.

paper-total = مبلغ قابل پرداخت
paper-total-paid = مبلغ پرداخت‌شده
paper-total-ended = مبلغ این فیش
paper-unit = ریال
paper-in-words = به حروف: { $words } ریال
paper-toman =
    { $rest ->
        [0] برابر با { MONEY($toman) } تومان
       *[other] برابر با { MONEY($toman) } تومان و { NUM($rest) } ریال
    }
paper-issued = تاریخ صدور
paper-deadline = مهلت پرداخت
paper-paid-at = زمان پرداخت
paper-moment = { $day }، ساعت { $time }
paper-reference = شمارهٔ پیگیری

paper-bill-id = شناسهٔ قبض
paper-payment-id = شناسهٔ پرداخت
paper-codes-model = این دو شناسه از الگوی همگانی قبض‌ها پیروی می‌کند و شناسهٔ رسمی سازمان تأمین اجتماعی نیست.
paper-codes-rounded = شناسهٔ پرداخت، مبلغ را تا هزار ریال بعدی گرد می‌کند. مبلغ دقیق همان است که در بالا نوشته شده است.

paper-qr-pay = برای پرداخت، دوربین گوشی را روی این نشان بگیرید.
paper-qr-codes = شماره‌ها و مبلغ این فیش در این نشان هم هست.
paper-qr-alt = رمزینهٔ فیش
paper-qr-text =
    فیش { $number }
    قبض { $bill }
    پرداخت { $payment }
    ریال { $amount }
paper-qr-paid =
    فیش { $number }
    ریال { $amount }
    پیگیری { $reference }

paper-ways = سه راه پرداخت؛ انتخاب با خود شماست
paper-way-web-title = اینترنت
paper-way-web = با دوربین گوشی، نشان بالا را باز کنید، یا در گفتگوی بیمه‌یار «فیش‌های من» را بزنید. با هر کارت عضو شتاب و رمز دوم پرداخت می‌شود.
paper-way-chat = در گفتگوی بیمه‌یار «فیش‌های من» را بزنید. با هر کارت عضو شتاب و رمز دوم پرداخت می‌شود.
paper-way-branch-title = شعبه
paper-way-phone = تلفن: { PHONE($phone) }
paper-way-broker-title = کارگزاری
paper-way-broker = هر کارگزاری رسمی تأمین اجتماعی این پرداخت را انجام می‌دهد. کارمزد آن طبق تعرفه است و با شماست.

paper-note-issued = پس از پایان مهلت، این فیش دیگر پذیرفته نمی‌شود و باید فیش تازه بگیرید.
paper-note-paid = این مبلغ پرداخت شده و سابقهٔ ماه‌های بالا ثبت شده است.
paper-note-expired = مهلت این فیش گذشته است و دیگر با آن پرداخت نکنید. برای پرداخت، فیش تازه بگیرید.
paper-note-cancelled = این فیش لغو شده است و دیگر با آن پرداخت نکنید. برای پرداخت، فیش تازه بگیرید.
paper-note-receipt = این رسید را نگه دارید. برای پیگیری، شمارهٔ پیگیری بالا کافی است.
paper-note-provisional = مبلغ سرانهٔ درمان امسال هنوز اعلام نشده است. با آخرین مبلغ اعلام‌شده حساب شد و شاید بعداً اصلاح شود.

paper-stamp-paid = پرداخت شد
paper-stamp-cancelled = لغو شد
paper-stamp-expired = مهلت گذشته

paper-footer = بیمه‌یار، فیش شمارهٔ { CODE($number) }
paper-page = صفحهٔ { NUM($page) } از { NUM($pages) }
