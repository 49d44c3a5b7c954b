# آنچه سازمان از شما دارد، و آنچه خودتان اصلاح می‌کنید.
data-none = ثبت نشده
data-code = { CODE($value) }
data-words = { WORDS($value) }

my-data-which =
    نام: { $name }
    نام پدر: { $father }
    کد ملی: { CODE($national) }
    تاریخ تولد: { JDATE($born) }
    شمارهٔ بیمه: { $sso }
    همراه: { $mobile }
    نشانی: { $address }
    کد پستی: { $postal }
    شبا: { $iban }

    کدام را اصلاح کنیم؟ نام، کد ملی، تاریخ تولد و همراه فقط در شعبه عوض می‌شود.
my-data-which-help = نشانی، کد پستی و شبا را همین‌جا عوض کنید. برای بقیه با شناسنامه و کارت ملی به شعبه بروید.
my-data-which-address = نشانی
my-data-which-postal-code = کد پستی
my-data-which-iban = شمارهٔ شبا
my-data-which-enough = همه درست است
my-data-address = نشانی تازه را کامل بنویسید؛ مثلاً «تهران، خیابان آزادی، کوچهٔ یاس، پلاک ۱۲».
my-data-address-help = شهر، خیابان، کوچه، پلاک و واحد را بنویسید: ۱۰ تا ۲۰۰ حرف.
my-data-address-bad-short = این نشانی کوتاه است. شهر، خیابان و پلاک را بنویسید؛ مثلاً «تهران، خیابان آزادی، پلاک ۱۲».
my-data-address-bad-long = این نشانی { NUM($length) } حرف دارد؛ حداکثر { NUM($most) } حرف بنویسید؛ مثلاً «تهران، خیابان آزادی، پلاک ۱۲».
my-data-postal-code = کد پستی ده‌رقمی را بنویسید؛ مثلاً ۱۵۹۸۷۶۵۴۳۲
my-data-postal-code-help = کد پستی روی قبض برق یا گاز نوشته شده است و ۱۰ رقم دارد.
my-data-iban = شمارهٔ شبای حساب خودتان را بنویسید؛ مثلاً IR820540102680020817909002
my-data-iban-help = شبا در همراه‌بانک و روی برگهٔ بانک هست: IR و ۲۴ رقم. شمارهٔ کارت نیست.
my-data-corrected = اصلاح شد. پیامکی هم برایتان می‌رسد.

input-postal-code-bad-not-digits = کد پستی فقط عدد دارد. ده رقم آن را بنویسید؛ مثلاً ۱۵۹۸۷۶۵۴۳۲
input-postal-code-bad-length = { NUM($length) } رقم نوشته‌اید، ولی کد پستی ۱۰ رقم دارد؛ مثلاً ۱۵۹۸۷۶۵۴۳۲
input-postal-code-bad-nobodys = چنین کد پستی نیست: با صفر شروع نمی‌شود و رقم‌هایش یکسان نیست؛ مثلاً ۱۵۹۸۷۶۵۴۳۲
