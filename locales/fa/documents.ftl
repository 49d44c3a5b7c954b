paper-organisation = سازمان تأمین اجتماعی
paper-slip-title = فیش حق بیمه
paper-receipt-title = رسید پرداخت حق بیمه
paper-kind-voluntary = ادامهٔ بیمه به طور اختیاری
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

paper-contract-title = قرارداد ادامهٔ بیمه به طور اختیاری
paper-referral-title = معرفی‌نامه به مرجع معاین
paper-by-law-title = آیین‌نامه
paper-by-law-version = نسخه
paper-by-law-since = در کار از { JDATE($day) }
paper-father = نام پدر
paper-birth-date = تاریخ تولد
paper-contract-rate = نرخ حق بیمه
paper-contract-wage-base = دستمزد مبنا (۳۰ روز)
paper-contract-premium = حق بیمهٔ ماه نخست
paper-contract-toman = به تومان
paper-contract-in-toman =
    { $rest ->
        [0] { MONEY($toman) } تومان
       *[other] { MONEY($toman) } تومان و { NUM($rest) } ریال
    }
paper-contract-start = شروع بیمه‌پردازی
paper-contract-first-payment = مهلت نخستین پرداخت
paper-contract-terms = شرایط
paper-contract-term-1 = همهٔ حق بیمه را بیمه‌شده می‌پردازد. نسبت دستمزد مبنا به حداقل دستمزد در سال‌های بعد می‌ماند و مبلغ حق بیمه با دستمزد هر سال و روزهای هر ماه حساب می‌شود.
paper-contract-term-2 = پیش از نخستین پرداخت، دستمزد مبنا را می‌توان تغییر داد. اگر نخستین پرداخت در مهلت انجام نشود، قرارداد باطل می‌شود.
paper-contract-term-3 = مهلت حق بیمهٔ هر ماه تا پایان ماه دوم پس از آن است. اگر سه ماه پرداخت نشود، قرارداد از تاریخ قطع پرداخت لغو می‌شود.
paper-contract-term-4 = با تأیید نخستین پرداخت از سوی بانک، سابقه ایجاد می‌شود و درمان همان لحظه باز است.
paper-contract-term-5 = این قرارداد غرامت دستمزد ایام بیماری و بیمهٔ بیکاری ندارد.
paper-contract-exam = معاینهٔ پزشکی بدو قرارداد
paper-contract-exam-not-needed = بیمه‌شده از معاینه معاف است.
paper-contract-exam-pending = بیمه‌شده متعهد شده است که معاینه شود.
paper-contract-exam-by = بیمه‌شده متعهد شده است که تا { JDATE($day) } معاینه شود. تا ثبت نتیجه، فیش حداکثر برای دو ماه صادر می‌شود.
paper-contract-exam-fit = نتیجهٔ معاینه ثبت شده است و مانعی نیست.
paper-contract-exam-unfit = نتیجهٔ معاینه، قرارداد را تأیید نکرده است.
paper-contract-by-law = موافقت با آیین‌نامه
paper-contract-agreed = بیمه‌شده «{ $title }» را در { JDATE($day) } خوانده و با آن موافقت کرده است.
paper-contract-lapsed = این قرارداد در { JDATE($day) } لغو شده است.
paper-contract-annulled = این قرارداد در { JDATE($day) } باطل شده است.
paper-contract-qr = اصالت این برگ با رمزینه سنجیده می‌شود
paper-contract-qr-alt = رمزینهٔ امضاشدهٔ قرارداد
paper-contract-seal-note = رمزینه شماره، تاریخ، کد ملی، نرخ، دستمزد مبنا و حق بیمه را با امضای دیجیتال دارد. متن آن را در صفحهٔ «بررسی اصالت» همین سامانه، یا بدون اینترنت با کلید منتشرشده و فرمان bimeyar verify بسنجید.
paper-contract-footer = قرارداد { CODE($number) }
paper-contract-printed = چاپ { JDATE($day) }
paper-referral-address = نشانی
paper-referral-phone = تلفن
paper-referral-take-by = مهلت معاینه
paper-referral-lead = مرجع محترم معاین، با سلام
paper-referral-ask = دارندهٔ این معرفی‌نامه قرارداد ادامهٔ بیمه به طور اختیاری بسته و متعهد شده است که تا { JDATE($day) } معاینه شود. خواهشمند است معاینهٔ پزشکی بدو قرارداد (مادهٔ ۹۰ قانون تأمین اجتماعی) انجام و نتیجه به شعبهٔ یادشده اعلام شود.
paper-referral-box-1 = نتیجهٔ معاینه
paper-referral-box-1-hint = به وسیلهٔ مرجع معاین نوشته می‌شود.
paper-referral-box-2 = مهر و امضای مرجع معاین
paper-referral-box-2-hint = تاریخ معاینه، نام پزشک، شمارهٔ نظام پزشکی
paper-referral-note = پس از این مهلت، پرداخت حق بیمه تا ثبت نتیجه در شعبه بسته می‌شود. هنگام مراجعه کارت ملی همراه داشته باشید.

paper-activation-title = درخواست کد فعال‌سازی
paper-activation-number = شمارهٔ ثبت
paper-activation-date = تاریخ ثبت
paper-activation-copy-file = نسخهٔ اول: پروندهٔ فنی
paper-activation-copy-person = نسخهٔ دوم: بیمه‌شده
paper-activation-lead = بیمه‌شدهٔ زیر با مدرک شناسایی به شعبه آمد، هویت او احراز و درخواستش ثبت شد.
paper-activation-mobile = تلفن همراه
paper-activation-document = مدرک دیده‌شده
paper-activation-document-national-card = کارت ملی
paper-activation-document-birth-certificate = شناسنامه
paper-activation-document-card-receipt = رسید عکس‌دار کارت ملی
paper-activation-document-passport = گذرنامه
paper-activation-clerk = صادرکننده
paper-activation-until = اعتبار تا
paper-activation-code = کد فعال‌سازی
paper-activation-note-person = در گفتگوی بیمه‌یار، هنگام شناسایی، «کد فعال‌سازی شعبه دارم» را بزنید و این کد را بنویسید. کد تا { JDATE($day) } و تنها یک بار به کار می‌رود و شمارهٔ همراه بالا به نام شما ثبت می‌شود.
paper-activation-note-keep = این کد را به هیچ‌کس نگویید. اگر برگه گم شد، به شعبه خبر دهید تا باطل شود؛ صدور کد تازه هم کد پیشین را باطل می‌کند.
paper-activation-note-file = کد فعال‌سازی تنها روی نسخهٔ بیمه‌شده است و در سامانه نگه داشته نمی‌شود. اعتبار آن تا { JDATE($day) } است.
paper-activation-sign-person = امضا یا اثر انگشت بیمه‌شده
paper-activation-sign-clerk = امضای مسئول امور فنی بیمه‌شدگان
paper-activation-sign-head = مهر و امضای رئیس شعبه
paper-activation-cut = از اینجا ببُرید
