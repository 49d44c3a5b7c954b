"""What an example gives, read from its text, and a decision in the words of the YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.domain.calendar import JalaliMonth
from backend.domain.rules import (
    Decision,
    InsuranceKind,
    Ruleset,
    SubKind,
    recompute,
)
from backend.domain.rules.month_law import MonthLaw, read_month_law
from backend.domain.rules.ruleset import Reading

Given = Mapping[str, str]


Answer = dict[str, object]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def month_of(given: Given, name: str = "month") -> JalaliMonth:
    return JalaliMonth.parse(given[name])


def sub_kind_of(given: Given) -> SubKind | None:
    return SubKind(given["sub_kind"]) if "sub_kind" in given else None


def law_of(ruleset: Ruleset, given: Given, kind: str = "voluntary", name: str = "month") -> MonthLaw:
    law = read_month_law(
        Reading(ruleset), kind=InsuranceKind(kind), sub_kind=sub_kind_of(given), month=month_of(given, name)
    )
    assert law is not None
    return law


def verdict_of(decision: Decision[Any]) -> Answer:
    assert recompute(decision.to_json()) == decision.to_json()
    return {
        "granted": "yes" if decision.granted else "no",
        "refused because": ", ".join(reason.code for reason in decision.unmet),
        "refusal": decision.refusal,
        "told": ", ".join(reason.code for reason in decision.notices),
        "nearest": ", ".join(str(reason.nearest) for reason in decision.unmet if reason.nearest is not None),
    }
