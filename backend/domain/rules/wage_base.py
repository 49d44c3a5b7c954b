"""Which premium does a wage base give, which wage base a wished premium, and within which bounds? [V3] [R3].

The premium of the order is the one for the real days of a month (voluntary-contract order 1, domain.md 3.2); the wage
base is written for 30 days. Both ways agree to the rial.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_half_up
from backend.domain.rules.account import check_sub_kind
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.month_law import (
    WAGE_BASE_DAYS,
    MonthLaw,
    minimum_wage_published,
    month_within_law,
    rate_offered,
    read_month_law,
)
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import InsuranceKind, SubKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumForWage:
    """The request: either a wage base of 30 days in rial or a multiple of the minimum wage; rate in percent."""

    kind: InsuranceKind
    rate: int
    month: JalaliMonth
    wage_base_monthly: int | None = None
    coefficient: Fraction | None = None
    sub_kind: SubKind | None = None

    def __post_init__(self) -> None:
        check_sub_kind(self.kind, self.sub_kind)
        if (self.wage_base_monthly is None) is (self.coefficient is None):
            raise ValueError("either a wage base or a coefficient")


@dataclass(frozen=True, slots=True, kw_only=True)
class WageForPremium:
    """The request: the wished premium of this month in rial; rate in percent."""

    kind: InsuranceKind
    rate: int
    month: JalaliMonth
    premium: int
    sub_kind: SubKind | None = None

    def __post_init__(self) -> None:
        check_sub_kind(self.kind, self.sub_kind)


@dataclass(frozen=True, slots=True)
class PremiumQuote:
    """A wage base and its premium in a month, with the bounds of both; rial, wage bases for 30 days."""

    kind: InsuranceKind
    rate: int
    month: JalaliMonth
    days: int
    coefficient: Fraction
    wage_base: int
    premium: int
    lowest_wage_base: int
    highest_wage_base: int
    lowest_premium: int
    highest_premium: int


def _read(reading: Reading, asked: PremiumForWage | WageForPremium) -> tuple[MonthLaw | None, tuple[Reason, ...]]:
    """The law of the month and what every calculation tests first; no law when one of it refuses."""
    law = read_month_law(reading, kind=asked.kind, sub_kind=asked.sub_kind, month=asked.month)
    offered = rate_offered(reading, kind=asked.kind, rate=asked.rate, month=asked.month)
    if law is None or offered is None:
        return None, (month_within_law(asked.month, None),)
    return law if offered.met else None, (offered, minimum_wage_published(law))


def _quote(law: MonthLaw, asked: PremiumForWage | WageForPremium, coefficient: Fraction) -> PremiumQuote:
    return PremiumQuote(
        kind=asked.kind,
        rate=asked.rate,
        month=law.month,
        days=law.month.days,
        coefficient=coefficient,
        wage_base=law.wage_base(coefficient),
        premium=law.premium(coefficient, asked.rate),
        lowest_wage_base=law.lowest_wage_base,
        highest_wage_base=law.highest_wage_base,
        lowest_premium=law.premium(law.floor, asked.rate),
        highest_premium=law.premium(law.ceiling, asked.rate),
    )


def _bound(code: ReasonCode, *, met: bool, cite: Cite, is_: int, bound: int) -> Reason:
    return Reason(code, met=met, cite=cite, is_=is_, needed=bound, nearest=None if met else bound)


def _answer(reasons: tuple[Reason, ...], quote: PremiumQuote) -> Verdict[PremiumQuote]:
    refused = any(reason.refuses for reason in reasons)
    return Verdict(reasons, nearest=quote) if refused else Verdict(reasons, quote)


def _decide_premium(reading: Reading, asked: PremiumForWage) -> Verdict[PremiumQuote]:
    law, first = _read(reading, asked)
    if law is None:
        return Verdict(first)
    wished = law.coefficient(asked.wage_base_monthly) if asked.wage_base_monthly is not None else asked.coefficient
    if wished is None:
        raise ValueError("neither wage base nor coefficient")
    wage_base = asked.wage_base_monthly if asked.wage_base_monthly is not None else law.wage_base(wished)
    reasons = (
        *first,
        _bound(
            ReasonCode.WAGE_BASE_NOT_BELOW_FLOOR,
            met=wished >= law.floor,
            cite=Cite.WAGE_FLOOR,
            is_=wage_base,
            bound=law.lowest_wage_base,
        ),
        _bound(
            ReasonCode.WAGE_BASE_NOT_ABOVE_CEILING,
            met=wished <= law.ceiling,
            cite=Cite.WAGE_CEILING,
            is_=wage_base,
            bound=law.highest_wage_base,
        ),
    )
    return _answer(reasons, _quote(law, asked, law.within(wished)))


def _decide_wage(reading: Reading, asked: WageForPremium) -> Verdict[PremiumQuote]:
    law, first = _read(reading, asked)
    if law is None:
        return Verdict(first)
    lowest, highest = law.premium(law.floor, asked.rate), law.premium(law.ceiling, asked.rate)
    reasons = (
        *first,
        _bound(
            ReasonCode.PREMIUM_NOT_BELOW_LOWEST,
            met=asked.premium >= lowest,
            cite=Cite.WAGE_FLOOR,
            is_=asked.premium,
            bound=lowest,
        ),
        _bound(
            ReasonCode.PREMIUM_NOT_ABOVE_HIGHEST,
            met=asked.premium <= highest,
            cite=Cite.WAGE_CEILING,
            is_=asked.premium,
            bound=highest,
        ),
    )
    wage_base = round_half_up(Fraction(asked.premium * 100 * WAGE_BASE_DAYS, law.month.days * asked.rate))
    return _answer(reasons, _quote(law, asked, law.within(law.coefficient(wage_base))))


PREMIUM_FOR_WAGE: Rule[PremiumForWage, PremiumQuote] = Rule(
    "premium-for-wage/1", PremiumForWage, PremiumQuote, _decide_premium
)
WAGE_FOR_PREMIUM: Rule[WageForPremium, PremiumQuote] = Rule(
    "wage-for-premium/1", WageForPremium, PremiumQuote, _decide_wage
)


def premium_for_wage(
    ruleset: Ruleset,
    *,
    kind: InsuranceKind,
    rate: int,
    month: JalaliMonth,
    wage_base_monthly: int | None = None,
    coefficient: Fraction | None = None,
    sub_kind: SubKind | None = None,
) -> Decision[PremiumQuote]:
    """Which premium does this wage base (rial, 30 days), or this multiple of the minimum wage, give in this month?

    Refused outside the bounds; `nearest` is then the quote at the bound.
    """
    asked = PremiumForWage(
        kind=kind,
        rate=rate,
        month=month,
        wage_base_monthly=wage_base_monthly,
        coefficient=coefficient,
        sub_kind=sub_kind,
    )
    return PREMIUM_FOR_WAGE(ruleset, asked)


def wage_for_premium(
    ruleset: Ruleset,
    *,
    kind: InsuranceKind,
    rate: int,
    premium: int,
    month: JalaliMonth,
    sub_kind: SubKind | None = None,
) -> Decision[PremiumQuote]:
    """Which wage base gives this premium (rial) in this month? Refused outside the bounds, with the nearest quote."""
    asked = WageForPremium(kind=kind, rate=rate, month=month, premium=premium, sub_kind=sub_kind)
    return WAGE_FOR_PREMIUM(ruleset, asked)


def coefficient_of_wage(ruleset: Ruleset, *, wage_base_monthly: int, month: JalaliMonth) -> Fraction:
    """The wage base (rial, 30 days) as an exact multiple of that month's minimum wage: the ratio later years keep.

    Raises `UnknownParameter` before the first known minimum wage.
    """
    minimum = ruleset.value("minimum_daily", on=month.first_day).whole
    return Fraction(wage_base_monthly, minimum * WAGE_BASE_DAYS)
