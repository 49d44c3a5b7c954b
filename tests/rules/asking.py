"""How is an example of the YAML files put to the rules? One function for each `ask`; all values are text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction

from backend.domain.calendar import JalaliMonth, MonthRange, jalali_text, parse_jalali
from backend.domain.rules import (
    AccountFacts,
    AccountRun,
    ExamState,
    InsuranceKind,
    Nationality,
    Ruleset,
    due_of_month,
    first_payment,
    lapse_of_contract,
    payable_months,
    per_capita,
    quote_slip,
    slip_period,
)
from tests.rules.asking_contracts import CONTRACT_ASKS
from tests.rules.asking_enrolments import ENROLMENT_ASKS
from tests.rules.asking_premiums import PREMIUM_ASKS
from tests.rules.given import Answer, Given, month_of, number, sub_kind_of, verdict_of


def _figure(ruleset: Ruleset, given: Given) -> Answer:
    found = ruleset.value(given["figure"], on=parse_jalali(given["day"]))
    value = ", ".join(map(str, found.value)) if isinstance(found.value, tuple) else found.value
    if isinstance(value, Fraction):
        value = f"{float(value):g}"
    return {"value": value, "confidence": found.confidence, "provisional": "yes" if found.carried else "no"}


def _per_capita(ruleset: Ruleset, given: Given) -> Answer:
    decision = per_capita(
        ruleset,
        month=month_of(given),
        persons=int(given["persons"]),
        nationality=Nationality(given.get("nationality", "iranian")),
    )
    return verdict_of(decision) | {"amount": decision.value.amount if decision.value else None}


def _due(ruleset: Ruleset, given: Given) -> Answer:
    month = month_of(given)
    on = parse_jalali(given["on"]) if "on" in given else month.first_day
    due = due_of_month(ruleset, month=month, on=on).granted_value()
    return {"due": jalali_text(due.due), "days_left": due.days_left, "overdue": "yes" if due.overdue else "no"}


def _days_after(_: Ruleset, given: Given) -> Answer:
    return {"day": jalali_text(parse_jalali(given["day"]) + timedelta(days=int(given["days"])))}


def _lapse(ruleset: Ruleset, given: Given) -> Answer:
    decision = lapse_of_contract(ruleset, paid_until=month_of(given, "paid_until"), on=parse_jalali(given["on"]))
    answer = verdict_of(decision)
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
        starts=month_of(given, "starts") if "starts" in given else JalaliMonth.of(parse_jalali(given["contract_date"])),
        on=parse_jalali(given["on"]),
    )
    answer = verdict_of(decision)
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
        starts=month_of(given, "starts"),
        paid_until=month_of(given, "paid_until") if "paid_until" in given else None,
        sub_kind=sub_kind_of(given),
        treatment_support="covered_persons" in given,
        covered_persons=int(given.get("covered_persons", "1")),
        nationality=Nationality(given.get("nationality", "iranian")),
        account_run=AccountRun(given.get("account_run", "settled")),
        run_debt=number(given.get("run_debt", "0")),
        debt=number(given.get("debt", "0")),
        exam=ExamState(given.get("exam", "not_needed")),
    )


def _chosen(given: Given) -> MonthRange:
    first = month_of(given, "first")
    return (
        MonthRange(first, month_of(given, "last"))
        if "last" in given
        else MonthRange.counted(first, int(given["count"]))
    )


def _period(ruleset: Ruleset, given: Given) -> Answer:
    on = parse_jalali(given["on"])
    decision = slip_period(ruleset, account=_account(given), months=_chosen(given), on=on)
    nearest = decision.nearest
    return verdict_of(decision) | {
        "nearest period": f"{nearest.months.first} to {nearest.months.last}" if nearest else None
    }


def _payable(ruleset: Ruleset, given: Given) -> Answer:
    decision = payable_months(ruleset, account=_account(given), on=parse_jalali(given["on"]))
    answer = verdict_of(decision)
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
    answer = verdict_of(decision)
    if decision.value is not None:
        quote = decision.value
        answer |= {str(line.month): line.premium for line in quote.lines}
        answer |= {name: getattr(quote, name) for name in ("premium", "per_capita", "debt", "total")}
        answer["deadline"] = jalali_text(quote.deadline)
        answer["deadline because of"] = re.sub("_", " ", quote.deadline_rule)
        answer["provisional"] = "yes" if quote.provisional else "no"
    return answer


ASKS: Mapping[str, Callable[[Ruleset, Given], Answer]] = {
    "figure": _figure,
    "per-capita": _per_capita,
    "due date": _due,
    "days after": _days_after,
    "lapse": _lapse,
    "first payment": _first_payment,
    "slip period": _period,
    "payable months": _payable,
    "slip": _quote,
    **PREMIUM_ASKS,
    **CONTRACT_ASKS,
    **ENROLMENT_ASKS,
}
