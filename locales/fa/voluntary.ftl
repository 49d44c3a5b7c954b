# قرارداد بیمهٔ اختیاری: شرط‌ها، ماده‌ها، آنچه در شعبه لازم است، آنچه قرارداد را نگه می‌دارد، آنچه بر آن گذشت، و پاسخ‌های نه.
reason-of-age = سن { NUM($is) } سال؛ دست‌کم { NUM($needed) } سال
reason-no-guardianship = قیم نداشتن
reason-no-voluntary-contract = نداشتن قرارداد بیمهٔ اختیاری دیگر
reason-not-employed = نداشتن رابطهٔ بیمهٔ اجباری
reason-no-self-employed-contract = نداشتن قرارداد بیمهٔ مشاغل آزاد
reason-main-insured = بیمه‌شدهٔ اصلی بودن
reason-not-pensioner = مستمری‌بگیر نبودن
reason-no-other-fund = نرفتن به صندوق دیگر
reason-history-enough = { NUM($is) } روز سابقه؛ دست‌کم { NUM($needed) } روز
reason-age-allowed = { NUM($is) } روز سابقه؛ برای مازاد سن { NUM($needed) } روز
reason-exam-history-enough = { NUM($is) } روز سابقه پیش از قطع بیمه؛ برای معافیت از معاینه { NUM($needed) } روز
reason-exam-break-short = آخرین روز بیمه { JDATE($is) }؛ معافیت از معاینه تا { JDATE($needed) }

cite-voluntary-contract-order-3 = دستور اداری بیمهٔ اختیاری، بند ۳
cite-voluntary-contract-order-4 = دستور اداری بیمهٔ اختیاری، بند ۴
cite-voluntary-by-law = آیین‌نامهٔ ادامهٔ بیمه به طور اختیاری
cite-voluntary-age = آیین‌نامهٔ ادامهٔ بیمه به طور اختیاری، شرط سن
cite-exam-exemption = دستور اداری ۲۹ مرداد ۱۳۹۳ دربارهٔ معافیت از معاینه
cite-average-wage = بیش از ده سال سابقه: میانگین دستمزد ۳۶۰ روز آخر

condition-of-age = شما { NUM($is) } سال دارید و قرارداد غیرحضوری از { NUM($needed) } سالگی بسته می‌شود؛ از { JDATE($nearest) } همین‌جا ممکن است.
condition-no-guardianship = در پرونده برای شما قیم ثبت شده است؛ قرارداد با قیم‌نامه در شعبه بسته می‌شود.
condition-no-voluntary-contract = همین حالا قرارداد بیمهٔ اختیاری دارید.
condition-not-employed = اکنون بیمهٔ اجباری دارید. پس از پایان کار و خروج از فهرست کارفرما می‌توانید درخواست دهید.
condition-no-self-employed-contract = قرارداد بیمهٔ مشاغل آزاد دارید. تا آن قرارداد پابرجاست، قرارداد اختیاری بسته نمی‌شود.
condition-main-insured = شما به نام شخص دیگری بیمه هستید؛ قرارداد فقط برای بیمه‌شدهٔ اصلی است.
condition-not-pensioner = شما مستمری‌بگیر هستید و این بیمه برای مستمری‌بگیران نیست.
condition-no-other-fund = شما به صندوق بیمهٔ دیگری رفته‌اید و این قرارداد برای شما بسته نمی‌شود.
condition-history-enough = { NUM($nearest) } روز سابقه کم دارید: { NUM($is) } روز دارید و دست‌کم { NUM($needed) } روز لازم است.
condition-age-allowed = برای سن شما { NUM($needed) } روز سابقه لازم است و { NUM($is) } روز دارید؛ { NUM($nearest) } روز سابقه کم دارید.
condition-exam-history-enough = برای معافیت از معاینه { NUM($nearest) } روز سابقه کم دارید: { NUM($is) } روز دارید و { NUM($needed) } روز لازم است.
condition-exam-break-short = معافیت از معاینه فقط تا نه ماه پس از آخرین روز بیمه است و شما در این مهلت نیستید.

bring-identity = شناسنامه و کارت ملی
bring-majority-certificate = گواهی رشد از دادگاه
bring-guardianship-order = قیم‌نامه از دادگاه
bring-guardian-identity = شناسنامه و کارت ملی قیم

block-exam-open =
    نتیجهٔ معاینهٔ پزشکی شما ثبت نشده و مهلت آن { JDATE($take_by) } بوده است. پرداخت تا ثبت نتیجه بسته است.
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
block-exam-ahead =
    دو ماه نخست را پرداخته‌اید. ماه‌های بعد پس از ثبت نتیجهٔ معاینهٔ پزشکی باز می‌شود؛ لطفاً تا { JDATE($take_by) } معاینه شوید.
    نتیجه را شعبه ثبت می‌کند: { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
block-exam-unfit =
    نتیجهٔ معاینهٔ پزشکی، قرارداد را تأیید نکرده است. پرداخت بسته است؛ برای تعیین تکلیف به شعبه بروید.
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
block-lapsed = سه ماه پرداخت نشد و قرارداد در { JDATE($on) } لغو شد. برای ادامه، قرارداد تازه ببندید.
block-lapsed-undecided = نتیجهٔ معاینهٔ پزشکی تا پایان مهلت قرارداد ثبت نشد یا قرارداد را تأیید نکرد و قرارداد در { JDATE($on) } لغو شد. برای قرارداد تازه، به شعبه بروید یا دوباره درخواست دهید.
block-annulled = نخستین پرداخت در مهلت انجام نشد و قرارداد در { JDATE($on) } باطل شد. می‌توانید قرارداد تازه ببندید.
block-given-up = قرارداد در { JDATE($on) } به خواست شما باطل شد. هر وقت خواستید، می‌توانید قرارداد تازه ببندید.

event-concluded = قرارداد شمارهٔ { CODE($number) } با حق بیمهٔ { MONEY($premium) } ریال بسته شد.
event-wage-base-changed = حق بیمه به { MONEY($premium) } ریال تغییر کرد.
event-treatment-opened = نخستین پرداخت ثبت شد و درمان باز شد.
event-referral-fetched = معرفی‌نامهٔ معاینه گرفته شد.
event-exam-fit = نتیجهٔ معاینه ثبت شد: مانعی نیست.
event-exam-unfit = نتیجهٔ معاینه ثبت شد: تأیید نشد.
event-lapsed = قرارداد در { JDATE($on) } لغو شد، چون سه ماه پرداخت نشد.
event-lapsed-undecided = قرارداد در { JDATE($on) } لغو شد، چون بدون تأیید معاینهٔ پزشکی پرداخت ممکن نبود.
event-annulled = قرارداد در { JDATE($on) } باطل شد، چون نخستین پرداخت انجام نشد.
event-given-up = قرارداد در { JDATE($on) } به درخواست شما باطل شد.

care-outpatient = سرپایی
care-inpatient = بستری

refused-proof-needed = برای این کار کد تازه لازم است؛ هر کد { NUM($minutes) } دقیقه کافی است.
refused-another-person = این گفتگو حالا به نام شخص دیگری است و قراردادی بسته نشد. لطفاً از نو بنویسید «بستن قرارداد».
refused-postal-code-wrong = این کد پستی درست نیست. کد پستی ده رقم است و با صفر شروع نمی‌شود؛ مثلاً ۱۵۹۸۷۶۵۴۳۲
refused-iban-wrong = این شمارهٔ شبا درست نیست. شبا با IR شروع می‌شود و ۲۴ رقم دارد؛ مثلاً IR820540102680020817909002
refused-iban-not-owner =
    این حساب به نام شما نیست و چیزی عوض نشد. لطفاً شبای حسابی را بنویسید که به نام خودتان است؛ شبا در همراه‌بانک هست.
    { $left ->
        [1] فقط یک بار دیگر می‌توانید تلاش کنید.
       *[other] { NUM($left) } بار دیگر می‌توانید تلاش کنید.
    }
refused-iban-locked =
    چند بار شبای حسابی نوشته شد که به نام شما نیست. تغییر شبا فعلاً بسته است و چیزی عوض نشد.
    لطفاً { NUM($minutes) } دقیقهٔ دیگر با شبای حساب خودتان دوباره تلاش کنید.
refused-by-law-unknown = چنین نسخه‌ای از آیین‌نامه نیست.
refused-by-law-changed = آیین‌نامه عوض شده است. لطفاً نسخهٔ تازه را بخوانید.
refused-contract-none = قرارداد بیمهٔ اختیاری ندارید.
refused-contract-exists = همین حالا قراردادی دارید: شمارهٔ { CODE($number) } از { JDATE($concluded_on) }. قرارداد دیگری بسته نشد.
refused-contract-not-eligible =
    شرایط قرارداد را ندارید. برای بررسی پرونده به شعبه بروید:
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
refused-contract-at-branch =
    قرارداد شما فقط در شعبه بسته می‌شود:
    { $branch }، { WORDS($address) }، تلفن { PHONE($phone) }
refused-terms-changed = از وقتی که دیدید، مبلغ عوض شده است: حق بیمه { MONEY($premium) } ریال، دستمزد مبنا { MONEY($wage_base) } ریال.
refused-undertaking-needed = معاف از معاینه نیستید. برای قرارداد باید متعهد شوید که تا { JDATE($take_by) } معاینه شوید.
refused-contract-paid = نخستین پرداخت ثبت شده است و این کار دیگر ممکن نیست.
refused-contract-over = این قرارداد به پایان رسیده است.

notice-contract =
    { $event ->
        [annulled] قرارداد شمارهٔ { CODE($number) } باطل شد، چون نخستین پرداخت در مهلت انجام نشد. می‌توانید قرارداد تازه ببندید.
        [lapsed] قرارداد شمارهٔ { CODE($number) } لغو شد، چون سه ماه پرداخت نشد. برای ادامه، قرارداد تازه ببندید.
        [lapsed-undecided] قرارداد شمارهٔ { CODE($number) } لغو شد، چون بدون تأیید معاینهٔ پزشکی پرداخت ممکن نبود. می‌توانید قرارداد تازه ببندید.
        [given-up] قرارداد شمارهٔ { CODE($number) } به درخواست شما باطل شد.
        [exam-fit] نتیجهٔ معاینهٔ شما ثبت شد و مانعی نیست. پرداخت‌های قرارداد شمارهٔ { CODE($number) } باز است؛ { JMONTH($month) } را تا { JDATE($due) } بپردازید.
        [exam-unfit] نتیجهٔ معاینه، قرارداد شمارهٔ { CODE($number) } را تأیید نکرده است. برای تعیین تکلیف به شعبه بروید.
       *[exam-blocked] مهلت معاینه گذشته است و پرداخت قرارداد شمارهٔ { CODE($number) } تا ثبت نتیجه بسته است.
    }
