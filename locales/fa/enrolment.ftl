# بیمهٔ تکمیلی بازنشستگان در گفتگو: شرایط، مشخصات، فهرست افراد، بازبینی، و درخواستی که باز است.
supplementary-title = بیمهٔ تکمیلی بازنشستگان
enrolment-terms-title = شرایط قرارداد
enrolment-terms-text =
    شرایط قرارداد سال { CODE($year) }، بخش { NUM($k) } از { NUM($n) }
    { $heading }
    { $text }
enrolment-terms-text-help = همهٔ بخش‌ها را بخوانید. در پایان، اگر موافقید، «تایید و ادامه» را بزنید.
enrolment-terms-text-next = بخش بعدی
enrolment-terms-text-previous = بخش قبلی
enrolment-terms-text-last = رفتن به بخش آخر
enrolment-terms-text-agree = تایید و ادامه

supplementary-closed =
    { $door ->
        [not-pensioner]
            این خدمت برای مستمری‌بگیران است: ثبت‌نام یا انصراف از بیمهٔ تکمیلی درمان و بیمهٔ عمر، برای خود و خانواده.
            به نام شما پروندهٔ مستمری نیست. اگر تازه بازنشسته شده‌اید، لطفاً از شعبه بپرسید:
        [staff]
            شما بازنشستهٔ همکار سازمان هستید و این خدمت برای بازنشستگان غیرهمکار است.
            برای بیمهٔ تکمیلی همکاران لطفاً از شعبه بپرسید:
        [file-closed]
            پروندهٔ مستمری شما فعال نیست و درخواستی ثبت نمی‌شود.
            لطفاً برای تعیین وضعیت پرونده به شعبه مراجعه کنید:
        [window-closed]
            مهلت ثبت‌نام و انصراف از { JDATE($from) } تا { JDATE($to) } است و اکنون باز نیست.
            اگر کسی از کفالت شما خارج شده و هنوز بیمهٔ تکمیلی دارد، لطفاً با مدارک او به کانون بازنشستگان شهرستان بروید. شعبهٔ شما:
       *[other]
            قرارداد بیمهٔ تکمیلی برای امروز اعلام نشده است. با اعلام آن، همین‌جا باز می‌شود.
            برای پرسش:
    }
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }

supplementary-own =
    این اطلاعات نزد سازمان است:
    نام: { $name }
    شمارهٔ مستمری: { CODE($pension) }
    شهرستان کانون: { $county }
    آخرین شعبهٔ پرونده: { $branch }
    درست است؟
supplementary-own-help = درخواست شما به کانون بازنشستگان همین شهرستان و سپس به همین شعبه می‌رود.
supplementary-own-right = تایید و ادامه
supplementary-own-wrong = مغایرت دارد
supplementary-elsewhere =
    لطفاً برای اصلاح اطلاعات با شناسنامه و کارت ملی به آخرین شعبه‌ای بروید که پروندهٔ شما در آن فعال است:
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
    پس از اصلاح، دوباره بنویسید «بیمهٔ تکمیلی».
supplementary-elsewhere-help = با «بازگشت» همان اطلاعات را دوباره می‌بینید.
supplementary-elsewhere-enough = بسیار خوب
supplementary-corrected-there = هر وقت اطلاعات شما در شعبه اصلاح شد، بنویسید «بیمهٔ تکمیلی».

supplementary-plan = کدام طرح؟
supplementary-plan-help = طرح برای همهٔ افراد خانواده یکی است.
supplementary-plan-one = { $plan }، سهم شما ماهی { MONEY($share) } ریال برای هر نفر

supplementary-members =
    { $window ->
        [yes] دکمهٔ هر نفر را بزنید، یا شماره‌اش را بنویسید، یا «همه».
       *[no] مهلت باز نیست؛ فقط بیمهٔ کسی که از کفالت خارج شده پایان می‌یابد.
    }
    { $lines }
    { $notes }
supplementary-members-help =
    هر دکمه وضعیت جدید یک نفر را عوض می‌کند.
    همسر دائم با شما بیمه می‌شود، مگر شاغل، بازنشسته یا بیمهٔ جای دیگر. فرزندان و والدین: همه یا هیچ.
enrolment-line =
    { NUM($n) }. { $name }، نسبت: { $kinship }{ $until }
    { $mark ->
        [correct] { $state } (این سطر اصلاح می‌خواهد)
        [why] { $state }؛ بیمهٔ پایهٔ دیگری دارد و ثبت‌نام نمی‌شود
       *[plain] { $state }
    }
enrolment-stays = اکنون: { $now }
enrolment-moves = اکنون: { $now } ← { $action } ← وضعیت جدید: { $after }
enrolment-until = ، کفالت تا { JDATE($on) }
enrolment-without-end = ، کفالت بدون تاریخ پایان
enrolment-left = ، کفالت تا { JDATE($on) } (پایان یافته)
enrolment-toggle =
    { $does ->
        [register] ✓ { NUM($n) }. { $name }: ثبت‌نام
        [withdraw] ✓ { NUM($n) }. { $name }: انصراف از بیمه
        [can-register] { NUM($n) }. { $name }: ثبت‌نام؟
       *[can-withdraw] { NUM($n) }. { $name }: انصراف از بیمه؟
    }
enrolment-everybody = همه
enrolment-everybody-leaves = انصراف همه از بیمه
enrolment-nobody = هیچ‌کس
enrolment-go-on = تایید و ادامه
enrolment-no-note = { "" }
enrolment-ended = { $name } در فهرست نیست: کفالت او پایان یافته است. برای ثبت‌نام، نخست آن را با مدارک در شعبه تمدید کنید.
enrolment-lack-pensioner-covered = { $name } بدون خود شما بیمهٔ تکمیلی ندارد؛ ردیف خودتان را هم انتخاب کنید.
enrolment-lack-spouse-covered = همسر دائم، { $name }، هم باید بیمه باشد: شاغل یا بازنشسته نیست و بیمهٔ دیگری ندارد.
enrolment-lack-others-all-or-none = فرزندان و والدین همه با هم بیمه می‌شوند، یا هیچ‌کدام؛ { $name } بیرون مانده است.
enrolment-lack-change-made = هنوز برای کسی تغییری نخواسته‌اید.
enrolment-broken = { $what } (طبق { $cite })
input-members-bad-none = هنوز کسی را انتخاب نکرده‌اید. دکمهٔ یک نفر را بزنید، شمارهٔ او را بنویسید، یا بنویسید «همه».
input-members-bad-outside = در فهرست { NUM($most) } نفر هستند. شماره‌ای از ۱ تا { NUM($most) } بنویسید؛ مثلاً { NUM($example) }
input-members-bad-closed = برای { $name } اکنون کاری ممکن نیست. شمارهٔ فرد دیگری را بنویسید؛ مثلاً { NUM($example) }
supplementary-broken =
    با این انتخاب نمی‌توان ادامه داد:
    { $lines }
supplementary-stale = از وقتی که دیدید، وضعیت یکی از افراد عوض شده است. این فهرست تازه است:

supplementary-review =
    { $lines }
    { $money ->
        [none] از همان ماه حق بیمهٔ تکمیلی هم از مستمری کسر نمی‌شود.
        [over] { $plan }، { NUM($persons) } نفر. در این سال قرارداد کسری نمی‌ماند.
       *[some]
            { $plan }، { NUM($persons) } نفر
            حق بیمهٔ ماهانه { MONEY($premium) } ریال: سهم سازمان { MONEY($organisation) } ریال، سهم شما { MONEY($share) } ریال
            از { JMONTH($first) } تا { JMONTH($last) } جمعاً { MONEY($total) } ریال از مستمری کسر می‌شود، { enrolment-if-accepted }
    }
    { $desk ->
        [branch] به { $office } فرستاده شود؟
        [association] به کانون بازنشستگان { $office } فرستاده شود؟
       *[other] برای بررسی فرستاده شود؟
    }
enrolment-if-accepted =
    { $later ->
        [none] اگر تا { JSHORT($by) } پذیرفته شود.
       *[other] اگر تا { JSHORT($by) } پذیرفته شود؛ وگرنه از { JMONTH($later) }.
    }
enrolment-loses = توجه: پوشش بیمهٔ تکمیلی { $names } از { JMONTH($first) } قطع می‌شود، { enrolment-if-accepted }
enrolment-names = { $names } و { $name }
supplementary-review-help = پس از ثبت نهایی، درخواست شما بررسی می‌شود و هر مرحله با پیامک به شما می‌رسد.
supplementary-review-submit = ثبت نهایی
supplementary-review-edit = ویرایش فهرست
enrolment-outcome = { $name }، { $kinship }: { $action }، وضعیت جدید: { $after }
enrolment-unchanged = { $name }، { $kinship }: بدون تغییر ({ $after })
supplementary-new-terms = شرایط قرارداد عوض شده است. لطفاً نسخهٔ تازه را بخوانید.
supplementary-repriced = از وقتی که دیدید، مبلغ عوض شده است: سهم شما ماهی { MONEY($pensioner) } ریال. لطفاً دوباره ببینید.
supplementary-exists = درخواست شمارهٔ { CODE($number) } شما باز است و درخواست دیگری ثبت نشد.
supplementary-done =
    درخواست شما ثبت شد. شمارهٔ پیگیری: { CODE($number) }
    وضعیت: { $status }
    { $next }
    برای پیگیری بنویسید «درخواست‌های من».

supplementary-has-open =
    درخواست شمارهٔ { CODE($number) } شما باز است.
    وضعیت: { $status } (از { JDATE($since) })
    { $next }
supplementary-has-open-help = تا این درخواست باز است، درخواست دیگری ثبت نمی‌شود. اگر نمی‌خواهیدش، آن را ببندید.
supplementary-has-open-later = بسیار خوب
supplementary-has-open-give-up = درخواست را می‌بندم
supplementary-sent-back =
    درخواست شمارهٔ { CODE($number) } شما برای اصلاح برگشته است.
    { $lines }
    پس از اصلاح، به همان جای صف برمی‌گردد.
supplementary-sent-back-help = «اصلاح می‌کنم» همان سطر را دوباره از شما می‌پرسد. بقیه همان می‌ماند که نوشته بودید.
supplementary-sent-back-correct = اصلاح می‌کنم
supplementary-sent-back-give-up = درخواست را می‌بندم
supplementary-sent-back-later = بعداً
enrolment-correct-line = سطری که اصلاح می‌خواهد: { $name }
supplementary-sure = درخواست شمارهٔ { CODE($number) } بسته شود؟ وضعیت بیمهٔ هیچ‌کس عوض نمی‌شود.
supplementary-sure-help = با بستن درخواست، بررسی آن تمام می‌شود. در مهلت ثبت‌نام می‌توانید درخواست تازه بدهید.
supplementary-sure-yes = بله، بسته شود
supplementary-sure-no = خیر
supplementary-given-up = درخواست شمارهٔ { CODE($number) } به خواست شما بسته شد. پیامکی هم برایتان می‌رسد.
supplementary-kept = بسیار خوب، درخواست شما همان است که بود. برای پیگیری بنویسید «درخواست‌های من».

notice-enrolment =
    { $event ->
        [approved] کانون، درخواست بیمهٔ تکمیلی شمارهٔ { CODE($number) } را تأیید کرد. اکنون شعبه آن را بررسی می‌کند.
        [rejected] درخواست بیمهٔ تکمیلی شمارهٔ { CODE($number) } تأیید نشد. دلیل آن و کاری که می‌توان کرد، در «درخواست‌های من» است.
        [sent-back] درخواست بیمهٔ تکمیلی شمارهٔ { CODE($number) } اصلاح می‌خواهد. لطفاً بنویسید «بیمهٔ تکمیلی».
        [transferred] درخواست بیمهٔ تکمیلی شمارهٔ { CODE($number) } برای رسیدگی به شعبهٔ دیگری فرستاده شد.
       *[confirmed] درخواست بیمهٔ تکمیلی شمارهٔ { CODE($number) } پذیرفته شد. جزئیات در پیامک آمده است.
    }
