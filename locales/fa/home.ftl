home-wish =
    { $name ->
        [unknown] سلام. به «بیمه‌یار» خوش آمدید.
       *[other] سلام { $name }.
    }
    چه کاری برایتان انجام دهم؟ یکی از دکمه‌ها را بزنید یا خواستهٔ خود را بنویسید؛ مثلاً «پرداخت».
home-wish-help =
    کارهای بیمهٔ خود را بدون رفتن به شعبه انجام دهید: فیش و پرداخت، قرارداد بیمهٔ اختیاری، حساب کردن حق بیمه (بدون ورود)، اصلاح نشانی و شبا.
    تلفن راهنما: ۱۴۲۰
home-wish-premium-slip = پرداخت حق بیمه
home-wish-my-slips = فیش‌های من
home-wish-voluntary-contract = بستن قرارداد بیمهٔ اختیاری
home-wish-my-contract = قرارداد من
home-wish-supplementary = بیمهٔ تکمیلی بازنشستگان
home-wish-my-requests = درخواست‌های من
home-wish-calculator = حساب کن (محاسبهٔ حق بیمه)
home-wish-my-data = اطلاعات من
home-wish-chats = گفتگوهای من
home-wish-language = زبان / Language

privacy-told =
    آنچه از شما نگه می‌داریم: کد ملی، شمارهٔ همراه، نشانی، کد پستی، شبا، قرارداد، فیش‌ها و پرداخت‌های شما و شناسهٔ همین گفتگو.
    کد ملی، شمارهٔ همراه و شمارهٔ شبا به صورت رمز نگه داشته می‌شود.
    این اطلاعات فقط برای انجام درخواست خودتان به کار می‌رود.
    رمز کارت بانکی خود را هرگز در گفتگو ننویسید. پرداخت فقط در صفحهٔ بانک انجام می‌شود.

words-slip = پرداخت حق بیمه|حق بیمه|پرداخت|فیش|برگه|برگ پرداخت|slip|pay
words-slips = فیش‌های من|برگه‌های من|پرداخت‌های من|slips
words-conclude = بستن قرارداد|قرارداد تازه|قرارداد بیمه|بیمه اختیاری|بیمهٔ اختیاری|conclude|conclude contract
words-contract = قرارداد|قرارداد من|contract|my contract
words-supplementary = بیمهٔ تکمیلی بازنشستگان|بیمهٔ تکمیلی|بیمه تکمیلی|تکمیلی|بیمهٔ بازنشستگان|supplementary
words-requests = درخواست‌های من|درخواست من|پیگیری|پیگیری درخواست|my requests|requests
words-calc = حساب کن|محاسبه|محاسبه حق بیمه|ماشین حساب|calc|calculator
words-data = اطلاعات من|مشخصات من|نشانی من|my data|data
words-chats = گفتگوهای من|گفتگوهای متصل|دستگاه‌های من|chats
words-language = زبان|language|lang|english|انگلیسی|فارسی
words-privacy = حریم خصوصی|privacy
command-slip = پرداخت حق بیمه
command-slips = فیش‌های من
command-conclude = بستن قرارداد بیمهٔ اختیاری
command-contract = قرارداد من
command-supplementary = بیمهٔ تکمیلی بازنشستگان
command-requests = درخواست‌های من
command-calc = محاسبهٔ حق بیمه
command-data = اطلاعات من
command-chats = گفتگوهای من
command-language = زبان / Language
command-privacy = حریم خصوصی

channel-name =
    { $channel ->
        [telegram] تلگرام
        [bale] پیام‌رسان بله
        [web] وب
        [sms] پیامک
       *[other] برنامهٔ دیگر
    }

language-wished = به چه زبانی صحبت کنیم؟
language-wished-help = فقط زبان پیام‌ها عوض می‌شود. اطلاعات شما تغییری نمی‌کند.
language-wished-fa = فارسی
language-wished-en = English
language-kept =
    { $locale ->
        [en] From now on we speak English.
       *[fa] از این پس فارسی صحبت می‌کنیم.
    }

chats-chosen =
    { $count ->
        [1] فقط یک گفتگو به نام شما متصل است:
       *[other] { NUM($count) } گفتگو به نام شما متصل است:
    }
    اگر همه را می‌شناسید، «همه درست است» را بزنید. برای قطع هر گفتگو، دکمهٔ آن را بزنید.
chats-chosen-help = هر گفتگویی که به نام شما متصل است، فیش‌های شما را می‌بیند. گفتگویی را که نمی‌شناسید قطع کنید.
chats-chosen-leave = همه درست است
chats-this = همین گفتگو ({ $channel }، از { JSHORT($since) })
chats-other = { $channel }، از { JSHORT($since) }
chats-sure =
    { $current ->
        [yes] همین گفتگو قطع شود؟ پس از آن، برای دیدن فیش‌ها باید دوباره شما را بشناسیم.
       *[no] گفتگوی { $channel } که از { JSHORT($since) } متصل است قطع شود؟
    }
chats-sure-help = پس از قطع، آن گفتگو دیگر فیش‌ها و اطلاعات شما را نمی‌بیند.
chats-sure-yes = بله، قطع شود
chats-sure-no = خیر
chats-revoked =
    { $current ->
        [yes] این گفتگو قطع شد و دیگر اطلاعات شما را نمی‌بیند. پیامکی هم برایتان می‌رسد.
       *[no] گفتگوی { $channel } قطع شد و دیگر اطلاعات شما را نمی‌بیند. پیامکی هم برایتان می‌رسد.
    }
chats-kept = بسیار خوب، هیچ گفتگویی قطع نشد.
