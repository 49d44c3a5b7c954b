input-any-bad-choice =
    { $most ->
        [0] این پاسخ را متوجه نشدم. لطفاً یکی از دکمه‌ها را بزنید.
        [1] این پاسخ را متوجه نشدم. لطفاً دکمهٔ زیر را بزنید یا بنویسید «۱».
       *[other] این پاسخ را متوجه نشدم. لطفاً یکی از دکمه‌ها را بزنید، یا شمارهٔ آن از بالا را بنویسید: عددی از ۱ تا { NUM($most) }.
    }
input-any-bad-number =
    { $most ->
        [0] اینجا عدد لازم نیست. لطفاً یکی از دکمه‌ها را بزنید.
        [1] اینجا فقط یک گزینه هست. لطفاً دکمهٔ آن را بزنید یا بنویسید «۱».
       *[other] گزینه‌ای با این شماره نیست. لطفاً عددی از ۱ تا { NUM($most) } بنویسید یا یکی از دکمه‌ها را بزنید.
    }
input-any-bad-contact = شمارهٔ یک مخاطب رسید، ولی اینجا لازم نیست. لطفاً به پرسش زیر پاسخ دهید.
input-any-bad-too-long = پیام شما { NUM($length) } حرف دارد و خیلی بلند است (حداکثر { NUM($most) } حرف). لطفاً فقط پاسخ همین پرسش را بنویسید.
input-any-bad-emoji = فقط شکلک رسید. لطفاً پاسخ پرسش زیر را با عدد یا نوشته بفرستید.
input-any-bad-empty = پیام خالی رسید. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-photo = عکس رسید، ولی در این گام نوشته لازم است. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-document = پرونده رسید، ولی در این گام نوشته لازم است. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-voice = پیام صوتی رسید، ولی نمی‌توانیم آن را بشنویم. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-video = ویدئو رسید، ولی در این گام نوشته لازم است. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-sticker = برچسب رسید. لطفاً پاسخ پرسش زیر را بنویسید یا یکی از دکمه‌ها را بزنید.
input-any-bad-location = موقعیت مکانی رسید، ولی اینجا لازم نیست. لطفاً پاسخ پرسش زیر را بنویسید.
input-any-bad-other = این نوع پیام را نمی‌توانیم بخوانیم. لطفاً پاسخ پرسش زیر را بنویسید.

input-national-id-bad-not-digits = کد ملی فقط عدد دارد. لطفاً ده رقم آن را بنویسید؛ مثلاً ۰۴۹۹۳۷۰۸۹۹
input-national-id-bad-zeros =
    { NUM($length) } رقم نوشته‌اید، ولی کد ملی ۱۰ رقم دارد.
    اگر کد ملی شما با صفر شروع می‌شود، صفرها را هم بنویسید؛ مثلاً ۰۴۹۹۳۷۰۸۹۹
input-national-id-bad-length = { NUM($length) } رقم نوشته‌اید، ولی کد ملی ۱۰ رقم دارد؛ مثلاً ۰۴۹۹۳۷۰۸۹۹
input-national-id-bad-check-digit = این کد ملی درست نیست؛ شاید یک رقم اشتباه یا جابه‌جا شده است. لطفاً از روی کارت ملی دوباره بنویسید؛ مثلاً ۰۴۹۹۳۷۰۸۹۹

input-jalali-date-bad-not-date = تاریخ را متوجه نشدم. آن را به صورت سال، ماه (۱ تا ۱۲) و روز بنویسید؛ مثلاً ۱۳۴۵/۰۷/۲۱
input-jalali-date-bad-no-such-day = این ماه { NUM($days) } روز دارد. لطفاً تاریخ را دوباره بنویسید؛ مثلاً ۱۳۴۵/۰۷/۲۱
input-jalali-date-bad-gregorian = این تاریخ میلادی است. لطفاً تاریخ شمسی را بنویسید؛ مثلاً ۱۳۴۵/۰۷/۲۱
input-jalali-date-bad-future = این تاریخ هنوز نرسیده است. تاریخی تا امروز بنویسید؛ مثلاً ۱۴۰۴/۰۷/۲۱
input-jalali-date-bad-late = تاریخ باید تا { JDATE($latest) } باشد؛ مثلاً ۱۴۰۴/۰۷/۲۱
input-jalali-date-bad-early = این تاریخ خیلی قدیمی است. تاریخ باید از { JDATE($earliest) } به بعد باشد؛ مثلاً ۱۳۴۵/۰۷/۲۱
input-jalali-date-decade = دههٔ { CODE($decade) }
input-jalali-date-year = { CODE($year) }
input-jalali-date-month = { JMONTH($month) }
input-jalali-date-day = { CODE($day) }
input-jalali-date-up = صفحهٔ قبل
input-jalali-date-pick-year = کدام سال؟
input-jalali-date-pick-month = کدام ماه از سال { CODE($year) }؟
input-jalali-date-pick-day = کدام روز { JMONTH($month) }؟

input-mobile-bad-not-digits = شمارهٔ همراه را متوجه نشدم. آن را با ۱۱ رقم بنویسید؛ مثلاً ۰۹۱۲۱۲۳۴۵۶۷
input-mobile-bad-foreign = شمارهٔ همراه باید ایرانی باشد؛ مثلاً ۰۹۱۲۱۲۳۴۵۶۷
input-mobile-bad-invalid = این شماره درست نیست. شمارهٔ همراه ۱۱ رقم دارد؛ مثلاً ۰۹۱۲۱۲۳۴۵۶۷
input-mobile-bad-landline = این شماره تلفن ثابت است. شمارهٔ همراه لازم است؛ مثلاً ۰۹۱۲۱۲۳۴۵۶۷
input-mobile-bad-not-own-contact = این شمارهٔ خود شما نیست؛ مخاطب دیگری را فرستاده‌اید. لطفاً دکمهٔ «فرستادن شمارهٔ من» را بزنید یا شماره را بنویسید؛ مثلاً ۰۹۱۲۱۲۳۴۵۶۷
input-mobile-share = فرستادن شمارهٔ من

input-amount-bad-not-amount = مبلغ را متوجه نشدم. آن را با «تومان» یا «ریال» بنویسید؛ مثلاً «دو میلیون تومان» یا «۲۰٬۰۰۰٬۰۰۰ ریال».
input-amount-bad-low = { MONEY($amount) } ریال کم است. کمترین مبلغ { MONEY($least) } ریال است؛ مثلاً «{ MONEY($least) } ریال».
input-amount-bad-high = { MONEY($amount) } ریال زیاد است. بیشترین مبلغ { MONEY($most) } ریال است؛ مثلاً «دو میلیون تومان».
input-amount-unit = { NUM($number) } ریال یا تومان؟
input-amount-rial = { NUM($number) } ریال
input-amount-toman = { NUM($number) } تومان

input-month-range-bad-not-range =
    { $most ->
        [1] متوجه نشدم چند ماه می‌خواهید. فقط یک ماه مانده است؛ بنویسید «۱».
       *[other] متوجه نشدم چند ماه می‌خواهید. عددی از ۱ تا { NUM($most) } بنویسید؛ مثلاً «۲» یا «۱ تا ۲».
    }
input-month-range-bad-zero =
    { $most ->
        [1] صفر ماه نمی‌شود؛ دست‌کم یک ماه لازم است. بنویسید «۱».
       *[other] صفر ماه نمی‌شود؛ دست‌کم یک ماه لازم است. عددی از ۱ تا { NUM($most) } بنویسید؛ مثلاً «۱».
    }
input-month-range-bad-outside = این تعداد یا این ماه بیرون از ماه‌های باز است. حداکثر { NUM($most) } ماه، تا { JMONTH($last) }؛ مثلاً «۱».
input-month-range-bad-not-first = ماه‌ها باید از { JMONTH($first) } شروع شود؛ مثلاً «۲» یعنی دو ماه.
input-month-range-option =
    { $count ->
        [1] یک ماه: فقط { JMONTH($first) }
       *[other] { NUM($count) } ماه: تا پایان { JMONTH($last) }
    }

input-yes-no-bad-neither = این پاسخ را متوجه نشدم. لطفاً بنویسید «بله» یا «خیر».
input-one-time-code-bad-not-digits = کد فقط عدد دارد. آن را از روی پیامک بنویسید؛ مثلاً ۴۸۲۱۳
input-one-time-code-bad-length = { NUM($length) } رقم نوشته‌اید، ولی کد { NUM($digits) } رقم دارد؛ مثلاً ۴۸۲۱۳
input-activation-code-bad-length = { NUM($length) } حرف و رقم نوشته‌اید، ولی کد شعبه ۱۰ تا دارد؛ مثلاً 7KQ2M-WX4RP
input-activation-code-bad-signs = کد شعبه فقط حرف لاتین و رقم دارد و ۰، ۱، I، L و O در آن نیست. آن را از روی برگه بنویسید؛ مثلاً 7KQ2M-WX4RP
input-activation-code-bad-mistyped = در این کد حرفی جابه‌جا یا اشتباه نوشته شده است. آن را از روی برگه دوباره بنویسید؛ مثلاً 7KQ2M-WX4RP
input-free-text-bad-short = پاسخ کوتاه است. دست‌کم { NUM($least) } حرف بنویسید؛ مثلاً یک جملهٔ کوتاه.
input-free-text-bad-long = پاسخ { NUM($length) } حرف دارد. حداکثر { NUM($most) } حرف بنویسید؛ مثلاً دو جملهٔ کوتاه.
input-iban-bad-not-digits = شبا با IR شروع می‌شود و ۲۴ رقم دارد؛ مثلاً IR820540102680020817909002
input-iban-bad-card = این شمارهٔ کارت است. شمارهٔ شبا لازم است؛ مثلاً IR820540102680020817909002
input-iban-bad-length = شبا پس از IR باید ۲۴ رقم داشته باشد و شما { NUM($length) } رقم نوشته‌اید؛ مثلاً IR820540102680020817909002
input-iban-bad-check-digit = این شبا درست نیست؛ شاید یک رقم جابه‌جا شده است. مثلاً IR820540102680020817909002
input-image-bad-text = اینجا عکس لازم است؛ مثلاً عکس سند را از دوربین یا گالری بفرستید.
input-image-bad-type = این نوع پرونده پذیرفته نیست. عکس JPEG یا PNG بفرستید.
input-image-bad-large = حجم عکس { NUM($size) } مگابایت است. حداکثر { NUM($most) } مگابایت بفرستید؛ مثلاً عکس را فشرده کنید.
