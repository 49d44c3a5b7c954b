"""How are money, dates, months and numbers written for people in each language?"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import jdatetime

TEHRAN = ZoneInfo("Asia/Tehran")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_FIRST_STRONG_LTR = "\u2066"
_POP = "\u2069"
_MONTHS = {
    "fa": (
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ),
    "en": (
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ),
}


def localise_digits(text: str, locale: str) -> str:
    """Latin digits to the digits of the language (fa: ۰–۹; en: unchanged)."""
    return text.translate(_PERSIAN_DIGITS) if locale == "fa" else text


def write_number(value: int, locale: str) -> str:
    """A whole number, thousands grouped: «۱۲٬۳۴۵» or "12,345"."""
    grouped = f"{value:,}"
    return localise_digits(grouped.replace(",", "٬"), locale) if locale == "fa" else grouped


_TOMAN = {"fa": ("تومان", " و ", "ریال"), "en": ("toman", " and ", "rial")}


def write_toman(rial: int, locale: str) -> str:
    """Rial as toman, to the rial: «۱٬۲۳۴ تومان», and where something is over «۱٬۲۳۴ تومان و ۴ ریال»."""
    toman, joint, unit = _TOMAN[locale]
    whole, rest = divmod(rial, 10)
    said = f"{write_number(whole, locale)} {toman}"
    return f"{said}{joint}{write_number(rest, locale)} {unit}" if rest else said


def write_month(month: str, locale: str) -> str:
    """A Jalali month "1405-08" with its name and year: «آبان ۱۴۰۵»."""
    year, number = month.split("-")
    return f"{_MONTHS[locale][int(number) - 1]} {localise_digits(year, locale)}"


def _jalali(day: date) -> jdatetime.date:
    return jdatetime.date.fromgregorian(date=day)


def write_date(value: date | str, locale: str) -> str:
    """A Gregorian day (or its ISO text) as a Jalali day: «۵ آبان ۱۴۰۵»."""
    moment = _as_day(value)
    jalali = _jalali(moment)
    text = f"{jalali.day} {_MONTHS[locale][jalali.month - 1]} {jalali.year}"
    return localise_digits(text, locale)


def write_short_date(value: date | str, locale: str) -> str:
    """A Gregorian day as Jalali figures: «۱۴۰۵/۰۸/۰۵»."""
    jalali = _jalali(_as_day(value))
    return localise_digits(f"{jalali.year:04d}/{jalali.month:02d}/{jalali.day:02d}", locale)


def write_time(value: datetime | str, locale: str) -> str:
    """An aware moment (or its ISO text) as the hour and minute in Tehran: «۱۴:۰۵»."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return localise_digits(f"{moment.astimezone(TEHRAN):%H:%M}", locale)


def write_code(value: str | int, locale: str, *, isolate: bool) -> str:
    """A code or identifier, kept left-to-right inside right-to-left text where isolates are allowed."""
    text = localise_digits(str(value), locale)
    return f"{_FIRST_STRONG_LTR}{text}{_POP}" if isolate and locale == "fa" else text


def _as_day(value: date | str) -> date:
    if isinstance(value, datetime):
        return value.astimezone(TEHRAN).date()
    if isinstance(value, date):
        return value
    if "T" in value:
        return datetime.fromisoformat(value).astimezone(TEHRAN).date()
    return date.fromisoformat(value)
