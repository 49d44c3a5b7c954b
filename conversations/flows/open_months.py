"""Is the month that somebody names paid already, or of another year? The months of an account, from the first unpaid."""

from __future__ import annotations

import re

from conversations.engine import Bad, Read, View
from conversations.inputs import MonthRange, Months, words
from conversations.inputs.normalise import fold, squeeze

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"1[34]\d\d")


class OpenMonths(MonthRange):
    """A month range that says of a month by name why it is not open: before the first unpaid one, or after the last."""

    def read_text(self, text: str, view: View) -> Read[Months]:
        """As a month range; besides, `before` {month, first} and `after` {month, last, most}."""
        ranges = [option.value for option in view.options if isinstance(option.value, Months)]
        read = super().read_text(text, view)
        if not ranges or not isinstance(read, Bad):
            return read
        first, last = ranges[0].first, ranges[-1].last
        for month in _named(text, year=first[:4]):
            if month < first:
                return Bad("before", {"month": month, "first": first})
            if month > last:
                return Bad("after", {"month": month, "last": last, "most": len(ranges)})
        return read


def _named(text: str, *, year: str) -> list[str]:
    """The months named, as "1405-08"; a name without its year is of this `year`."""
    pieces = _PIECE.findall(fold(text))
    months: list[str] = []
    for place, piece in enumerate(pieces):
        number = words.MONTH_NUMBER.get(squeeze(piece))
        if number is not None:
            behind = pieces[place + 1] if place + 1 < len(pieces) else ""
            months.append(f"{behind if _YEAR.fullmatch(behind) else year}-{number:02d}")
    return months


def open_months() -> OpenMonths:
    """Ask how many months; the Ask's `options` are made with `month_options`."""
    return OpenMonths()
