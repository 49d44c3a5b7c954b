"""Which words do people type, in any language and spelling? A vocabulary for listening; nothing here is ever shown."""

from __future__ import annotations

from conversations.inputs.normalise import fold, squeeze

YES = ("بله", "بلی", "آره", "اره", "آری", "باشه", "اوکی", "اوکیه", "تایید", "تایید می‌کنم", "موافقم", "درسته", "درست است", "صحیح است",
       "خوبه", "خوب است", "همین خوبه", "همین خوب است", "قبوله", "قبول",
       "yes", "y", "ok", "okay", "sure", "bale", "are", "yeah", "confirm")  # fmt: skip
NO = ("خیر", "نه", "نخیر", "نمی‌خواهم", "نمیخوام", "موافق نیستم", "no", "n", "nope", "na", "kheir")
BACK = ("بازگشت", "برگشت", "برگرد", "قبلی", "مرحله قبل", "back", "bazgasht", "previous")
CANCEL = ("انصراف", "لغو", "منصرف شدم", "بی‌خیال", "cancel", "stop", "laghv", "enseraf")
HELP = ("راهنما", "راهنمایی", "کمک", "help", "komak", "rahnama")
HELLO = ("سلام", "درود", "سلام علیکم", "hello", "hi", "salam", "dorood")
HOME = ("شروع", "شروع دوباره", "منو", "منوی اصلی", "خانه", "start", "menu", "home", "main menu")

RIAL = ("ریال", "ریالی", "rial", "rials", "irr")
TOMAN = ("تومان", "تومن", "تومنی", "toman", "tomans", "tuman")
SCALES = {
    "هزار": 10**3, "thousand": 10**3, "k": 10**3, "hezar": 10**3,
    "میلیون": 10**6, "ملیون": 10**6, "میلیونی": 10**6, "million": 10**6, "m": 10**6, "milion": 10**6,
    "میلیارد": 10**9, "ملیارد": 10**9, "billion": 10**9,
}  # fmt: skip
NUMBERS = {
    "صفر": 0, "یک": 1, "یه": 1, "دو": 2, "سه": 3, "چهار": 4, "چار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8,
    "نه": 9, "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "پونزده": 15, "شانزده": 16,
    "شونزده": 16, "هفده": 17, "هجده": 18, "هیجده": 18, "نوزده": 19, "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50,
    "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90, "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400,
    "پانصد": 500, "پونصد": 500, "ششصد": 600, "شیشصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900,
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
HALF = ("نیم", "half")
AND = ("و", "and")
UNTIL = ("تا", "الی", "لغایت", "to", "until", "till", "ta")
FROM = ("از", "from", "az")
MONTH_WORDS = ("ماه", "ماهه", "month", "months", "mah")
ALL = ("همه", "همه ماه‌ها", "تا آخر سال", "تا پایان سال", "آخر سال", "all", "hame", "تمام ماه‌ها")
ALL_LEAVE = ("انصراف همه از بیمه", "انصراف همه", "everybody leaves the insurance")
MONTHS = (
    ("فروردین", "farvardin"), ("اردیبهشت", "ordibehesht"), ("خرداد", "khordad"), ("تیر", "tir"), ("مرداد", "امرداد", "mordad"),
    ("شهریور", "shahrivar"), ("مهر", "mehr"), ("آبان", "aban"), ("آذر", "azar"), ("دی", "dey", "dei"), ("بهمن", "bahman"),
    ("اسفند", "esfand"),
)  # fmt: skip


def heard(words: tuple[str, ...]) -> frozenset[str]:
    """The words in the form that `squeeze` gives, for look-up."""
    return frozenset(squeeze(word) for word in words)


MONTH_NUMBER = {squeeze(name): number for number, names in enumerate(MONTHS, start=1) for name in names}
NUMBER_OF = {fold(word): value for word, value in NUMBERS.items()}
SCALE_OF = {fold(word): value for word, value in SCALES.items()}
