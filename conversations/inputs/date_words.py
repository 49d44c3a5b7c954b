"""Which day do these figures and words name?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from backend.contract.calendar import JalaliMonth
from conversations.inputs import words
from conversations.inputs.normalise import fold, squeeze

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_SHORT_YEAR = 100
_THIS_CENTURY = 1400
_RECENT = 20
_GREGORIAN = range(1850, 2200)
_FAR_AHEAD = range(1500, 1850)
"""Years that are meant, but lie beyond the calendar that is reckoned with."""
_LONG_AGO = range(1000, 1300)
"""Years that are meant, but are before the first day that can be reckoned with (1300/01/01)."""


@dataclass(frozen=True, slots=True)
class NoDay:
    """Why it names no day: not-date, no-such-day {days}, gregorian, early and future (outside the calendar reckoned with)."""

    reason: str
    args: Mapping[str, int] = field(default_factory=dict)


def jalali_day(year: int, month: int, day: int) -> date | NoDay:
    """The Gregorian date of a Jalali day, or why there is none."""
    if year in _LONG_AGO and 1 <= month <= 12 and 1 <= day <= 31:
        return NoDay("early")
    if year in _FAR_AHEAD and 1 <= month <= 12 and 1 <= day <= 31:
        return NoDay("future")
    try:
        of_month = JalaliMonth(year, month)
    except ValueError:
        return NoDay("not-date")
    if not 1 <= day <= of_month.days:
        return NoDay("no-such-day", {"days": of_month.days})
    return of_month.first_day + timedelta(days=day - 1)


def read_date(text: str) -> date | NoDay:
    """A day of text such as «۱۳۶۵/۰۴/۱۲», «12-4-65», «۱۲ تیر ۱۳۶۵», "13650412"."""
    figures: list[int] = []
    month: int | None = None
    for piece in _PIECE.findall(fold(text)):
        if piece.isdigit() and len(piece) <= 8:
            figures += _split(piece)
        elif squeeze(piece) in words.MONTH_NUMBER and month is None:
            month = words.MONTH_NUMBER[squeeze(piece)]
        elif squeeze(piece) not in _FILLERS:
            return NoDay("not-date")
    if month is not None and len(figures) == 2:
        day, year = figures if figures[0] <= 31 else (figures[1], figures[0])
        return jalali_day(_full_year(year), month, day)
    if month is None and len(figures) == 3:
        return _from_figures(*figures)
    return NoDay("not-date")


_FILLERS = words.heard((*words.MONTH_WORDS, "سال", "روز", "of", "متولد", "تولد"))


def _split(piece: str) -> list[int]:
    if len(piece) == 8:
        return [int(piece[:4]), int(piece[4:6]), int(piece[6:])]
    if len(piece) == 6:
        return [int(piece[:2]), int(piece[2:4]), int(piece[4:])]
    return [int(piece)]


def _from_figures(first: int, middle: int, last: int) -> date | NoDay:
    if first in _GREGORIAN or last in _GREGORIAN:
        return NoDay("gregorian")
    year, day = (last, first) if last > 31 and first <= 31 else (first, last)
    return jalali_day(_full_year(year), middle, day)


def _full_year(year: int) -> int:
    """«65» is 1365 and «03» is 1403: two figures up to 20 belong to the present century."""
    if year >= _SHORT_YEAR:
        return year
    return _THIS_CENTURY + year if year <= _RECENT else _THIS_CENTURY - 100 + year
