"""Which rules are there, and is a stored decision still the same when it is decided again?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from backend.domain.rules.codec import BadText, decode
from backend.domain.rules.contract_terms import TERMS_OF_CONTRACT
from backend.domain.rules.deadline import DUE_OF_MONTH, FIRST_PAYMENT, FIRST_PAYMENT_1, LAPSE_OF_CONTRACT
from backend.domain.rules.decision import Decision, Rule
from backend.domain.rules.eligibility import VOLUNTARY_ELIGIBILITY
from backend.domain.rules.enrolment import ENROLMENT
from backend.domain.rules.entry_exam import EXAM_EXEMPTION
from backend.domain.rules.per_capita import PER_CAPITA
from backend.domain.rules.premium import PREMIUM_OF_MONTHS
from backend.domain.rules.reasons import Reason
from backend.domain.rules.ruleset import Parameter, Ruleset
from backend.domain.rules.slip import PAYABLE_MONTHS, PAYABLE_MONTHS_1, SLIP_QUOTE, SLIP_QUOTE_1, SLIP_QUOTE_2
from backend.domain.rules.slip_period import SLIP_PERIOD, SLIP_PERIOD_1
from backend.domain.rules.wage_base import PREMIUM_FOR_WAGE, WAGE_FOR_PREMIUM

_ALL: tuple[Rule[Any, Any], ...] = (
    PREMIUM_FOR_WAGE,
    WAGE_FOR_PREMIUM,
    PREMIUM_OF_MONTHS,
    PER_CAPITA,
    DUE_OF_MONTH,
    LAPSE_OF_CONTRACT,
    FIRST_PAYMENT,
    FIRST_PAYMENT_1,
    SLIP_PERIOD,
    SLIP_PERIOD_1,
    SLIP_QUOTE,
    SLIP_QUOTE_1,
    SLIP_QUOTE_2,
    PAYABLE_MONTHS,
    PAYABLE_MONTHS_1,
    VOLUNTARY_ELIGIBILITY,
    EXAM_EXEMPTION,
    TERMS_OF_CONTRACT,
    ENROLMENT,
)

RULES: Mapping[str, Rule[Any, Any]] = MappingProxyType({rule.name: rule for rule in _ALL})
"""Every rule by name and version; a version that decided once stays here for ever."""


def to_json(decision: Decision[Any]) -> str:
    """Canonical JSON text of a decision."""
    return decision.to_json()


def from_json(text: str) -> Decision[Any]:
    """The decision that `to_json` wrote. Raises `BadText` for anything else or a rule that is not known."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadText("no JSON") from fault
    if not isinstance(data, dict) or data.keys() != {field.name for field in fields(Decision)}:
        raise BadText("the fields are not those of a decision")
    rule = RULES.get(str(data["rule"]))
    if rule is None:
        raise BadText("a rule that is not known")
    answer: Any = rule.answer
    return Decision(
        rule=rule.name,
        granted=decode(bool, data["granted"]),
        value=decode(answer | None, data["value"]),
        nearest=decode(answer | None, data["nearest"]),
        reasons=decode(tuple[Reason, ...], data["reasons"]),
        parameters=decode(tuple[Parameter, ...], data["parameters"]),
        ruleset=decode(str, data["ruleset"]),
        inputs=decode(rule.request, data["inputs"]),
    )


def recompute(text: str) -> str:
    """Decide a stored decision again from its own inputs and its own figures of the law; an honest one gives its text.

    The parameter files of today are not read, so a decision of years ago can be checked after they changed.
    Raises `BadText`; `UnknownParameter` where a figure that the rule needs was not stored.
    """
    stored = from_json(text)
    return RULES[stored.rule](_ruleset_of(stored), stored.inputs).to_json()


def _ruleset_of(stored: Decision[Any]) -> Ruleset:
    """The part of the law that a decision read; a figure read both published and carried counts as published."""
    known: dict[tuple[str, object], Parameter] = {}
    for parameter in sorted(stored.parameters, key=lambda p: not p.carried):
        known[parameter.name, parameter.valid_from] = parameter
    return Ruleset(stored.ruleset, known.values())
