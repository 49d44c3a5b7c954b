"""How is an example about voluntary contracts put to the rules? All values are text, days Jalali."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from backend.domain.calendar import JalaliMonth, jalali_text, parse_jalali
from backend.domain.rules import (
    Applicant,
    Decision,
    Ruleset,
    contract_terms,
    exam_exemption,
    exam_terms,
    recompute,
    voluntary_eligibility,
)

Given = Mapping[str, str]
Answer = dict[str, object]


def _whole(given: Given, name: str, otherwise: str = "0") -> int:
    return int(given.get(name, otherwise).replace(",", ""))


def _verdict(decision: Decision[Any]) -> Answer:
    assert recompute(decision.to_json()) == decision.to_json()
    return {
        "granted": "yes" if decision.granted else "no",
        "refused because": ", ".join(reason.code for reason in decision.unmet),
        "refusal": decision.refusal,
        "lacking": ", ".join(str(_shown(reason.nearest)) for reason in decision.unmet if reason.nearest is not None),
    }


def _shown(figure: str | int) -> str | int:
    return figure if isinstance(figure, int) else jalali_text(date.fromisoformat(figure))


def _eligible(ruleset: Ruleset, given: Given) -> Answer:
    applicant = Applicant(
        birth_date=parse_jalali(given["born"]),
        history_days=_whole(given, "history_days"),
        **{name.strip(): True for name in given.get("is", "").split(",") if name.strip()},
        main_insured="dependant" not in given,
    )
    decision = voluntary_eligibility(ruleset, applicant=applicant, on=parse_jalali(given["on"]))
    answer = _verdict(decision)
    if decision.value is not None:
        answer |= {"by way of": decision.value.path.replace("_", " "), "excess_days": decision.value.excess_days}
    return answer


def _exam(ruleset: Ruleset, given: Given) -> Answer:
    until = parse_jalali(given["insured_until"]) if "insured_until" in given else None
    on = parse_jalali(given["on"])
    decision = exam_exemption(ruleset, history_days=_whole(given, "history_days"), insured_until=until, on=on)
    return _verdict(decision)


def _exam_terms(ruleset: Ruleset, given: Given) -> Answer:
    on = parse_jalali(given["concluded_on"])
    terms = exam_terms(ruleset, concluded_on=on, starts=JalaliMonth.of(on))
    return {"take_by": jalali_text(terms.take_by), "pay_until": str(terms.pay_until), "care": ", ".join(terms.care)}


def _terms(ruleset: Ruleset, given: Given) -> Answer:
    decision = contract_terms(
        ruleset,
        month=JalaliMonth.parse(given["month"]),
        premium=_whole(given, "premium") if "premium" in given else None,
        history_days=_whole(given, "history_days"),
        average_daily=_whole(given, "average_daily") if "average_daily" in given else None,
    )
    answer = _verdict(decision) | {"lacking": None}
    found = decision.value or decision.nearest
    if found is not None:
        names = ("premium", "wage_base", "rate", "lowest_premium", "highest_premium", "lowest_wage_base", "days")
        answer |= {name: getattr(found, name) for name in names} | {"fixed": "yes" if found.fixed else "no"}
    return answer


CONTRACT_ASKS: Mapping[str, Callable[[Ruleset, Given], Answer]] = {
    "eligible": _eligible,
    "exam exemption": _exam,
    "exam terms": _exam_terms,
    "contract terms": _terms,
}
