calculator-kind = برای کدام بیمه حساب کنم؟
calculator-kind-help =
    با نرخ و حداقل دستمزد همین ماه حساب می‌کنیم.
    حساب کردن به ورود و قرارداد نیاز ندارد و چیزی ثبت نمی‌شود.
calculator-kind-voluntary = بیمهٔ اختیاری
calculator-kind-self_employed = مشاغل آزاد
calculator-rate = با کدام نرخ؟
calculator-rate-help =
    هر نرخ چه چیزهایی دارد؟
    { $lines }
calculator-rate-percent = { NUM($rate) } درصد
calculator-covers-first = نرخ { $line }: { $what }
calculator-covers-more = { $line } و { $what }
cover-old_age = بازنشستگی
cover-invalidity = ازکارافتادگی
cover-death_before_retirement = فوت پیش از بازنشستگی
cover-death_after_retirement = فوت پس از بازنشستگی
cover-survivors = مستمری بازماندگان
cover-treatment = درمان
cover-funeral = کمک‌هزینهٔ کفن و دفن
cover-prosthesis = پروتز و وسایل کمکی
cover-patient_travel = هزینهٔ سفر بیمار
calculator-direction = کدام را می‌دانید؟
calculator-direction-help = از روی دستمزد، حق بیمه را می‌گوییم و از روی حق بیمه، دستمزد را.
calculator-direction-for-wage = دستمزد ماهانه را می‌دانم
calculator-direction-for-premium = مبلغ حق بیمه را می‌دانم
calculator-wage = دستمزد ماهانه چقدر باشد؟ مثلاً بنویسید «۳۰ میلیون تومان».
calculator-wage-help = مبلغ را با «تومان» یا «ریال» بنویسید، با عدد یا با حروف؛ مثلاً «۳۰٬۰۰۰٬۰۰۰ تومان».
calculator-wage-bad-low = { MONEY($amount) } ریال برای دستمزد یک ماه خیلی کم است. مبلغ را دوباره بنویسید؛ مثلاً «۳۰ میلیون تومان».
calculator-wage-bad-high = { MONEY($amount) } ریال برای دستمزد یک ماه خیلی زیاد است. مبلغ را دوباره بنویسید؛ مثلاً «۳۰ میلیون تومان».
calculator-premium = می‌خواهید ماهی چقدر حق بیمه بدهید؟ مثلاً بنویسید «شش میلیون تومان».
calculator-premium-help = مبلغ را با «تومان» یا «ریال» بنویسید، با عدد یا با حروف؛ مثلاً «۶٬۰۰۰٬۰۰۰ تومان».
calculator-premium-bad-low = { MONEY($amount) } ریال برای حق بیمهٔ یک ماه خیلی کم است. مبلغ را دوباره بنویسید؛ مثلاً «شش میلیون تومان».
calculator-premium-bad-high = { MONEY($amount) } ریال برای حق بیمهٔ یک ماه خیلی زیاد است. مبلغ را دوباره بنویسید؛ مثلاً «شش میلیون تومان».
calculator-result =
    { $granted ->
        [yes] نتیجه برای { JMONTH($month) } ({ NUM($days) } روز):
       *[no] مبلغی که نوشتید بیرون از اندازهٔ مجاز است. نزدیک‌ترین مبلغ مجاز برای { JMONTH($month) } ({ NUM($days) } روز):
    }
    حق بیمه: { MONEY($premium) } ریال ({ TOMAN($premium) })
    دستمزد ماه ۳۰ روزه: { MONEY($wage) } ریال ({ TOMAN($wage) })
    نرخ: { NUM($rate) } درصد
    حق بیمهٔ مجاز: از { MONEY($low) } تا { MONEY($high) } ریال
    دستمزد مجاز: از { MONEY($lowwage) } تا { MONEY($highwage) } ریال

    برای مبلغی دیگر، همین‌جا آن را بنویسید؛ مثلاً «۳۵ میلیون تومان».
calculator-result-bad-low = { MONEY($amount) } ریال برای یک ماه خیلی کم است. مبلغ دیگری بنویسید؛ مثلاً «۳۵ میلیون تومان».
calculator-result-bad-high = { MONEY($amount) } ریال برای یک ماه خیلی زیاد است. مبلغ دیگری بنویسید؛ مثلاً «۳۵ میلیون تومان».
calculator-result-bad-choice = این پاسخ را متوجه نشدم. مبلغ دیگری بنویسید، مثلاً «۳۵ میلیون تومان»، یا یکی از دکمه‌ها را بزنید.
calculator-result-help = مبلغ هر ماه به تعداد روزهای آن ماه (۳۱، ۳۰ یا ۲۹) بستگی دارد. این‌ها فقط محاسبه است و چیزی ثبت نشد.
calculator-result-again = از آغاز حساب کن
calculator-result-enough = کافی است
calculator-bye = هر وقت خواستید، دوباره بنویسید «حساب کن». برای بستن قرارداد بیمهٔ اختیاری، بنویسید «بستن قرارداد».
