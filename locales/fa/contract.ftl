# گفتگوهای قرارداد بیمهٔ اختیاری: بستن قرارداد، مبلغ دلخواه، کد تازه، قرارداد من.
contract-lack = • { $what } (طبق { $cite })
contract-care-none = هنوز باز نیست
contract-care-all = سرپایی و بستری
contract-care = درمان: { $care }
contract-standing-unpaid = وضعیت: بسته شده، در انتظار نخستین پرداخت
contract-standing-in-force = وضعیت: برقرار
contract-standing-blocked = وضعیت: پرداخت بسته است
contract-standing-lapsed = وضعیت: لغوشده
contract-standing-annulled = وضعیت: باطل‌شده
contract-paid-until = پرداخت‌شده تا پایان { JMONTH($month) }
contract-opens = پرداخت از { JDATE($opens) } باز می‌شود.
contract-first-by =
    مهلت نخستین پرداخت: تا { JDATE($until) }
    { $ends ->
        [none] اگر پرداخت نشود، قرارداد باطل می‌شود.
       *[other] اگر پرداخت نشود، قرارداد در { JDATE($ends) } باطل می‌شود.
    }
contract-next = پرداخت بعدی: { JMONTH($month) }، { MONEY($amount) } ریال، تا { JDATE($until) }
contract-exam-by = معاینهٔ پزشکی: تا { JDATE($by) }
contract-file-name = قرارداد بیمهٔ اختیاری { CODE($number) }
referral-file-name = معرفی‌نامهٔ معاینه { CODE($number) }
by-law-file-name = { $title }
contract-event = در { JDATE($at) }: { $what }

voluntary-contract-intro =
    با این قرارداد بیمهٔ خود را ادامه می‌دهید. کمتر از ۵ دقیقه وقت می‌برد و تا تأیید آخر چیزی ثبت نمی‌شود.
    اگر زیر ۱۸ سال دارید یا برای شما قیم تعیین شده است، این کار فقط در شعبه انجام می‌شود: با شناسنامه، کارت ملی، و گواهی رشد یا قیم‌نامه.
voluntary-contract-has-one = همین حالا قرارداد بیمهٔ اختیاری دارید. آن را ببینید:
voluntary-contract-at-branch =
    قرارداد شما فقط در شعبه بسته می‌شود:
    { $lines }
    لطفاً بروید به { $branch }
    نشانی: { WORDS($address) }
    تلفن: { PHONE($phone) }
    این‌ها را ببرید:
    { $bring }
voluntary-contract-not-eligible =
    اکنون نمی‌توان این قرارداد را برای شما بست:
    { $lines }
    هر وقت شرط‌ها را داشتید، دوباره بنویسید «بستن قرارداد».
    اگر این را درست نمی‌دانید: { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
voluntary-contract-data =
    این اطلاعات نزد سازمان است:
    نام: { $name }
    نام پدر: { $father }
    کد ملی: { CODE($national) }
    تاریخ تولد: { JDATE($born) }
    شمارهٔ بیمه: { $sso }
    همراه: { $mobile }
    نشانی: { $address }
    کد پستی: { $postal }
    شبا: { $iban }

    درست است؟
voluntary-contract-data-help =
    نشانی، کد پستی و شبا را همین‌جا می‌توانید اصلاح کنید: «اصلاح می‌کنم».
    نام، کد ملی، تاریخ تولد و شمارهٔ همراه فقط در شعبه عوض می‌شود.
voluntary-contract-data-confirm = درست است، ادامه
voluntary-contract-data-correct = اصلاح می‌کنم
voluntary-contract-data-change = تغییر اطلاعات من
by-law-text =
    { $title }، بخش { NUM($k) } از { NUM($n) }
    { $heading }

    { WORDS($text) }
by-law-text-help = هر بخش را بخوانید و «بخش بعدی» را بزنید. در بخش آخر «خواندم و موافقم» می‌آید.
by-law-text-bad-choice = لطفاً یکی از دکمه‌ها را بزنید. دکمهٔ «خواندم و موافقم» در بخش آخر است.
by-law-text-agree = خواندم و موافقم
by-law-text-next = بخش بعدی
by-law-text-previous = بخش قبلی
by-law-text-last = رفتن به بخش آخر
voluntary-contract-wish-change = تغییر مبلغ
voluntary-contract-exam =
    { $exempt ->
        [yes] از معاینهٔ پزشکی آغاز قرارداد معاف هستید. کاری لازم نیست.
       *[no]
            معاینهٔ پزشکی لازم است:
            { $lines }

            تعهد می‌دهید که تا { JDATE($by) } معاینه شوید؟
            تا ثبت نتیجه، فقط تا { JMONTH($month) } می‌پردازید. درمان تا آن زمان: { $care }.
    }
voluntary-contract-exam-help =
    { $exempt ->
        [yes] معافیت از روی سابقهٔ شما معلوم شد. «ادامه» را بزنید.
       *[no] معرفی‌نامه را در «قرارداد من» می‌گیرید. نتیجه را شعبه ثبت می‌کند؛ بدون آن پرداخت بسته می‌شود.
    }
voluntary-contract-exam-go-on = ادامه
voluntary-contract-exam-yes = تعهد می‌دهم
voluntary-contract-exam-no = تعهد نمی‌دهم
voluntary-contract-declined =
    { $exempt ->
        [yes] بسیار خوب. قراردادی بسته نشد.
       *[no] بسیار خوب. بدون تعهد معاینه قرارداد بسته نمی‌شود و چیزی ثبت نشد.
    }
    هر وقت خواستید، دوباره بنویسید «بستن قرارداد».
voluntary-contract-review =
    لطفاً یک بار دیگر ببینید:
    نام: { $name }
    نرخ: { NUM($rate) } درصد
    دستمزد مبنا (ماه ۳۰ روزه): { MONEY($wage) } ریال
    حق بیمهٔ { JMONTH($month) } ({ NUM($days) } روز): { MONEY($premium) } ریال ({ TOMAN($premium) })
    شروع بیمه: { JDATE($starts) }
    { $exempt ->
        [yes] معاینهٔ پزشکی: معاف
       *[no] معاینهٔ پزشکی: تعهد تا { JDATE($by) }
    }
    موافقت با «{ $law }»

    قرارداد بسته شود؟
voluntary-contract-review-help = با «بستن قرارداد» قرارداد ثبت می‌شود و شماره و تاریخ آن پیامک می‌شود. هنوز پولی پرداخت نمی‌شود.
voluntary-contract-review-conclude = بستن قرارداد
voluntary-contract-review-bad-choice =
    اگر این قرارداد را می‌خواهید، بنویسید «بله».
    اگر نه: دکمه‌های «تغییر» یا «انصراف» را بزنید.
voluntary-contract-exists = { refused-contract-exists }
voluntary-contract-new-law = { refused-by-law-changed }
voluntary-contract-repriced = { refused-terms-changed }
voluntary-contract-unwaived = { refused-undertaking-needed }
voluntary-contract-concluded =
    قرارداد شما بسته شد.
    شماره: { CODE($number) }
    تاریخ: { JDATE($concluded) }
    شماره و تاریخ برایتان پیامک می‌شود.
    حق بیمهٔ { JMONTH($month) }: { MONEY($premium) } ریال ({ TOMAN($premium) })
    { $until ->
        [none] لطفاً نخستین ماه را زود بپردازید.
       *[other] مهلت نخستین پرداخت: تا { JDATE($until) }
    }

    { $opens ->
        [none] همین حالا پرداخت می‌کنید؟
       *[other] پرداخت از { JDATE($opens) } در «قرارداد من» باز می‌شود.
    }
voluntary-contract-concluded-help = با نخستین پرداخت، سابقه ثبت و درمان باز می‌شود. پیش از آن می‌توانید مبلغ را در «قرارداد من» عوض کنید.
voluntary-contract-concluded-pay = پرداخت نخستین ماه
voluntary-contract-concluded-later = بعداً
voluntary-contract-concluded-understood = متوجه شدم
voluntary-contract-kept =
    بسیار خوب. قرارداد شمارهٔ { CODE($number) } در «قرارداد من» است.
    { $until ->
        [none] لطفاً نخستین ماه را زود بپردازید.
       *[other] لطفاً تا { JDATE($until) } نخستین ماه را بپردازید، وگرنه قرارداد باطل می‌شود.
    }

contract-wish-premium =
    ماهی چقدر حق بیمه می‌دهید؟ مثلاً بنویسید «شش میلیون تومان».
    از { TOMAN($low) } تا { TOMAN($high) }
contract-wish-premium-help =
    مبلغ را با «تومان» یا «ریال» بنویسید، با عدد یا با حروف؛ مثلاً «۶٬۰۰۰٬۰۰۰ تومان».
    کمترین: { MONEY($low) } ریال. بیشترین: { MONEY($high) } ریال. نرخ { NUM($rate) } درصد دستمزد است.
contract-wish-premium-bad-low = { MONEY($amount) } ریال خیلی کم است. مبلغ یک ماه را بنویسید؛ مثلاً «شش میلیون تومان».
contract-wish-premium-bad-high = { MONEY($amount) } ریال خیلی زیاد است. مبلغ یک ماه را بنویسید؛ مثلاً «شش میلیون تومان».
contract-wish-answer =
    { $granted ->
        [yes] نتیجه برای { JMONTH($month) } ({ NUM($days) } روز):
        [low] این مبلغ کمتر از اندازهٔ مجاز است. کمترین مبلغ برای { JMONTH($month) } ({ NUM($days) } روز):
       *[high] این مبلغ بیشتر از اندازهٔ مجاز است. بیشترین مبلغ برای { JMONTH($month) } ({ NUM($days) } روز):
    }
    حق بیمه: { MONEY($premium) } ریال ({ TOMAN($premium) })
    دستمزد مبنا: { MONEY($wage) } ریال ({ TOMAN($wage) })
    نرخ: { NUM($rate) } درصد
    اندازهٔ مجاز: از { MONEY($low) } تا { MONEY($high) } ریال
    { $provisional ->
        [yes] رقم‌های امسال هنوز اعلام نشده است و شاید بعداً اصلاح شود.
       *[no] شروع بیمه: { JDATE($starts) }
    }

    همین مبلغ خوب است؟ برای مبلغی دیگر، همین‌جا آن را بنویسید؛ مثلاً «۷ میلیون تومان».
contract-wish-answer-help = مبلغ هر ماه به روزهای آن (۳۱، ۳۰ یا ۲۹) بستگی دارد. دستمزد مبنا برای ماه ۳۰ روزه است.
contract-wish-answer-take = همین مبلغ خوب است
contract-wish-answer-other = مبلغ دیگر
contract-wish-answer-bad-low = { MONEY($amount) } ریال برای یک ماه خیلی کم است. مبلغ دیگری بنویسید؛ مثلاً «۷ میلیون تومان».
contract-wish-answer-bad-high = { MONEY($amount) } ریال برای یک ماه خیلی زیاد است. مبلغ دیگری بنویسید؛ مثلاً «۷ میلیون تومان».
contract-wish-answer-bad-choice = این پاسخ را متوجه نشدم. مبلغ دیگری بنویسید، مثلاً «۷ میلیون تومان»، یا یکی از دکمه‌ها را بزنید.
contract-wish-only =
    بیش از ده سال سابقه دارید؛ پس دستمزد مبنا میانگین ۳۶۰ روز آخر شماست و انتخابی نیست:
    حق بیمهٔ { JMONTH($month) } ({ NUM($days) } روز): { MONEY($premium) } ریال ({ TOMAN($premium) })
    دستمزد مبنا: { MONEY($wage) } ریال ({ TOMAN($wage) })
    نرخ: { NUM($rate) } درصد
    شروع بیمه: { JDATE($starts) }
contract-wish-only-help = این مبلغ از روی دستمزدهای خود شما حساب شده است. اگر نمی‌خواهید، «انصراف» را بزنید.
contract-wish-only-take = ادامه با همین مبلغ
contract-wish-only-bad-choice = اگر با این مبلغ ادامه می‌دهید، بنویسید «بله»؛ اگر نه، «انصراف» را بزنید.

prove-code =
    برای امنیت شما، پیامکی با یک کد { NUM($digits) } رقمی به شمارهٔ همراه ثبت‌شدهٔ شما فرستاده شد.
    کد را اینجا بنویسید؛ مثلاً ۴۸۲۱۳
    این کد را به هیچ‌کس نگویید.
prove-code-help = از آخرین کد شما مدتی گذشته است؛ برای این کار کد تازه لازم است. اگر پیامک نرسید، «کد نرسید، دوباره بفرست» را بزنید.
prove-code-resend = کد نرسید، دوباره بفرست
prove-expired = این کد دیگر پذیرفته نمی‌شود.
prove-resent = کد تازه‌ای برایتان فرستاده شد. کد قبلی دیگر پذیرفته نمی‌شود.

my-contract-at-branch =
    { refused-contract-none }
    { voluntary-contract-at-branch }
my-contract-not-eligible =
    { refused-contract-none }
    { voluntary-contract-not-eligible }
my-contract-none =
    { refused-contract-none }
    می‌خواهید همین حالا قرارداد ببندید؟
my-contract-none-help = قرارداد بیمهٔ اختیاری برای کسی است که دیگر بیمهٔ اجباری ندارد و می‌خواهد سابقه‌اش ادامه یابد.
my-contract-none-conclude = بستن قرارداد بیمهٔ اختیاری
my-contract-none-later = نه، فعلاً
my-contract-later = بسیار خوب. هر وقت خواستید، بنویسید «بستن قرارداد».
my-contract-contract =
    قرارداد شمارهٔ { CODE($number) }، { JDATE($concluded) }
    { $lines }
    دستمزد مبنا: { MONEY($wage) } ریال، نرخ { NUM($rate) } درصد

    چه کاری انجام دهم؟
my-contract-contract-help = «متن قرارداد» همهٔ توافق را نشان می‌دهد. مبلغ تا پیش از نخستین پرداخت عوض می‌شود.
my-contract-contract-pay = پرداخت حق بیمه
my-contract-contract-text = متن قرارداد و PDF
my-contract-contract-referral = معرفی‌نامهٔ معاینه
my-contract-contract-wage = تغییر مبلغ حق بیمه
my-contract-contract-history = چه گذشت؟
my-contract-contract-give-up = صرف‌نظر از قرارداد
my-contract-contract-renew = بستن قرارداد تازه
my-contract-text =
    قرارداد بیمهٔ اختیاری شمارهٔ { CODE($number) }
    تاریخ قرارداد: { JDATE($concluded) }
    شروع بیمه: { JDATE($starts) }
    نرخ حق بیمه: { NUM($rate) } درصد، همه بر عهدهٔ بیمه‌شده
    دستمزد مبنای ماه ۳۰ روزه: { MONEY($wage) } ریال
    حق بیمهٔ { JMONTH($month) }: { MONEY($premium) } ریال ({ TOMAN($premium) })
    { $exam ->
        [not-needed] معاینهٔ پزشکی: معاف
        [fit] معاینهٔ پزشکی: انجام شد، مانعی نیست
        [unfit] معاینهٔ پزشکی: انجام شد، تأیید نشد
       *[pending]
            { $by ->
                [none] معاینهٔ پزشکی: در انتظار نتیجه
               *[other] معاینهٔ پزشکی: بیمه‌شده متعهد است تا { JDATE($by) } معاینه شود
            }
    }
    { $agreed ->
        [none] این قرارداد در شعبه بسته شده است.
       *[other] بیمه‌شده در { JDATE($agreed) } با آیین‌نامهٔ ادامهٔ بیمه به طور اختیاری (نسخهٔ { WORDS($version) }) موافقت کرده است.
    }
    شعبه: { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
my-contract-referral =
    معرفی‌نامه فرستاده شد. آن را چاپ کنید و تا { JDATE($by) } با کارت ملی به معاینه بروید.
    نتیجه را شعبه ثبت می‌کند: { $branch }، تلفن { PHONE($phone) }
my-contract-history =
    قرارداد شمارهٔ { CODE($number) }:
    { $lines }
my-contract-sure =
    حق بیمهٔ { JMONTH($month) } از { MONEY($old) } ریال به { MONEY($premium) } ریال ({ TOMAN($premium) }) تغییر کند؟
    دستمزد مبنا: { MONEY($wage) } ریال
my-contract-sure-help = تا پیش از نخستین پرداخت می‌توانید باز هم تغییر دهید. فیش پرداخت‌نشدهٔ قبلی لغو می‌شود.
my-contract-sure-yes = بله، تغییر کند
my-contract-sure-no = خیر
my-contract-repriced = { refused-terms-changed }
my-contract-changed = حق بیمه به { MONEY($premium) } ریال ({ TOMAN($premium) }) تغییر کرد. دستمزد مبنا: { MONEY($wage) } ریال.
my-contract-give-up =
    از قرارداد شمارهٔ { CODE($number) } می‌گذرید؟
    قرارداد باطل می‌شود. بعداً می‌توانید قرارداد تازه ببندید.
my-contract-give-up-help = تا چیزی نپرداخته‌اید، می‌توانید از قرارداد بگذرید. فیش پرداخت‌نشدهٔ آن هم لغو می‌شود.
my-contract-give-up-yes = بله، می‌گذرم
my-contract-give-up-no = خیر، بماند
my-contract-annulled = قرارداد شمارهٔ { CODE($number) } به خواست شما باطل شد. برای قرارداد تازه، بنویسید «بستن قرارداد».
