"""How is an example of the YAML files put to the rules? One function for each `ask`; all values are text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from backend.domain.calendar import JalaliMonth, MonthRange, jalali_text, parse_jalali
from backend.domain.money import agrees_with_published, round_half_up
from backend.domain.rules import (
    AccountFacts,
    AccountRun,
    Decision,
    ExamState,
    InsuranceKind,
    Nationality,
    Ruleset,
    SubKind,
    due_of_month,
    first_payment,
    lapse_of_contract,
    payable_months,
    per_capita,
    premium_for_wage,
    premium_of_months,
    quote_slip,
    recompute,
    slip_period,
    wage_for_premium,
)
from backend.domain.rules.month_law import MonthLaw, read_month_law
from backend.domain.rules.ruleset import Reading
from tests.rules.asking_contracts import CONTRACT_ASKS

Given = Mapping[str, str]
Answer = dict[str, object]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def _month(given: Given, name: str = "month") -> JalaliMonth:
    return JalaliMonth.parse(given[name])


def _sub_kind(given: Given) -> SubKind | None:
    return SubKind(given["sub_kind"]) if "sub_kind" in given else None


def _law(ruleset: Ruleset, given: Given, kind: str = "voluntary", name: str = "month") -> MonthLaw:
    law = read_month_law(
        Reading(ruleset), kind=InsuranceKind(kind), sub_kind=_sub_kind(given), month=_month(given, name)
    )
    assert law is not None
    return law


def _verdict(decision: Decision[Any]) -> Answer:
    assert recompute(decision.to_json()) == decision.to_json()
    return {
        "granted": "yes" if decision.granted else "no",
        "refused because": ", ".join(reason.code for reason in decision.unmet),
        "refusal": decision.refusal,
        "told": ", ".join(reason.code for reason in decision.notices),
        "nearest": ", ".join(str(reason.nearest) for reason in decision.unmet if reason.nearest is not None),
    }


def _wages(ruleset: Ruleset, given: Given) -> Answer:
    law = _law(ruleset, given)
    answer: Answer = {"minimum_daily": law.minimum_daily, "maximum_daily": law.minimum_daily * law.ceiling}
    for days in (29, 30, 31):
        answer[f"minimum_of_{days}_days"] = law.minimum_daily * days
    answer["maximum_of_30_days"] = law.highest_wage_base
    if "compared_with" in given:
        before = _law(ruleset, given, name="compared_with").minimum_daily
        rise = Fraction(100 * (law.minimum_daily - before), before)
        answer["rise_in_whole_percent"] = round_half_up(rise)
        answer["rise_in_tenths_of_a_percent"] = round_half_up(rise * 10)
    return answer


def _premium(ruleset: Ruleset, given: Given) -> Answer:
    kind, rate, coefficient = InsuranceKind(given["kind"]), int(given["rate"]), Fraction(given["coefficient"])
    decision = premium_for_wage(
        ruleset, kind=kind, rate=rate, month=_month(given), coefficient=coefficient, sub_kind=_sub_kind(given)
    )
    answer = _verdict(decision)
    if decision.value is None:
        return answer
    premium = decision.value.premium
    if "days" in given:
        premium = _law(ruleset, given, kind).premium(coefficient, rate, days=int(given["days"]))
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
    month, answer = _month(given), Answer()
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
    kind, rate, month = InsuranceKind(given["kind"]), int(given["rate"]), _month(given)
    if "premium" in given:
        decision = wage_for_premium(
            ruleset, kind=kind, rate=rate, premium=number(given["premium"]), month=month, sub_kind=_sub_kind(given)
        )
    else:
        wage = number(given["wage_base"])
        decision = premium_for_wage(
            ruleset, kind=kind, rate=rate, wage_base_monthly=wage, month=month, sub_kind=_sub_kind(given)
        )
    answer = _verdict(decision)
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


def _figure(ruleset: Ruleset, given: Given) -> Answer:
    found = ruleset.value(given["figure"], on=parse_jalali(given["day"]))
    value = ", ".join(map(str, found.value)) if isinstance(found.value, tuple) else found.value
    if isinstance(value, Fraction):
        value = f"{float(value):g}"
    return {"value": value, "confidence": found.confidence, "provisional": "yes" if found.carried else "no"}


def _per_capita(ruleset: Ruleset, given: Given) -> Answer:
    decision = per_capita(
        ruleset,
        month=_month(given),
        persons=int(given["persons"]),
        nationality=Nationality(given.get("nationality", "iranian")),
    )
    return _verdict(decision) | {"amount": decision.value.amount if decision.value else None}


def _due(ruleset: Ruleset, given: Given) -> Answer:
    month = _month(given)
    on = parse_jalali(given["on"]) if "on" in given else month.first_day
    due = due_of_month(ruleset, month=month, on=on).granted_value()
    return {"due": jalali_text(due.due), "days_left": due.days_left, "overdue": "yes" if due.overdue else "no"}


def _days_after(_: Ruleset, given: Given) -> Answer:
    return {"day": jalali_text(parse_jalali(given["day"]) + timedelta(days=int(given["days"])))}


def _lapse(ruleset: Ruleset, given: Given) -> Answer:
    decision = lapse_of_contract(ruleset, paid_until=_month(given, "paid_until"), on=parse_jalali(given["on"]))
    answer = _verdict(decision)
    if decision.value is not None:
        answer |= {
            "due": jalali_text(decision.value.due),
            "lapses_on": jalali_text(decision.value.lapses_on),
            "days_left": decision.value.days_left,
        }
    return answer


def _first_payment(ruleset: Ruleset, given: Given) -> Answer:
    decision = first_payment(
        ruleset,
        kind=InsuranceKind(given["kind"]),
        contract_date=parse_jalali(given["contract_date"]),
        on=parse_jalali(given["on"]),
    )
    answer = _verdict(decision)
    if decision.value is not None:
        term = decision.value
        answer |= {
            "due": jalali_text(term.due),
            "annulled_on": jalali_text(term.annulled_on),
            "days_left": term.days_left,
        }
    return answer


def _account(given: Given) -> AccountFacts:
    return AccountFacts(
        kind=InsuranceKind(given["kind"]),
        rate=int(given["rate"]),
        coefficient=Fraction(given["coefficient"]),
        contract_date=parse_jalali(given["contract_date"]),
        starts=_month(given, "starts"),
        paid_until=_month(given, "paid_until") if "paid_until" in given else None,
        sub_kind=_sub_kind(given),
        treatment_support="covered_persons" in given,
        covered_persons=int(given.get("covered_persons", "1")),
        nationality=Nationality(given.get("nationality", "iranian")),
        account_run=AccountRun(given.get("account_run", "settled")),
        run_debt=number(given.get("run_debt", "0")),
        debt=number(given.get("debt", "0")),
        exam=ExamState(given.get("exam", "not_needed")),
    )


def _chosen(given: Given) -> MonthRange:
    first = _month(given, "first")
    return (
        MonthRange(first, _month(given, "last")) if "last" in given else MonthRange.counted(first, int(given["count"]))
    )


def _period(ruleset: Ruleset, given: Given) -> Answer:
    on = parse_jalali(given["on"])
    decision = slip_period(ruleset, account=_account(given), months=_chosen(given), on=on)
    nearest = decision.nearest
    return _verdict(decision) | {
        "nearest period": f"{nearest.months.first} to {nearest.months.last}" if nearest else None
    }


def _payable(ruleset: Ruleset, given: Given) -> Answer:
    decision = payable_months(ruleset, account=_account(given), on=parse_jalali(given["on"]))
    answer = _verdict(decision)
    if decision.value is not None:
        open_ = decision.value
        answer |= {
            "first": str(open_.months[0].month),
            "last": str(open_.months[-1].month),
            "months": len(open_.months),
            "late months": sum(line.overdue for line in open_.months),
            "lapses_on": jalali_text(open_.lapses_on),
            "debt": open_.debt,
        }
    return answer


def _quote(ruleset: Ruleset, given: Given) -> Answer:
    on = parse_jalali(given["on"])
    decision = quote_slip(ruleset, account=_account(given), months=_chosen(given), on=on)
    answer = _verdict(decision)
    if decision.value is not None:
        quote = decision.value
        answer |= {str(line.month): line.premium for line in quote.lines}
        answer |= {name: getattr(quote, name) for name in ("premium", "per_capita", "debt", "total")}
        answer["deadline"] = jalali_text(quote.deadline)
        answer["deadline because of"] = re.sub("_", " ", quote.deadline_rule)
        answer["provisional"] = "yes" if quote.provisional else "no"
    return answer


ASKS: Mapping[str, Callable[[Ruleset, Given], Answer]] = {
    "wages": _wages,
    "premium": _premium,
    "premium table": _premium_table,
    "calculator": _calculator,
    "figure": _figure,
    "per-capita": _per_capita,
    "due date": _due,
    "days after": _days_after,
    "lapse": _lapse,
    "first payment": _first_payment,
    "slip period": _period,
    "payable months": _payable,
    "slip": _quote,
    **CONTRACT_ASKS,
}
