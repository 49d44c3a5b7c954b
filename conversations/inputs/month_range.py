"""How many months, from the first open one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.engine.reply import Option, Text
from conversations.inputs import words
from conversations.inputs.normalise import fold, squeeze

_UNTIL = frozenset(fold(word) for word in words.UNTIL)
_FROM = frozenset(fold(word) for word in words.FROM)
_MONTH = frozenset(fold(word) for word in words.MONTH_WORDS)
_ALL = words.heard(words.ALL)
_NO = words.heard(words.NO)
_BELOW_ZERO = re.compile(r"\s*[\u2066-\u2069\u200e\u200f]*[-−–—]\s*\d")
_PIECE = re.compile(r"\d+|[^\W\d_]+|[-–—…:]+")


@dataclass(frozen=True, slots=True)
class Months:
    """Consecutive Jalali months "1405-08", both ends included."""

    first: str
    last: str
    count: int


def month_options(months: Sequence[str], *, label: str = "input-month-range-option") -> tuple[Option, ...]:
    """One option for each number of months from the first of these: key "1" is the first month alone.

    Label arguments: count, first, last.
    """
    made = []
    for count, last in enumerate(months, start=1):
        value = Months(months[0], last, count)
        made.append(Option(str(count), Text(label, {"count": count, "first": months[0], "last": last}), value))
    return tuple(made)


class MonthRange(Input[Months]):
    """From the first month of the options to the chosen one: by button, «۳», «۳ ماه», «۱ تا ۳», «آبان تا دی», «تا آخر سال»."""

    kind: ClassVar[str] = "month-range"
    takes_numbers: ClassVar[bool] = True
    gives = Months

    def columns(self, view: View) -> int:
        """Two side by side once there are many."""
        return 2 if len(view.options) > 6 else 1

    def read_text(self, text: str, view: View) -> Read[Months]:
        """The range, or what is wrong: no range; zero; not from the first {first}; beyond the last {most, last}."""
        ranges = [option.value for option in view.options if isinstance(option.value, Months)]
        if not ranges:
            return Bad("choice")
        if squeeze(text) in _ALL:
            return Good(ranges[-1])
        if squeeze(text) in _NO or _BELOW_ZERO.match(text):  # «نه» alone refuses; nine months are «نه ماه»
            return Bad("not-range", {"most": len(ranges)})
        ends = _ends(text, [chosen.last for chosen in ranges])
        if ends is None:
            return Bad("not-range", {"most": len(ranges)})
        start, end = ends
        if end == 0 or start == 0:
            return Bad("zero", {"most": len(ranges)})
        if end > len(ranges) or start > len(ranges) or end < 0 or start < 0:
            return Bad("outside", {"most": len(ranges), "last": ranges[-1].last})
        if start != 1 or end < start:
            return Bad("not-first", {"first": ranges[0].first})
        return Good(ranges[end - 1])

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-range", "zero", "outside", "not-first")


def _ends(text: str, months: list[str]) -> tuple[int, int] | None:
    """Positions of the first and last month, counted from 1; -1 stands for a month that is not on the list."""
    found: list[int] = []
    ranged = False
    years = {month[:4] for month in months}
    for piece in _PIECE.findall(fold(text)):
        if piece in _UNTIL or piece[0] in "-–—…:":
            ranged = True
        elif piece in _FROM or piece in _MONTH or (found and piece in years):
            continue
        elif (position := _position(piece, months)) is not None:
            found.append(position)
        else:
            return None
    if len(found) == 2 and ranged:
        return found[0], found[1]
    return (1, found[0]) if len(found) == 1 else None


def _position(piece: str, months: list[str]) -> int | None:
    if piece.isdigit():
        return int(piece[:6])
    number_word = words.NUMBER_OF.get(piece)
    if number_word is not None:
        return number_word
    month = words.MONTH_NUMBER.get(squeeze(piece))
    if month is None:
        return None
    places = [place for place, name in enumerate(months, start=1) if int(name[5:]) == month]
    return places[0] if places else -1


def month_range() -> MonthRange:
    """Ask for a number of months; the Ask's `options` are made with `month_options`."""
    return MonthRange()
