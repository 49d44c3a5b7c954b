"""What does each month cost? Real days, the law of each month, one rounding a month (domain.md 3.1, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules.account import check_sub_kind
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.month_law import minimum_wage_published, month_within_law, rate_offered, read_month_law
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import InsuranceKind, SubKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumOfMonths:
    """The request: rate in percent; `coefficient` is wage base / minimum wage, kept from year to year."""

    kind: InsuranceKind
    rate: int
    coefficient: Fraction
    months: MonthRange
    sub_kind: SubKind | None = None

    def __post_init__(self) -> None:
        check_sub_kind(self.kind, self.sub_kind)


@dataclass(frozen=True, slots=True)
class MonthPremium:
    """One month: its real days, the wage base of 30 days and the premium in rial."""

    month: JalaliMonth
    days: int
    wage_base: int
    premium: int


@dataclass(frozen=True, slots=True)
class PremiumSchedule:
    """The months in order and their sum in rial."""

    lines: tuple[MonthPremium, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PricedMonth:
    """What pricing one month gives; `line` is None when a reason refuses."""

    line: MonthPremium | None
    reasons: tuple[Reason, ...]


def price_month(
    reading: Reading,
    *,
    kind: InsuranceKind,
    rate: int,
    coefficient: Fraction,
    month: JalaliMonth,
    sub_kind: SubKind | None = None,
) -> PricedMonth:
    """Price one month by the law of its first day; a base outside that law's bounds is moved to the bound, and said."""
    law = read_month_law(reading, kind=kind, sub_kind=sub_kind, month=month)
    offered = rate_offered(reading, kind=kind, rate=rate, month=month)
    if law is None or offered is None or not offered.met:
        known = month_within_law(month, law)
        return PricedMonth(None, (known,) if offered is None else (known, offered))
    valid = law.within(coefficient)
    bounded = Reason(
        ReasonCode.COEFFICIENT_WITHIN_BOUNDS,
        met=valid == coefficient,
        cite=Cite.COEFFICIENT_KEPT,
        is_=law.wage_base(coefficient),
        needed=law.wage_base(valid),
        notice=True,
    )
    line = MonthPremium(month, month.days, law.wage_base(valid), law.premium(valid, rate))
    return PricedMonth(line, (offered, bounded, minimum_wage_published(law)))


def _decide(reading: Reading, asked: PremiumOfMonths) -> Verdict[PremiumSchedule]:
    chosen = Reason(
        ReasonCode.MONTHS_AT_LEAST_ONE,
        met=asked.months.count > 0,
        cite=Cite.SLIP_ORDER_3,
        is_=asked.months.count,
        needed=1,
    )
    priced = [
        price_month(
            reading,
            kind=asked.kind,
            rate=asked.rate,
            coefficient=asked.coefficient,
            month=month,
            sub_kind=asked.sub_kind,
        )
        for month in asked.months.months
    ]
    reasons = (chosen, *(reason for month in priced for reason in month.reasons))
    if any(reason.refuses for reason in reasons):
        return Verdict(reasons)
    lines = tuple(month.line for month in priced if month.line is not None)
    return Verdict(reasons, PremiumSchedule(lines, sum(line.premium for line in lines)))


PREMIUM_OF_MONTHS: Rule[PremiumOfMonths, PremiumSchedule] = Rule(
    "premium-of-months/1", PremiumOfMonths, PremiumSchedule, _decide
)


def premium_of_months(
    ruleset: Ruleset,
    *,
    kind: InsuranceKind,
    rate: int,
    coefficient: Fraction,
    months: MonthRange,
    sub_kind: SubKind | None = None,
) -> Decision[PremiumSchedule]:
    """What do these months cost at this multiple of the minimum wage? Rial, month by month."""
    asked = PremiumOfMonths(kind=kind, rate=rate, coefficient=coefficient, months=months, sub_kind=sub_kind)
    return PREMIUM_OF_MONTHS(ruleset, asked)
