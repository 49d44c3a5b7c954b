"""How is an amount written in words, as banks ask for it? Persian and English, 0 to below 10**15."""

from __future__ import annotations

_HIGHEST = 10**15
_FA_ONES = (
    "",
    *("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"),
    *("یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
)
_FA_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_FA_HUNDREDS = ("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")
_FA_SCALES = ((10**9, "میلیارد"), (10**6, "میلیون"), (1000, "هزار"))
_EN_ONES = (
    "",
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def spell(value: int, locale: str) -> str:
    """The number in words of the language ("fa" or "en").

    Persian counts beyond a milliard in milliards («یک هزار میلیارد»), as people do, and writes «یک هزار» with its one,
    as cheques do. Raises ValueError below zero, from 10**15 on, and for another language.
    """
    if not 0 <= value < _HIGHEST:
        raise ValueError("an amount in words lies between 0 and 10**15")
    if locale == "fa":
        return _persian(value) or "صفر"
    if locale == "en":
        return _english(value) or "zero"
    raise ValueError("amounts are spelled in fa and en")


def _persian(value: int) -> str:
    parts = []
    for scale, name in _FA_SCALES:
        count, value = divmod(value, scale)
        if count:
            parts.append(f"{_persian(count)} {name}")
    parts.append(_FA_HUNDREDS[value // 100])
    value %= 100
    if value < 20:
        parts.append(_FA_ONES[value])
    else:
        parts += [_FA_TENS[value // 10], _FA_ONES[value % 10]]
    return " و ".join(part for part in parts if part)


def _english(value: int) -> str:
    parts = []
    for scale, name in _EN_SCALES:
        count, value = divmod(value, scale)
        if count:
            parts.append(f"{_english(count)} {name}")
    if value >= 100:
        parts.append(f"{_EN_ONES[value // 100]} hundred")
        value %= 100
    if value < 20:
        parts.append(_EN_ONES[value])
    else:
        parts.append("-".join(part for part in (_EN_TENS[value // 10], _EN_ONES[value % 10]) if part))
    return " ".join(part for part in parts if part)
