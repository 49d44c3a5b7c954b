"""How is an example about wages, premiums and the calculator put to the rules? All values are text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from backend.domain.calendar import MonthRange
from backend.domain.money import agrees_with_published, round_half_up
from backend.domain.rules import (
    InsuranceKind,
    Ruleset,
    premium_for_wage,
    premium_of_months,
    wage_for_premium,
)
from tests.rules.given import Answer, Given, law_of, month_of, number, sub_kind_of, verdict_of


def _wages(ruleset: Ruleset, given: Given) -> Answer:
    law = law_of(ruleset, given)
    answer: Answer = {"minimum_daily": law.minimum_daily, "maximum_daily": law.minimum_daily * law.ceiling}
    for days in (29, 30, 31):
        answer[f"minimum_of_{days}_days"] = law.minimum_daily * days
    answer["maximum_of_30_days"] = law.highest_wage_base
    if "compared_with" in given:
        before = law_of(ruleset, given, name="compared_with").minimum_daily
        rise = Fraction(100 * (law.minimum_daily - before), before)
        answer["rise_in_whole_percent"] = round_half_up(rise)
        answer["rise_in_tenths_of_a_percent"] = round_half_up(rise * 10)
    return answer


def _premium(ruleset: Ruleset, given: Given) -> Answer:
    kind, rate, coefficient = InsuranceKind(given["kind"]), int(given["rate"]), Fraction(given["coefficient"])
    decision = premium_for_wage(
        ruleset, kind=kind, rate=rate, month=month_of(given), coefficient=coefficient, sub_kind=sub_kind_of(given)
    )
    answer = verdict_of(decision)
    if decision.value is None:
        return answer
    premium = decision.value.premium
    if "days" in given:
        premium = law_of(ruleset, given, kind).premium(coefficient, rate, days=int(given["days"]))
    answer |= {"premium": premium, "wage_base": decision.value.wage_base}
    if "published_unit_toman" in given:
        answer["published_toman"] = _Published(premium, int(given["published_unit_toman"]))
    return answer


class _Published:
    """Equals every toman figure that the premium agrees with, rounded or cut to the unit of the page."""

    def __init__(self, premium: int, unit: int) -> None:
        self.premium, self.unit = premium, unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and agrees_with_published(self.premium, other, unit=self.unit)

    def __hash__(self) -> int:
        return hash((self.premium, self.unit))

    def __repr__(self) -> str:
        return f"{self.premium} rial to {self.unit} toman"


def _premium_table(ruleset: Ruleset, given: Given) -> Answer:
    month, answer = month_of(given), Answer()
    assert month.days == int(given["days_of_the_month"])
    for rate, kind in ((12, "self_employed"), (14, "self_employed"), (18, "self_employed"), (27, "voluntary")):
        for times in ("1.0", "1.2", "7"):
            decision = premium_of_months(
                ruleset,
                kind=InsuranceKind(kind),
                rate=rate,
                coefficient=Fraction(times),
                months=MonthRange(month, month),
            )
            answer[f"{rate} percent of {times} times the minimum"] = decision.granted_value().total
    return answer


def _calculator(ruleset: Ruleset, given: Given) -> Answer:
    kind, rate, month = InsuranceKind(given["kind"]), int(given["rate"]), month_of(given)
    if "premium" in given:
        decision = wage_for_premium(
            ruleset, kind=kind, rate=rate, premium=number(given["premium"]), month=month, sub_kind=sub_kind_of(given)
        )
    else:
        wage = number(given["wage_base"])
        decision = premium_for_wage(
            ruleset, kind=kind, rate=rate, wage_base_monthly=wage, month=month, sub_kind=sub_kind_of(given)
        )
    answer = verdict_of(decision)
    quote = decision.value or decision.nearest
    if quote is not None:
        for name in (
            "premium",
            "wage_base",
            "lowest_premium",
            "highest_premium",
            "lowest_wage_base",
            "highest_wage_base",
        ):
            answer[name] = getattr(quote, name)
    return answer


PREMIUM_ASKS: Mapping[str, Callable[[Ruleset, Given], Answer]] = {
    "wages": _wages,
    "premium": _premium,
    "premium table": _premium_table,
    "calculator": _calculator,
}
