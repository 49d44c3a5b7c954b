"""Which wage base and premium does a new voluntary contract have, and within which bounds? [V3] (domain.md 1.3, 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_half_up
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.month_law import (
    WAGE_BASE_DAYS,
    MonthLaw,
    minimum_wage_published,
    month_within_law,
    read_month_law,
)
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import InsuranceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfContract:
    """The request: first month, wished premium of it in rial (None: the lowest one).

    `history_days` and `average_daily`, the average insurable wage in rial a day of the last days of history, where
    they are known: with long history the average is the base.
    """

    month: JalaliMonth
    premium: int | None = None
    history_days: int = 0
    average_daily: int | None = None


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """Premium of the first month's real days and wage base of 30 days in rial, rate in percent, bounds of both."""

    month: JalaliMonth
    days: int
    rate: int
    wage_base: int
    premium: int
    lowest_wage_base: int
    highest_wage_base: int
    lowest_premium: int
    highest_premium: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Lowest and highest multiple of the minimum wage for this person."""

    law: MonthLaw
    rate: int
    floor: Fraction
    ceiling: Fraction
    fixed: bool

    def whole(self, coefficient: Fraction) -> Fraction:
        """The multiple whose wage base is whole rials: what a contract can say."""
        return self.law.coefficient(self.law.wage_base(coefficient))

    def premium(self, coefficient: Fraction) -> int:
        return self.law.premium(self.whole(coefficient), self.rate)

    def wished(self, premium: int) -> Fraction:
        """The multiple that gives this premium, moved to the nearer bound where it lies outside."""
        exact = Fraction(premium * 100 * WAGE_BASE_DAYS, self.law.month.days * self.rate)
        return min(max(self.law.coefficient(round_half_up(exact)), self.floor), self.ceiling)

    def terms(self, coefficient: Fraction) -> ContractTerms:
        law = self.law
        return ContractTerms(
            month=law.month,
            days=law.month.days,
            rate=self.rate,
            wage_base=law.wage_base(coefficient),
            premium=self.premium(coefficient),
            lowest_wage_base=law.wage_base(self.floor),
            highest_wage_base=law.wage_base(self.ceiling),
            lowest_premium=self.premium(self.floor),
            highest_premium=self.premium(self.ceiling),
            fixed=self.fixed,
        )


def _bounds(reading: Reading, asked: TermsOfContract, law: MonthLaw) -> _Bounds:
    """With more than ten years of history: the average alone, never below the floor nor above the ceiling (V4)."""
    on = law.month.first_day
    rate = reading.value(f"premium_rates.{InsuranceKind.VOLUNTARY}", on=on).numbers[0]
    years = reading.value("average_wage_after_years", on=on).whole
    year = reading.value("history_year_days", on=on).whole
    if asked.average_daily is None or asked.history_days <= years * year:
        return _Bounds(law, rate, law.floor, law.ceiling, fixed=False)
    only = law.within(Fraction(asked.average_daily, law.minimum_daily))
    return _Bounds(law, rate, only, only, fixed=True)


def _decide(reading: Reading, asked: TermsOfContract) -> Verdict[ContractTerms]:
    law = read_month_law(reading, kind=InsuranceKind.VOLUNTARY, sub_kind=None, month=asked.month)
    if law is None:
        return Verdict((month_within_law(asked.month, None),))
    bounds = _bounds(reading, asked, law)
    lowest, highest = bounds.premium(bounds.floor), bounds.premium(bounds.ceiling)
    wish = lowest if asked.premium is None else asked.premium
    below = Cite.AVERAGE_WAGE if bounds.fixed else Cite.WAGE_FLOOR
    above = Cite.AVERAGE_WAGE if bounds.fixed else Cite.WAGE_CEILING
    low, high = wish >= lowest, wish <= highest
    reasons = (
        minimum_wage_published(law),
        Reason(
            ReasonCode.PREMIUM_NOT_BELOW_LOWEST,
            met=low,
            cite=below,
            is_=wish,
            needed=lowest,
            nearest=None if low else lowest,
        ),
        Reason(
            ReasonCode.PREMIUM_NOT_ABOVE_HIGHEST,
            met=high,
            cite=above,
            is_=wish,
            needed=highest,
            nearest=None if high else highest,
        ),
    )
    if not (low and high):
        return Verdict(reasons, nearest=bounds.terms(bounds.floor if not low else bounds.ceiling))
    return Verdict(reasons, bounds.terms(bounds.floor if asked.premium is None else bounds.wished(wish)))


TERMS_OF_CONTRACT: Rule[TermsOfContract, ContractTerms] = Rule(
    "contract-terms/1", TermsOfContract, ContractTerms, _decide
)


def contract_terms(
    ruleset: Ruleset,
    *,
    month: JalaliMonth,
    premium: int | None = None,
    history_days: int = 0,
    average_daily: int | None = None,
) -> Decision[ContractTerms]:
    """Terms of a voluntary contract that begins with this month, for a wished premium of it.

    Refused outside the bounds; `nearest` then has the terms at the bound.
    """
    asked = TermsOfContract(month=month, premium=premium, history_days=history_days, average_daily=average_daily)
    return TERMS_OF_CONTRACT(ruleset, asked)
