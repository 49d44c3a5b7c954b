calculator-kind = برای کدام بیمه حساب کنم؟
calculator-kind-help = ماشین حساب به ورود و قرارداد نیاز ندارد. هیچ چیزی ثبت نمی‌شود.
calculator-kind-voluntary = بیمهٔ اختیاری (۲۷ درصد)
calculator-kind-self_employed = مشاغل آزاد
calculator-rate = کدام نرخ؟
calculator-rate-help =
    ۱۲ درصد: بازنشستگی و فوت پس از بازنشستگی.
    ۱۴ درصد: بازنشستگی و فوت پیش و پس از بازنشستگی.
    ۱۸ درصد: بازنشستگی، ازکارافتادگی و فوت.
calculator-rate-r12 = ۱۲ درصد
calculator-rate-r14 = ۱۴ درصد
calculator-rate-r18 = ۱۸ درصد
calculator-direction = چه چیزی را می‌دانید؟
calculator-direction-help = اگر دستمزد مبنا را بدانید حق بیمه را می‌گوییم، و اگر مبلغ حق بیمه را بگویید دستمزد مبنا را.
calculator-direction-for-wage = دستمزد ماهانه را می‌دانم
calculator-direction-for-premium = مبلغ حق بیمه را می‌دانم
calculator-wage = دستمزد مبنای ماهانه (۳۰ روز) چقدر باشد؟ مثلاً «۲۰ میلیون تومان».
calculator-wage-help = مبلغ را با «تومان» یا «ریال» بنویسید، به عدد یا به حروف.
calculator-premium = می‌خواهید ماهی چقدر حق بیمه بدهید؟ مثلاً «شش میلیون تومان».
calculator-premium-help = مبلغ را با «تومان» یا «ریال» بنویسید، به عدد یا به حروف.
calculator-result =
    { $granted ->
        [yes] نتیجه برای { JMONTH($month) } ({ NUM($days) } روز):
       *[no] این مبلغ بیرون از اندازهٔ مجاز است. نزدیک‌ترین مبلغ مجاز برای { JMONTH($month) } ({ NUM($days) } روز):
    }
    حق بیمه: { MONEY($premium) } ریال ({ TOMAN($premium) } تومان)
    دستمزد مبنا (۳۰ روز): { MONEY($wage) } ریال
    نرخ: { NUM($rate) } درصد
    کمترین حق بیمه: { MONEY($low) } ریال، بیشترین: { MONEY($high) } ریال
    کمترین دستمزد مبنا: { MONEY($lowwage) } ریال، بیشترین: { MONEY($highwage) } ریال
calculator-result-help = مبلغ هر ماه به تعداد روزهای آن ماه (۳۱، ۳۰ یا ۲۹) بستگی دارد.
calculator-result-again = دوباره حساب کن
calculator-result-enough = کافی است
calculator-bye = هر وقت خواستید بنویسید «حساب کن».
