home-wish =
    { $name ->
        [unknown] سلام. به «بیمه‌یار» خوش آمدید.
       *[other] سلام { $name }.
    }
    چه کاری برایتان انجام دهم؟ دکمه‌ای را بزنید یا خواستهٔ خود را بنویسید.
home-wish-help =
    بیمه‌یار کارهای بیمهٔ شما را بدون مراجعه به شعبه انجام می‌دهد.
    برای پرداخت حق بیمه، دکمهٔ «پرداخت حق بیمه» را بزنید.
home-wish-premium-slip = پرداخت حق بیمه
home-wish-my-slips = فیش‌های من
home-wish-calculator = حساب کن
home-wish-chats = گفتگوهای متصل من
home-wish-language = زبان / Language

privacy-told =
    آنچه از شما نگه می‌داریم: کد ملی، شماره همراه، فیش‌ها و پرداخت‌های شما و شناسهٔ همین گفتگو.
    کد ملی، شماره همراه و شبا رمزگذاری می‌شود.
    مشخصات شما فقط برای انجام درخواست خودتان به کار می‌رود.
    هرگز رمز کارت بانکی خود را در گفتگو ننویسید. پرداخت فقط در صفحهٔ بانک انجام می‌شود.

words-slip = پرداخت حق بیمه|حق بیمه|پرداخت|فیش|برگه|برگ پرداخت|slip|pay
words-slips = فیش‌های من|برگه‌های من|پرداخت‌های من|slips
words-calc = حساب کن|محاسبه|ماشین حساب|calc|calculator
words-chats = گفتگوهای من|گفتگوهای متصل|دستگاه‌های من|chats
words-language = زبان|language|lang|english|فارسی
words-privacy = حریم خصوصی|privacy
command-slip = پرداخت حق بیمه
command-slips = فیش‌های من
command-calc = حساب کن
command-chats = گفتگوهای متصل من
command-language = زبان / Language
command-privacy = حریم خصوصی

channel-telegram = تلگرام
channel-bale = بله
channel-web = گفتگوی وب
channel-sms = پیامک

language-wished = به چه زبانی صحبت کنیم؟
language-wished-help = زبان پیام‌ها عوض می‌شود. اطلاعات شما تغییر نمی‌کند.
language-wished-fa = فارسی
language-wished-en = English
language-kept = زبان شما ذخیره شد.

chats-chosen =
    { $count ->
        [one] یک گفتگو به نام شما متصل است.
       *[other] { NUM($count) } گفتگو به نام شما متصل است.
    }
    برای قطع کردن هر کدام، آن را انتخاب کنید.
chats-chosen-help = هر گفتگوی متصل می‌تواند فیش‌های شما را ببیند. گفتگویی را که نمی‌شناسید قطع کنید.
chats-chosen-leave = همه درست است
chats-this = همین گفتگو ({ $channel }، از { JSHORT($since) })
chats-other = { $channel }، از { JSHORT($since) }
chats-sure = این گفتگو قطع شود؟ پس از آن باید دوباره خود را معرفی کنید.
chats-sure-help = پس از قطع، آن گفتگو دیگر به اطلاعات شما دسترسی ندارد.
chats-sure-yes = بله، قطع شود
chats-sure-no = نه
chats-revoked = گفتگو قطع شد. پیامکی هم برای شما فرستاده می‌شود.
chats-kept = تغییری داده نشد.
