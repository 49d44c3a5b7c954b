# درخواست‌های من: هر درخواست، وضعیت آن، و این‌که چه کسی باید چه کند.
my-requests-title = درخواست‌های من
my-requests-act =
    { $pages ->
        [1] درخواست‌های شما:
       *[other] درخواست‌های شما (صفحهٔ { NUM($page) } از { NUM($pages) }):
    }
    { $lines }
my-requests-act-help = درخواست‌های باز در بالاست، سپس تازه‌ترها. با هر تغییر، پیامک هم می‌رسد.
my-requests-act-contract = قرارداد من
my-requests-act-enrolment = بیمهٔ تکمیلی
my-requests-act-newer = تازه‌تر
my-requests-act-earlier = قدیمی‌تر
my-requests-act-enough = دیدم
my-requests-seen = بسیار خوب. هر وقت خواستید، بنویسید «درخواست‌های من».
my-requests-none =
    هنوز درخواستی ثبت نکرده‌اید.
    وقتی درخواستی ثبت کنید، وضعیت آن را همین‌جا می‌بینید. برای دیدن فیش‌ها بنویسید «فیش‌های من».
case-line-what = • درخواست { $what }
case-line-status = وضعیت: { $status } (از { JDATE($since) })
case-line-why = دلیل: { $reason }
case-line-note = توضیح: { $note }
case-kind-voluntary-contract = قرارداد بیمهٔ اختیاری شمارهٔ { CODE($number) }
case-status-awaiting-exam = در انتظار نتیجهٔ معاینهٔ پزشکی
case-status-exam-unfit = نتیجهٔ معاینه تأیید نشد - نیاز به رسیدگی شعبه
case-status-confirmed = مختومه - تایید نهایی
case-status-withdrawn = مختومه - انصراف متقاضی
case-status-lapsed = مختومه - قرارداد پایان یافت
case-next-awaiting-exam = با معرفی‌نامه به معاینه بروید؛ { $office } نتیجه را ثبت می‌کند.
case-next-exam-unfit = { $office } تصمیم می‌گیرد. لطفاً به آنجا مراجعه کنید.
case-next-confirmed = کار دیگری لازم نیست.
case-next-withdrawn = می‌توانید دوباره درخواست دهید.
case-next-lapsed = می‌توانید دوباره قرارداد ببندید.
case-reason-given-up = خودتان از قرارداد صرف‌نظر کردید.
case-reason-annulled = نخستین پرداخت در مهلت خود انجام نشد.
case-reason-lapsed-undecided = بدون تأیید معاینهٔ پزشکی پرداخت ممکن نبود.
case-reason-lapsed = حق بیمه در مهلت خود پرداخت نشد.
case-reason-not-of-this-county = پروندهٔ شما در کانون شهرستان دیگری است.
case-reason-dependency-not-proved = کفالت یکی از افراد تأیید نشد.
case-reason-member-elsewhere = یکی از افراد بیمهٔ تکمیلی دیگری دارد.
case-reason-choice-unclear = انتخاب شما برای یکی از افراد روشن نیست.
case-reason-dependency-date = تاریخ خاتمهٔ کفالت یکی از افراد باید تمدید شود.
case-reason-data-to-correct = یکی از اطلاعات باید اصلاح شود.
case-reason-file-at-other-branch = پروندهٔ بیمه‌پردازی در شعبهٔ دیگری است.
case-reason-moved-house = نشانی به محدودهٔ شعبهٔ دیگری رفته است.
case-reason-other = دلیل در توضیح آمده است.
case-status-at-association = در حال بررسی کانون بازنشستگان و مستمری‌بگیران
case-status-at-branch = در حال بررسی - نیاز به رسیدگی شعبه
case-status-sent-back = بازگشت برای اصلاح متقاضی
case-status-rejected = مختومه - رد شد
case-kind-supplementary = بیمهٔ تکمیلی بازنشستگان شمارهٔ { CODE($number) }
case-next-at-association = کانون شهرستان { $office } درخواست را بررسی می‌کند؛ پس از تأیید، به شعبه می‌رود.
case-next-at-branch = { $office } فهرست افراد را بررسی می‌کند و دربارهٔ پذیرش تصمیم می‌گیرد.
case-next-sent-back = لطفاً با نوشتن «بیمهٔ تکمیلی» آن را اصلاح کنید؛ به همان جای صف برمی‌گردد.
case-next-rejected = اگر دلیل برطرف شود، تا پایان مهلت ثبت‌نام دوباره درخواست دهید. برای پرسش به کانون یا شعبه ({ $office }) مراجعه کنید.
