"""Which bounds does the law of one month set for the wage base of one kind of insurance?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_down, round_half_up, round_up
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading
from backend.domain.rules.terms import InsuranceKind, SubKind

WAGE_BASE_DAYS = 30
"""A monthly wage base is written for 30 days by convention (domain.md 3.1); premiums count the real days."""

_RATE_CITES = {
    InsuranceKind.VOLUNTARY: Cite.VOLUNTARY_RATE,
    InsuranceKind.SELF_EMPLOYED: Cite.SELF_EMPLOYED_RATE,
}


@dataclass(frozen=True, slots=True)
class MonthLaw:
    """The law of a month: minimum wage in rial a day, floor and ceiling as multiples of it (domain.md 1.4, 2.3)."""

    month: JalaliMonth
    minimum_daily: int
    floor: Fraction
    ceiling: Fraction
    published: bool

    @property
    def lowest_wage_base(self) -> int:
        """Least whole rials for 30 days."""
        return round_up(self.minimum_daily * WAGE_BASE_DAYS * self.floor)

    @property
    def highest_wage_base(self) -> int:
        """Most whole rials for 30 days."""
        return round_down(self.minimum_daily * WAGE_BASE_DAYS * self.ceiling)

    def wage_base(self, coefficient: Fraction) -> int:
        """Wage base of 30 days in rial at this multiple of the minimum wage."""
        return round_half_up(self.minimum_daily * WAGE_BASE_DAYS * coefficient)

    def coefficient(self, wage_base: int) -> Fraction:
        """The wage base of 30 days as an exact multiple of the minimum wage."""
        return Fraction(wage_base, self.minimum_daily * WAGE_BASE_DAYS)

    def within(self, coefficient: Fraction) -> Fraction:
        """The nearest multiple that the law allows."""
        return min(max(coefficient, self.floor), self.ceiling)

    def premium(self, coefficient: Fraction, rate: int, *, days: int | None = None) -> int:
        """`round_half_up(daily minimum x coefficient x days x rate)`, once, at the end (domain.md 3.2).

        `days` are the real days of the month unless given: some published tables count 30.
        """
        counted = self.month.days if days is None else days
        exact = Fraction(self.minimum_daily * coefficient.numerator * counted * rate, coefficient.denominator * 100)
        return round_half_up(exact)


def read_month_law(
    reading: Reading, *, kind: InsuranceKind, sub_kind: SubKind | None, month: JalaliMonth
) -> MonthLaw | None:
    """The law valid on the first day of the month; None before the first known minimum wage."""
    day = month.first_day
    minimum = reading.find("minimum_daily", on=day)
    if minimum is None:
        return None
    return MonthLaw(
        month=month,
        minimum_daily=minimum.whole,
        floor=reading.value(f"floor_coefficient.{sub_kind or kind}", on=day).ratio,
        ceiling=reading.value("wage_ceiling_multiple", on=day).ratio,
        published=not minimum.carried,
    )


def month_within_law(month: JalaliMonth, law: MonthLaw | None) -> Reason:
    """Is the minimum wage of this month known?"""
    return Reason(ReasonCode.MONTH_WITHIN_LAW, met=law is not None, cite=Cite.MINIMUM_WAGE, is_=str(month))


def minimum_wage_published(law: MonthLaw) -> Reason:
    """A notice: is this year's minimum wage published, or does last year's go on provisionally?"""
    return Reason(
        ReasonCode.MINIMUM_WAGE_PUBLISHED,
        met=law.published,
        cite=Cite.MINIMUM_WAGE,
        is_=law.minimum_daily,
        needed=law.month.year,
        notice=True,
    )


def rate_offered(reading: Reading, *, kind: InsuranceKind, rate: int, month: JalaliMonth) -> Reason | None:
    """Is this rate, in percent, one of the kind's rates in this month? None where no rate is known yet."""
    offered = reading.find(f"premium_rates.{kind}", on=month.first_day)
    if offered is None:
        return None
    rates = offered.numbers
    met = rate in rates
    return Reason(
        ReasonCode.RATE_OFFERED,
        met=met,
        cite=_RATE_CITES[kind],
        is_=rate,
        needed=", ".join(map(str, rates)),
        nearest=None if met else min(rates, key=lambda known: (abs(known - rate), known)),
    )
