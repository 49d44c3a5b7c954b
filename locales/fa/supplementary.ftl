# بیمهٔ تکمیلی بازنشستگان: شرط‌ها و سرچشمه‌های قاعده، و پاسخ‌های نه.
reason-is-pensioner = مستمری‌بگیر بودن
reason-not-of-the-staff = همکار سازمان نبودن
reason-file-active = فعال بودن پروندهٔ مستمری
reason-year-running = سال قرارداد بیمهٔ تکمیلی تا { JDATE($needed) }
reason-plan-offered = طرح { CODE($is) }
reason-change-made = دست‌کم یک تغییر
reason-change-possible = هر تغییر با وضعیت کنونی همان فرد بخواند
reason-window-open = مهلت ثبت‌نام و انصراف از { JDATE($is) } تا { JDATE($needed) }
reason-pensioner-covered = بیمه بودن خود مستمری‌بگیر
reason-spouse-covered = بیمه بودن همسر دائم، همراه با مستمری‌بگیر
reason-others-all-or-none = فرزندان و والدین: همه یا هیچ‌کدام

cite-supplementary-order-1 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۱
cite-supplementary-order-4 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۴
cite-supplementary-order-5 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۵
cite-supplementary-order-15 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۱۵
cite-supplementary-contract = قرارداد سالانهٔ کانون عالی بازنشستگان با بیمه‌گر
kinship-self = خود مستمری‌بگیر
kinship-spouse = همسر
kinship-child = فرزند
kinship-parent = پدر یا مادر
basis-through-pensioner = از راه مستمری‌بگیر
basis-employed = شاغل، بیمهٔ خودش
basis-retired = بازنشسته
basis-childs-dependant = تحت پوشش فرزند بیمه‌شده
basis-other-insurer = بیمهٔ پایهٔ دیگر

enrolment-has = دارد
enrolment-has-not = ندارد
enrolment-action-register = ثبت‌نام
enrolment-action-withdraw = انصراف
enrolment-action-none = بدون تغییر
enrolment-no-end = بدون پایان
enrolment-plan =
    { $plan ->
        [gold] طرح طلایی
        [silver] طرح نقره‌ای
       *[other] طرح { CODE($plan) }
    }
enrolment-days = { JDATE($from) } تا { JDATE($to) }
enrolment-branch = { $name } (کد { CODE($code) })
enrolment-count = { NUM($count) } نفر
enrolment-file-active = فعال
enrolment-file-inactive = غیرفعال
enrolment-dossier-pensioner = مستمری‌بگیر
enrolment-dossier-members = مستمری‌بگیر و افراد تبعی
enrolment-dossier-money = حق بیمه و قرارداد سال
enrolment-dossier-earlier = درخواست‌های پیشین
enrolment-column-name = نام
enrolment-column-kinship = نسبت
enrolment-column-until = تاریخ خاتمه کفالت
enrolment-column-basis = بیمهٔ پایه
enrolment-column-now = وضعیت فعلی
enrolment-column-action = عملیات
enrolment-column-after = وضعیت جدید
enrolment-column-number = شماره
enrolment-column-opened = تاریخ ثبت
enrolment-column-status = وضعیت
enrolment-column-reason = دلیل
enrolment-fact-pension = شمارهٔ مستمری
enrolment-fact-county = شهرستان
enrolment-fact-branch = آخرین شعبهٔ پرونده
enrolment-fact-file = وضعیت پرونده
enrolment-fact-plan = طرح
enrolment-fact-year = سال قرارداد
enrolment-fact-order = دستور اداری سال
enrolment-fact-persons = شمار بیمه‌شدگان پس از تغییر
enrolment-fact-premium = حق بیمهٔ ماهانهٔ همه
enrolment-fact-share = سهم ماهانهٔ مستمری‌بگیر
enrolment-fact-terms = نسخهٔ شرایط پذیرفته‌شده

refused-enrolment-not-pensioner = این خدمت برای مستمری‌بگیران است و به نام شما پروندهٔ مستمری نیست.
refused-enrolment-staff = این خدمت برای مستمری‌بگیران غیرهمکار است.
refused-enrolment-file-closed = پروندهٔ مستمری شما فعال نیست. لطفاً به شعبه مراجعه کنید.
refused-enrolment-no-year = قرارداد بیمهٔ تکمیلی برای امروز اعلام نشده است.
refused-enrolment-plan-unknown = چنین طرحی در قرارداد امسال نیست.
refused-enrolment-nothing-changed = هنوز برای کسی تغییری نخواسته‌اید.
refused-enrolment-changed = از وقتی که دیدید، اطلاعات عوض شده است. لطفاً از نو بنویسید «بیمهٔ تکمیلی».
refused-enrolment-window-closed = مهلت ثبت‌نام و انصراف از { JDATE($from) } تا { JDATE($to) } است و اکنون باز نیست.
refused-enrolment-pensioner-first = خانواده بدون خود مستمری‌بگیر بیمهٔ تکمیلی ندارد.
refused-enrolment-spouse-compulsory = همسر دائم همراه با مستمری‌بگیر بیمه می‌شود.
refused-enrolment-all-or-none = فرزندان و والدین همه با هم بیمه می‌شوند، یا هیچ‌کدام.
refused-enrolment-open = درخواست شمارهٔ { CODE($number) } شما باز است. تا پایان آن، درخواست دیگری ثبت نمی‌شود.
refused-enrolment-terms-changed = شرایط قرارداد عوض شده است. لطفاً نسخهٔ تازه را بخوانید.
refused-enrolment-repriced = از وقتی که دیدید، مبلغ عوض شده است: سهم شما ماهی { MONEY($pensioner) } ریال.
refused-enrolment-none = چنین درخواستی ندارید.
refused-enrolment-over = این درخواست بسته شده است.

year-fault-missing = این مقدار لازم است.
year-fault-unknown-field = چنین مقداری در سند سال نیست.
year-fault-empty = دست‌کم یک مورد لازم است.
year-fault-malformed = شکل مقدار درست نیست.
year-fault-not-a-day = چنین روزی در تقویم نیست.
year-fault-shares = سهم سازمان و سهم مستمری‌بگیر با هم حق بیمه نمی‌شود.
year-fault-not-of-the-year = روز آغاز در این سال نیست.
year-fault-before-start = پایان پیش از آغاز است.
year-fault-after-end = پس از پایان سال قرارداد است.
year-fault-twice = یک طرح دو بار آمده است.
year-no-not-found = چنین سندی نیست.
year-no-changed = این سند از وقتی که دیدید عوض شده است.
year-no-own = سندی را که خودتان ثبت کرده‌اید، همکار دیگری تأیید می‌کند.
year-no-superseded = پس از این سند، سند تازه‌تری ثبت شده است.
year-no-approved = این سند تأیید شده است.
