kind-voluntary = بیمهٔ اختیاری
kind-self_employed = بیمهٔ صاحبان حرف و مشاغل آزاد

slip-one-month = { JMONTH($first) }
slip-months = از { JMONTH($first) } تا { JMONTH($last) }
slip-line = { JMONTH($month) } ({ NUM($days) } روز): { MONEY($amount) } ریال
slip-line-per-capita = از این مبلغ، سرانهٔ درمان: { MONEY($amount) } ریال
slip-line-debt = بدهی قبلی: { MONEY($amount) } ریال
slip-line-provisional = مبلغ سرانهٔ امسال هنوز اعلام نشده است؛ با آخرین مبلغ اعلام‌شده حساب شد و شاید بعداً اصلاح شود.
slip-label = { $months }، { MONEY($total) } ریال، { $state }
slip-state-issued = آماده پرداخت
slip-state-paid = پرداخت‌شده
slip-state-expired = مهلت گذشته
slip-state-cancelled = لغوشده
slip-file-name = فیش حق بیمه { $number }
receipt-file-name = رسید حق بیمه { $number }

premium-slip-months =
    { $kind } با نرخ { NUM($rate) } درصد، قرارداد { CODE($contract) }.
    { $overdue ->
        [0] مهلت پرداخت { JMONTH($first) } تا { JDATE($due) } است.
       *[other] شما { NUM($overdue) } ماه پرداخت‌نشدهٔ گذشته دارید. مهلت ماه اول { JDATE($due) } بوده است.
    }
    از { JMONTH($first) } تا کدام ماه می‌خواهید پرداخت کنید؟
premium-slip-months-help =
    از اولین ماه پرداخت‌نشده شروع می‌شود و تا پایان اسفند همان سال می‌توانید یک‌جا پرداخت کنید.
    می‌توانید عدد بنویسید؛ مثلاً «۳» یعنی سه ماه، یا بنویسید «۱ تا ۳».
premium-slip-months-change = تغییر ماه‌ها
premium-slip-months-bad-gap = ماه‌ها باید از { JMONTH($first) } شروع شود؛ مثلاً «۲» یعنی دو ماه از همین ماه.
premium-slip-review =
    دوره: { $months }
    { $lines }
    جمع: { MONEY($total) } ریال ({ TOMAN($total) } تومان)
    مهلت پرداخت: { JDATE($deadline) }

    فیش صادر شود؟
premium-slip-review-help = با زدن «صدور فیش» برگ پرداخت برای شما صادر می‌شود. هنوز پولی پرداخت نمی‌شود.
premium-slip-review-issue = صدور فیش
premium-slip-issued =
    فیش شمارهٔ { CODE($number) } صادر شد.
    دوره: { $months }
    مبلغ: { MONEY($total) } ریال ({ TOMAN($total) } تومان)
    مهلت پرداخت: { JDATE($deadline) }
    شناسهٔ قبض: { CODE($bill) }
    شناسهٔ پرداخت: { CODE($payment) }

    همین حالا پرداخت می‌کنید؟ پرداخت در شعبه یا کارگزاری هم ممکن است.
premium-slip-issued-help = با «پرداخت» صفحهٔ بانک باز می‌شود. با «بعداً» فیش در «فیش‌های من» می‌ماند.
premium-slip-issued-pay = پرداخت
premium-slip-issued-later = بعداً
premium-slip-already-open =
    برای این ماه‌ها یک فیش پرداخت‌نشده دارید: شمارهٔ { CODE($number) }.
    دوره: { $months }
    مبلغ: { MONEY($total) } ریال
    مهلت پرداخت: { JDATE($deadline) }
    همین فیش را پرداخت می‌کنید؟
premium-slip-already-open-help = برای صدور فیش تازه، ابتدا این فیش را در «فیش‌های من» لغو کنید.
premium-slip-already-open-pay = پرداخت
premium-slip-already-open-later = بعداً
premium-slip-kept = فیش در «فیش‌های من» می‌ماند. پیش از پایان مهلت پرداخت کنید.

refused-account-none =
    قرارداد بیمهٔ اختیاری یا مشاغل آزاد به نام شما پیدا نشد.
    اگر فکر می‌کنید اشتباه است، با شمارهٔ ۱۴۲۰ تماس بگیرید.
refused-account-all-paid = حق بیمهٔ همهٔ ماه‌های { CODE($year) } را پرداخت کرده‌اید. کار دیگری لازم نیست.
refused-account-unsettled =
    گردش حساب سال گذشتهٔ شما هنوز محاسبه نشده است. برای همین فیش تازه صادر نمی‌شود.
    لطفاً با کارت ملی به { $branch } مراجعه کنید.
    نشانی: { $address }
    تلفن: { PHONE($phone) }
refused-account-debt =
    از سال گذشته { MONEY($amount) } ریال بدهی دارید. پس از پرداخت آن در شعبه، ماه‌های بعد باز می‌شود.
    لطفاً با کارت ملی به { $branch } مراجعه کنید.
    نشانی: { $address }
    تلفن: { PHONE($phone) }
refused-account-lapsed =
    چون حق بیمه در مهلت پرداخت نشده، قرارداد شما از { JDATE($lapsed_on) } لغو شده است.
    برای بستن قرارداد تازه به { $branch } مراجعه کنید.
    نشانی: { $address }
    تلفن: { PHONE($phone) }
refused-account-exam-pending =
    نتیجهٔ معاینهٔ پزشکی بدو قرارداد هنوز ثبت نشده است. تا ثبت نتیجه، پرداخت تازه ممکن نیست.
    لطفاً به { $branch } مراجعه کنید.
    نشانی: { $address }
    تلفن: { PHONE($phone) }
refused-months-outside-year = ماه‌ها باید در یک سال باشد و از اسفند جلوتر نرود.
refused-months-already-paid = این ماه‌ها پیش از این پرداخت شده است.
refused-months-not-consecutive = ماه‌ها باید پشت سر هم و از اولین ماه پرداخت‌نشده باشد.
refused-slip-changed = مبلغ تغییر کرده است. لطفاً مبلغ تازه را ببینید.
refused-slip-open = برای این ماه‌ها یک فیش پرداخت‌نشده دارید: شمارهٔ { CODE($number) }.
refused-slip-unknown = این فیش پیدا نشد.
refused-slip-being-paid = پرداخت این فیش در جریان است. تا روشن شدن نتیجه نمی‌توان آن را لغو کرد.
refused-slip-paid = فیش شمارهٔ { CODE($number) } پرداخت شده است.
refused-slip-expired = مهلت این فیش گذشته است. لطفاً فیش تازه بگیرید.
refused-slip-cancelled = این فیش لغو شده است. لطفاً فیش تازه بگیرید.
refused-payment-unknown = این پرداخت پیدا نشد.
refused-document-unknown = این برگه پیدا نشد.
refused-rate-kind-mismatch = این نرخ برای این نوع بیمه نیست. نرخ بیمهٔ اختیاری ۲۷ درصد و نرخ مشاغل آزاد ۱۲، ۱۴ یا ۱۸ درصد است.

my-slips-chosen =
    { $pages ->
        [1] فیش‌های شما:
       *[other] فیش‌های شما (صفحهٔ { NUM($page) } از { NUM($pages) }):
    }
    برای دیدن هر فیش، آن را انتخاب کنید.
my-slips-chosen-help = تازه‌ترین فیش بالاست. فیش‌های آماده پرداخت را می‌توانید همین‌جا پرداخت یا لغو کنید.
my-slips-chosen-newer = فیش‌های تازه‌تر
my-slips-chosen-earlier = فیش‌های قدیمی‌تر
my-slips-none = هنوز فیشی ندارید. برای گرفتن فیش بنویسید «پرداخت حق بیمه».
my-slips-act =
    فیش شمارهٔ { CODE($number) }: { $state }
    دوره: { $months }
    مبلغ: { MONEY($total) } ریال
    مهلت پرداخت: { JDATE($deadline) }
    شناسهٔ قبض: { CODE($bill) }
    شناسهٔ پرداخت: { CODE($payment) }
my-slips-act-help = می‌توانید فیش را دوباره بگیرید، پرداخت کنید یا لغو کنید.
my-slips-act-pay = پرداخت
my-slips-act-paper = دریافت دوبارهٔ برگه
my-slips-act-cancel = لغو فیش
my-slips-act-list = بازگشت به فهرست
my-slips-paper = برگهٔ فیش شمارهٔ { CODE($number) }:
my-slips-sure = فیش شمارهٔ { CODE($number) } به مبلغ { MONEY($total) } ریال لغو شود؟
my-slips-sure-help = پس از لغو می‌توانید برای همان ماه‌ها فیش تازه بگیرید.
my-slips-sure-yes = بله، لغو شود
my-slips-sure-no = نه
my-slips-cancelled = فیش شمارهٔ { CODE($number) } لغو شد. برای همان ماه‌ها می‌توانید فیش تازه بگیرید.
refused-months-none = دست‌کم یک ماه انتخاب کنید؛ مثلاً «۱».
refused-month-unknown = این ماه را نمی‌شناسیم. ماه را با سال آن بنویسید؛ مثلاً آبان ۱۴۰۵.
