"""How many working days lie between two days, and which day was so many working days ago? [Q1].

Days are Gregorian. A year without a file counts the weekend and the solar holidays that stand in every year.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from backend.domain.calendar import jalali
from backend.domain.cases import CaseStatus
from backend.domain.rules import Confidence

_FARTHEST = 3 * 366
"""Days that are looked back: a request that waits longer waits "so long at least"."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a day on, with how sure it is."""

    since: date
    value: frozenset[int] | int
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Weekends, holidays and patience, all dated."""

    weekdays: tuple[Dated, ...]
    holidays: Mapping[date, Confidence]
    solar: frozenset[tuple[int, int]]
    patience: Mapping[CaseStatus, tuple[Dated, ...]] = field(default_factory=dict)

    def is_open(self, day: date) -> bool:
        """Do offices work on this day?"""
        weekend = _on(self.weekdays, day)
        if weekend is not None and isinstance(weekend.value, frozenset) and day.weekday() in weekend.value:
            return False
        return day not in self.holidays and jalali(day)[1:] not in self.solar

    def between(self, first: date, last: date) -> int:
        """Working days after `first`, up to `last` and with it; what came in today has waited none."""
        start = max(first, last - timedelta(days=_FARTHEST))
        return sum(self.is_open(start + timedelta(days=step)) for step in range(1, (last - start).days + 1))

    def limit(self, status: CaseStatus, on: date) -> int | None:
        """Working days that a request may stand so; None where no clock runs."""
        found = _on(self.patience.get(status, ()), on)
        return found.value if found is not None and isinstance(found.value, int) else None

    def late_before(self, status: CaseStatus, today: date) -> date | None:
        """What came to this status before this day is overdue today; None where no clock runs."""
        limit = self.limit(status, today)
        if limit is None:
            return None
        day, waited = today, 0
        while waited <= limit and (today - day).days < _FARTHEST:
            waited += self.is_open(day)
            day -= timedelta(days=1)
        return day + timedelta(days=1)

    @property
    def clocked(self) -> frozenset[CaseStatus]:
        """The statuses in which somebody's work is waited for."""
        return frozenset(self.patience)


def _on(series: tuple[Dated, ...], day: date) -> Dated | None:
    place = bisect_right([entry.since for entry in series], day)
    return series[place - 1] if place else None
