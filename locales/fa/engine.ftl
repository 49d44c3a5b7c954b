home-title = منوی اصلی
identify-title = معرفی شما
premium-slip-title = پرداخت حق بیمه
pay-title = پرداخت فیش
my-slips-title = فیش‌های من
calculator-title = ماشین حساب
chats-title = گفتگوهای متصل
language-title = زبان
privacy-title = حریم خصوصی

engine-progress = گام { NUM($k) } از { NUM($n) }
engine-back = بازگشت
engine-cancel = انصراف
engine-help-button = راهنما
engine-home = منوی اصلی
engine-help =
    پاسخ را بنویسید یا یکی از دکمه‌ها را بزنید. عدد دکمه را هم می‌توانید بنویسید.
    «بازگشت» یک گام به عقب می‌رود. «انصراف» این کار را کنار می‌گذارد.
    «منوی اصلی» شما را به آغاز می‌برد. تلفن راهنما: ۱۴۲۰
engine-stale = این دکمه مربوط به پیام قبلی است و کاری انجام نشد. لطفاً از دکمه‌های همین پیام استفاده کنید.
engine-doubled = پاسخ شما را گرفتیم. لازم نیست دوباره بزنید.
engine-leave = «{ $title }» نیمه‌تمام است. چه کنیم؟
engine-leave-yes = لغو شود
engine-leave-keep = بماند برای بعد
engine-leave-no = ادامه می‌دهم
engine-left = باشد، این کار لغو شد و چیزی ثبت نشد. برای شروع دوباره بنویسید «سلام».
engine-kept = «{ $title }» برای بعد نگه داشته شد. برای ادامه بنویسید «سلام».
engine-nothing-to-leave = کار نیمه‌تمامی ندارید. برای شروع بنویسید «سلام».
engine-no-way-back = از اینجا نمی‌توان به عقب برگشت.
engine-resume = کار نیمه‌تمامی دارید. ادامه می‌دهید؟
engine-resume-one = ادامهٔ «{ $title }»
engine-fresh = از نو شروع می‌کنم
engine-unavailable = سامانه همین حالا پاسخ نمی‌دهد. چیزی از دست نرفته است. کمی بعد دوباره تلاش کنید.
engine-again = دوباره تلاش کن
engine-lapse-warn = «{ $title }» هنوز نیمه‌تمام است. اگر پاسخ ندهید، کنار گذاشته می‌شود؛ ولی بعداً می‌توانید ادامه دهید.
engine-expired = «{ $title }» کنار گذاشته شد، چون مدتی پاسخی نرسید. پاسخ‌های شما نگه داشته شده است. برای ادامه بنویسید «سلام».
engine-trouble = برای این پیام مشکلی پیش آمد. همکاران ما باخبر شدند. لطفاً دوباره تلاش کنید یا بنویسید «سلام».
engine-unknown-command = این دستور را نمی‌شناسم. برای دیدن کارها بنویسید «سلام».
engine-updated = «{ $title }» به‌روز شده است و از نو شروع می‌شود. از صبر شما ممنونیم.
words-hello = سلام|درود|شروع|منو|منوی اصلی|آغاز|hello|hi|menu|start
words-help = راهنما|کمک|help
words-cancel = انصراف|لغو|بی‌خیال|نمی‌خواهم|cancel
words-back = بازگشت|برگشت|قبلی|عقب|back
