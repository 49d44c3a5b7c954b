kind-voluntary = بیمهٔ اختیاری
kind-self_employed = بیمهٔ صاحبان حرف و مشاغل آزاد

slip-one-month = { JMONTH($first) }
slip-months = از { JMONTH($first) } تا { JMONTH($last) }
slip-line = { JMONTH($month) } ({ NUM($days) } روز): { MONEY($amount) } ریال
slip-line-per-capita = از این مبلغ، سرانهٔ درمان: { MONEY($amount) } ریال
slip-line-debt = بدهی پیشین: { MONEY($amount) } ریال
slip-line-provisional = مبلغ سرانهٔ درمان امسال هنوز اعلام نشده است؛ با آخرین مبلغ اعلام‌شده حساب شد و شاید بعداً اصلاح شود.
slip-label = { $months }، { MONEY($total) } ریال، { $state }
slip-state-issued = آمادهٔ پرداخت
slip-state-paid = پرداخت‌شده
slip-state-expired = مهلت گذشته
slip-state-cancelled = لغوشده
slip-file-name = فیش حق بیمهٔ { JMONTH($first) }
slip-file-name-months = فیش حق بیمهٔ { JMONTH($first) } تا { JMONTH($last) }
receipt-file-name = رسید حق بیمه { CODE($number) }

premium-slip-already-open =
    یک فیش پرداخت‌نشده دارید: شمارهٔ { CODE($number) }
    ماه‌ها: { $months }
    مبلغ: { MONEY($total) } ریال ({ TOMAN($total) })
    مهلت پرداخت: تا { JDATE($deadline) }

    همین فیش را پرداخت می‌کنید؟
premium-slip-already-open-help =
    تا این فیش هست، فیش دیگری صادر نمی‌شود.
    اگر ماه‌های دیگری می‌خواهید، «لغو این فیش و انتخاب دوبارهٔ ماه‌ها» را بزنید.
premium-slip-already-open-pay = پرداخت
premium-slip-already-open-renew = لغو این فیش و انتخاب دوبارهٔ ماه‌ها
premium-slip-already-open-later = بعداً
premium-slip-renew =
    فیش شمارهٔ { CODE($number) } به مبلغ { MONEY($total) } ریال ({ TOMAN($total) }) لغو شود؟
    پس از لغو، ماه‌ها را دوباره انتخاب می‌کنید و فیش تازه می‌گیرید.
premium-slip-renew-help = با «بله، لغو شود» این فیش از کار می‌افتد و شناسه‌های آن دیگر پذیرفته نمی‌شود. با «خیر» فیش همان‌طور می‌ماند.
premium-slip-renew-yes = بله، لغو شود
premium-slip-renew-no = خیر
premium-slip-cancelled = فیش شمارهٔ { CODE($number) } لغو شد. حالا ماه‌ها را دوباره انتخاب کنید.
premium-slip-months =
    { $kind } با نرخ { NUM($rate) } درصد، قرارداد شمارهٔ { CODE($contract) }
    { $overdue ->
        [0]
            { $unpaid ->
                [yes] این نخستین پرداخت قرارداد است. اگر پیش از { JDATE($ends) } انجام نشود، قرارداد باطل می‌شود.
               *[no] مهلت پرداخت { JMONTH($first) }: تا { JDATE($due) }
            }
       *[other]
            مهلت پرداخت { NUM($overdue) } ماه گذشته است؛ مهلت { JMONTH($first) } تا { JDATE($due) } بود.
            { $ends ->
                [none] لطفاً هرچه زودتر پرداخت کنید.
               *[other] لطفاً پیش از { JDATE($ends) } پرداخت کنید تا قرارداد شما لغو نشود.
            }
    }

    { $count ->
        [1] تا کدام ماه می‌پردازید؟ از امسال فقط { JMONTH($first) } مانده است؛ بنویسید «۱» یا دکمهٔ آن را بزنید.
       *[other] از { JMONTH($first) } تا کدام ماه می‌خواهید پرداخت کنید؟ دکمه‌ای را بزنید یا عدد بنویسید؛ مثلاً «۲» یعنی دو ماه.
    }
premium-slip-months-help =
    پرداخت از نخستین ماه پرداخت‌نشده شروع می‌شود و حداکثر تا پایان اسفند همان سال است.
    برای سه ماه، بنویسید «۳» یا «۱ تا ۳» یا «سه ماه». برای همهٔ ماه‌ها، بنویسید «تا آخر سال».
premium-slip-months-change = تغییر ماه‌ها
premium-slip-months-bad-gap = ماه‌ها باید از { JMONTH($first) } شروع شود؛ مثلاً «۲» یعنی دو ماه از همین ماه.
premium-slip-months-bad-before =
    { JMONTH($month) } نیازی به پرداخت ندارد: یا پیش از این پرداخت شده یا پیش از قرارداد شماست.
    از { JMONTH($first) } شروع کنید؛ مثلاً «۲» یعنی دو ماه از { JMONTH($first) }.
premium-slip-months-bad-after =
    { JMONTH($month) } هنوز باز نیست؛ فقط تا پایان همین سال، یعنی { JMONTH($last) }، می‌توان پرداخت کرد.
    { $most ->
        [1] بنویسید «۱».
       *[other] عددی از ۱ تا { NUM($most) } بنویسید؛ مثلاً «۱».
    }
premium-slip-months-bad-outside =
    این تعداد بیشتر از ماه‌های مانده است: حداکثر { NUM($most) } ماه، تا { JMONTH($last) }.
    { $most ->
        [1] بنویسید «۱».
       *[other] عددی از ۱ تا { NUM($most) } بنویسید؛ مثلاً «۱».
    }
premium-slip-moved = از وقتی که ماه‌ها را دیدید، پرداخت دیگری ثبت شده است. لطفاً ماه‌های مانده را دوباره ببینید.
premium-slip-review =
    ماه‌ها: { $months }
    { $lines }
    جمع: { MONEY($total) } ریال ({ TOMAN($total) })
    مهلت پرداخت: تا { JDATE($deadline) }

    فیش صادر شود؟
premium-slip-review-help = با «صدور فیش» فیش برای شما آماده می‌شود. هنوز پولی پرداخت نمی‌شود.
premium-slip-review-issue = صدور فیش
premium-slip-review-bad-choice =
    اگر این فیش را می‌خواهید، بنویسید «بله».
    اگر نه: برای ماه‌های دیگر «تغییر ماه‌ها» و برای کنار گذاشتن این کار «انصراف» را بزنید.
premium-slip-repriced = از وقتی که مبلغ را دیدید، مبلغ تغییر کرده است. لطفاً مبلغ تازه را ببینید.
premium-slip-paper =
    فیش شمارهٔ { CODE($number) } صادر شد.
    ماه‌ها: { $months }
    مبلغ: { MONEY($total) } ریال ({ TOMAN($total) })
    مهلت پرداخت: تا { JDATE($deadline) }
    شناسهٔ قبض: { CODE($bill) }
    شناسهٔ پرداخت: { CODE($payment) }
premium-slip-issued =
    همین حالا پرداخت می‌کنید؟
    می‌توانید بعداً هم پرداخت کنید، یا با همین فیش در شعبه یا کارگزاری.
premium-slip-issued-help = با «پرداخت» صفحهٔ بانک باز می‌شود. با «بعداً» فیش شمارهٔ { CODE($number) } در «فیش‌های من» می‌ماند.
premium-slip-issued-pay = پرداخت
premium-slip-issued-later = بعداً
premium-slip-kept =
    بسیار خوب. فیش شمارهٔ { CODE($number) } در «فیش‌های من» می‌ماند.
    لطفاً تا { JDATE($deadline) } پرداخت کنید.

refused-account-none =
    قراردادی برای بیمهٔ اختیاری یا مشاغل آزاد به نام شما پیدا نشد.
    برای بستن قرارداد بیمهٔ اختیاری، بنویسید «بستن قرارداد». برای مشاغل آزاد به شعبه بروید. تلفن راهنما: ۱۴۲۰
refused-account-all-paid =
    حق بیمهٔ همهٔ ماه‌های سال { CODE($year) } را پرداخت کرده‌اید. اکنون کاری لازم نیست.
    رسیدهای خود را در «فیش‌های من» ببینید.
refused-account-not-begun =
    نخستین ماه قرارداد شما { JMONTH($month) } است و پرداخت آن از { JDATE($opens) } باز می‌شود.
    لطفاً از آن روز دوباره بنویسید «پرداخت».
refused-account-unsettled =
    گردش حساب سال گذشتهٔ شما هنوز محاسبه نشده است؛ برای همین فیش تازه صادر نمی‌شود.
    لطفاً با کارت ملی به { $branch } بروید. پس از محاسبه، همین‌جا پرداخت کنید.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-account-debt =
    از سال گذشته { MONEY($amount) } ریال ({ TOMAN($amount) }) بدهی دارید؛ برای همین فیش تازه صادر نمی‌شود.
    لطفاً با کارت ملی به { $branch } بروید و بدهی را بپردازید. پس از آن، ماه‌های بعد همین‌جا باز می‌شود.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-account-lapsed =
    چون حق بیمه در مهلت خود پرداخت نشده، قرارداد شما از { JDATE($lapsed_on) } لغو شده است.
    برای قرارداد تازهٔ بیمهٔ اختیاری، بنویسید «بستن قرارداد». برای مشاغل آزاد، با کارت ملی به { $branch } بروید.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-account-over =
    قرارداد شمارهٔ { CODE($number) } باطل شده است و پرداختی ندارد.
    برای قرارداد تازهٔ بیمهٔ اختیاری، بنویسید «بستن قرارداد». برای مشاغل آزاد، با کارت ملی به { $branch } بروید.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-account-exam-unfit =
    نتیجهٔ معاینهٔ پزشکی، قرارداد شما را تأیید نکرده است و اکنون نمی‌توان پرداخت کرد.
    برای تعیین تکلیف، لطفاً با کارت ملی به { $branch } بروید.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-account-exam-pending =
    نتیجهٔ معاینهٔ پزشکی آغاز قرارداد هنوز ثبت نشده است و تا آن زمان نمی‌توان پرداخت کرد.
    اگر معاینه شده‌اید، لطفاً با کارت ملی و نتیجهٔ معاینه به { $branch } بروید.
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
refused-months-outside-year = ماه‌ها باید در یک سال باشد و از اسفند جلوتر نرود؛ مثلاً «۱» یعنی فقط نخستین ماه.
refused-months-already-paid = این ماه‌ها پیش از این پرداخت شده است. «منوی اصلی» را بزنید و دوباره «پرداخت حق بیمه» را انتخاب کنید.
refused-months-not-consecutive = ماه‌ها باید پشت سر هم و از نخستین ماه پرداخت‌نشده باشد؛ مثلاً «۲» یعنی دو ماه نخست.
refused-months-none = دست‌کم یک ماه انتخاب کنید؛ مثلاً «۱».
refused-month-unknown = این ماه را نمی‌شناسیم. ماه را با سال آن بنویسید؛ مثلاً آبان ۱۴۰۵.
refused-slip-changed = مبلغ تغییر کرده است. لطفاً مبلغ تازه را ببینید.
refused-slip-open = برای این ماه‌ها یک فیش پرداخت‌نشده دارید. آن را در «فیش‌های من» پرداخت یا لغو کنید.
refused-slip-unknown = این فیش پیدا نشد. فیش‌های خود را در «فیش‌های من» ببینید.
refused-slip-being-paid = پرداخت این فیش در جریان است؛ تا روشن شدن نتیجه نمی‌توان آن را لغو کرد. نتیجه را خبر می‌دهیم.
refused-slip-paid = فیش شمارهٔ { CODE($number) } پیش از این پرداخت شده است. رسید آن در «فیش‌های من» است.
refused-slip-expired = مهلت این فیش گذشته است. «پرداخت حق بیمه» را بزنید تا فیش تازه بگیرید.
refused-slip-cancelled = این فیش لغو شده است. «پرداخت حق بیمه» را بزنید تا فیش تازه بگیرید.
refused-payment-unknown = این پرداخت پیدا نشد. وضعیت فیش را در «فیش‌های من» ببینید.
refused-document-unknown = این برگه پیدا نشد یا دیگر در دسترس نیست. فیش و رسید را در «فیش‌های من» و برگه‌های قرارداد را در «قرارداد من» ببینید.
refused-rate-kind-mismatch = این نرخ برای این نوع بیمه نیست. نرخ‌های آن به درصد: { WORDS($needed) }.

my-slips-chosen =
    { $pages ->
        [1] فیش‌های شما، تازه‌ترین در بالا.
       *[other] فیش‌های شما، تازه‌ترین در بالا (صفحهٔ { NUM($page) } از { NUM($pages) }).
    }
    کدام را می‌خواهید ببینید؟ دکمهٔ آن را بزنید یا شمارهٔ آن را بنویسید؛ مثلاً «۱».
my-slips-chosen-help = فیش‌های «آمادهٔ پرداخت» را می‌توانید همین‌جا پرداخت یا لغو کنید. برای فیش‌های «پرداخت‌شده» رسید می‌گیرید.
my-slips-chosen-newer = فیش‌های تازه‌تر
my-slips-chosen-earlier = فیش‌های قدیمی‌تر
my-slips-none = هنوز فیشی ندارید. برای گرفتن فیش، بنویسید «پرداخت حق بیمه».
my-slips-act =
    فیش شمارهٔ { CODE($number) }: { $state }
    ماه‌ها: { $months }
    مبلغ: { MONEY($total) } ریال ({ TOMAN($total) })
    { $status ->
        [paid] شمارهٔ پیگیری پرداخت: { CODE($reference) }
        [expired] مهلت پرداخت تا { JDATE($deadline) } بود. برای فیش تازه، بنویسید «پرداخت حق بیمه».
        [cancelled] این فیش دیگر پرداخت نمی‌شود.
       *[issued]
            مهلت پرداخت: تا { JDATE($deadline) }
            شناسهٔ قبض: { CODE($bill) }
            شناسهٔ پرداخت: { CODE($payment) }
    }
my-slips-act-help = فیشِ آمادهٔ پرداخت را می‌توانید پرداخت یا لغو کنید. هر فیش یا رسید را دوباره می‌فرستیم.
my-slips-act-pay = پرداخت
my-slips-act-paper = دریافت دوبارهٔ فیش
my-slips-act-receipt = دریافت رسید
my-slips-act-cancel = لغو فیش
my-slips-paper =
    { $status ->
        [paid] رسید فیش شمارهٔ { CODE($number) } فرستاده شد.
       *[issued] فیش شمارهٔ { CODE($number) } فرستاده شد.
    }
my-slips-sure = فیش شمارهٔ { CODE($number) } به مبلغ { MONEY($total) } ریال لغو شود؟
my-slips-sure-help = پس از لغو، برای همان ماه‌ها می‌توانید فیش تازه بگیرید.
my-slips-sure-yes = بله، لغو شود
my-slips-sure-no = خیر
my-slips-cancelled = فیش شمارهٔ { CODE($number) } لغو شد. برای فیش تازه، بنویسید «پرداخت حق بیمه».

notice-account =
    { $open ->
        [yes] حساب سال { CODE($year) } شما در شعبه تسویه و ثبت شد. ماه‌های بعد باز است؛ برای فیش، بنویسید «پرداخت حق بیمه».
       *[no] حساب سال { CODE($year) } شما در شعبه تسویه و ثبت شد.
    }
