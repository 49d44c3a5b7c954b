"""What does every month from 1398 to the end of this year cost, and when is it paid? Worked out once for all people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_half_up
from backend.domain.rules.month_law import read_month_law
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import InsuranceKind

FIRST_MONTH = JalaliMonth(1398, 1)
"""Before it no minimum wage is known to the rules."""

PAYING_DAYS = 40
"""Forty moments at which somebody may have paid a month, none of them today or later."""

LedgerLine = tuple[int, int, list[datetime]]
"""A month as it is stored (140508), its days, and the moments of paying it."""

_WAGE_GROWTH = Fraction(100, 122)


class TooEarly(ValueError):
    """The day asked for lies too near to 1398 for any history."""


@dataclass(slots=True)
class Years:
    """The months of all contracts by their place, 0 for Farvardin 1398; `now` is the place of this month."""

    ruleset: Ruleset
    today: date
    months: list[JalaliMonth] = field(init=False)
    ledger: list[LedgerLine] = field(init=False)
    now: int = field(init=False)
    _prices: dict[tuple[str, int, int], list[tuple[int, int]]] = field(init=False, default_factory=dict)
    _minimum: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        this = JalaliMonth.of(self.today)
        self.now = FIRST_MONTH.months_until(this)
        if self.now < 36:
            raise TooEarly("synthetic people need a day in 1401 or later")
        self.months = [FIRST_MONTH.plus(step) for step in range(FIRST_MONTH.months_until(this.esfand) + 1)]
        self.ledger = [self._ledger_line(month) for month in self.months]

    def place(self, month: JalaliMonth) -> int:
        """Place of a month."""
        return FIRST_MONTH.months_until(month)

    def prices(self, kind: str, rate: int, ratio_ppm: int) -> list[tuple[int, int]]:
        """Wage base for the real days and premium of every month, rial, by the rules of that month."""
        key = (kind, rate, ratio_ppm)
        if key not in self._prices:
            self._prices[key] = [self._price(month, kind, rate, Fraction(ratio_ppm, 10**6)) for month in self.months]
        return self._prices[key]

    def minimum_daily(self, year: int) -> int:
        """Minimum wage in rial a day at the beginning of a year; before 1398 a plausible figure, not a published one."""
        if year not in self._minimum:
            known = max(year, FIRST_MONTH.year)
            wage = self.ruleset.value("minimum_daily", on=JalaliMonth(known, 1).first_day).whole
            self._minimum[year] = round_half_up(wage * _WAGE_GROWTH ** (known - year))
        return self._minimum[year]

    def _ledger_line(self, month: JalaliMonth) -> LedgerLine:
        first, latest = month.last_day - timedelta(days=5), self.today - timedelta(days=1)
        days = [min(first + timedelta(days=step), latest) for step in range(PAYING_DAYS)]
        hours = [time(5 + step * 7 % 12, step * 13 % 60) for step in range(PAYING_DAYS)]
        moments = [datetime.combine(day, hour, UTC) for day, hour in zip(days, hours, strict=True)]
        return month.year * 100 + month.month, month.days, moments

    def _price(self, month: JalaliMonth, kind: str, rate: int, ratio: Fraction) -> tuple[int, int]:
        law = read_month_law(Reading(self.ruleset), kind=InsuranceKind(kind), sub_kind=None, month=month)
        if law is None:
            raise TooEarly("a month before the first known minimum wage")
        valid = law.within(ratio)
        return round_half_up(law.minimum_daily * valid * month.days), law.premium(valid, rate)
