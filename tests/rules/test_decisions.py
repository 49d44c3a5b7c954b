"""Is a decision complete, does it come back from its text, and can it be decided again bit by bit?"""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from backend.domain.calendar import JalaliMonth, MonthRange, jalali_text, parse_jalali
from backend.domain.rules import (
    REFUSALS,
    RULES,
    AccountFacts,
    Applicant,
    BadFacts,
    BadText,
    Cite,
    Decision,
    ExamState,
    InsuranceKind,
    Reason,
    ReasonCode,
    Ruleset,
    SubKind,
    UnknownParameter,
    contract_terms,
    due_of_month,
    enrolment,
    exam_exemption,
    first_payment,
    from_json,
    lapse_of_contract,
    payable_months,
    per_capita,
    premium_for_wage,
    premium_of_months,
    quote_slip,
    recompute,
    slip_period,
    to_json,
    voluntary_eligibility,
    wage_for_premium,
)
from backend.domain.rules.deadline import FIRST_PAYMENT_1, DueOfMonth, FirstPayment
from backend.domain.rules.decision import BrokenRule, Rule, Verdict
from backend.domain.rules.reasons import weightiest
from backend.domain.rules.slip import (
    PAYABLE_MONTHS_1,
    SLIP_QUOTE,
    SLIP_QUOTE_1,
    SLIP_QUOTE_2,
    AskPayable,
    QuoteSlip,
)
from backend.domain.rules.slip_period import SLIP_PERIOD_1, SlipPeriod
from backend.domain.supplementary import Action, Change, Pensioner
from tests.rules.asking_enrolments import member_of
from tests.rules.years import YEARS

HOUSEWIFE = AccountFacts(
    kind=InsuranceKind.SELF_EMPLOYED,
    sub_kind=SubKind.HOUSEWIFE,
    rate=12,
    coefficient=Fraction(1),
    contract_date=parse_jalali("1403-05-10"),
    starts=JalaliMonth(1403, 5),
    paid_until=JalaliMonth(1405, 3),
    treatment_support=True,
    covered_persons=3,
)
ON = parse_jalali("1405-04-10")
APRIL = JalaliMonth(1405, 4)
MONTHS = MonthRange(APRIL, JalaliMonth(1405, 6))


def one_of_each(law: Ruleset) -> list[Decision[Any]]:
    voluntary = InsuranceKind.VOLUNTARY
    return [
        premium_for_wage(law, kind=voluntary, rate=27, month=APRIL, wage_base_monthly=1),
        premium_for_wage(law, kind=voluntary, rate=27, month=APRIL, coefficient=Fraction(4, 3)),
        wage_for_premium(law, kind=voluntary, rate=27, month=APRIL, premium=100_000_000),
        wage_for_premium(law, kind=voluntary, rate=12, month=APRIL, premium=100_000_000),
        premium_of_months(law, kind=voluntary, rate=27, coefficient=Fraction(2), months=MONTHS),
        per_capita(law, month=APRIL, persons=2),
        due_of_month(law, month=APRIL, on=ON),
        lapse_of_contract(law, paid_until=JalaliMonth(1404, 1), on=ON),
        first_payment(law, kind=voluntary, contract_date=ON, starts=APRIL, on=ON),
        FIRST_PAYMENT_1(law, FirstPayment(kind=voluntary, contract_date=ON, on=ON)),
        slip_period(law, account=HOUSEWIFE, months=MonthRange(APRIL, JalaliMonth(1406, 1)), on=ON),
        quote_slip(law, account=HOUSEWIFE, months=MONTHS, on=ON),
        SLIP_PERIOD_1(law, SlipPeriod(account=HOUSEWIFE, months=MONTHS, on=ON)),
        SLIP_QUOTE_1(law, QuoteSlip(account=HOUSEWIFE, months=MONTHS, on=ON)),
        SLIP_QUOTE_2(law, QuoteSlip(account=HOUSEWIFE, months=MONTHS, on=ON)),
        PAYABLE_MONTHS_1(law, AskPayable(account=HOUSEWIFE, on=ON)),
        payable_months(law, account=HOUSEWIFE, on=ON),
        voluntary_eligibility(law, applicant=Applicant(birth_date=date(1974, 5, 1), history_days=700), on=ON),
        voluntary_eligibility(law, applicant=Applicant(birth_date=date(1974, 5, 1), history_days=10), on=ON),
        exam_exemption(law, history_days=400, insured_until=None, on=ON),
        contract_terms(law, month=APRIL, premium=100_000_000, history_days=4_000, average_daily=9_000_000),
        contract_terms(law, month=APRIL),
        enrolment(
            law,
            year=YEARS[1405],
            plan="gold",
            pensioner=Pensioner(pensioner=True, staff=False, file_active=True),
            members=(member_of("me self has-not"), member_of("zari spouse has-not employed until 1406-01-01")),
            changes=(Change("me", Action.REGISTER),),
            on=parse_jalali("1405-09-07"),
        ),
    ]


def test_every_rule_comes_back_from_its_text_and_is_decided_again_the_same(ruleset: Ruleset) -> None:
    decisions = one_of_each(ruleset)
    assert {decision.rule for decision in decisions} == set(RULES)
    for decision in decisions:
        text = to_json(decision)
        assert from_json(text) == decision
        assert to_json(from_json(text)) == text
        assert recompute(text) == text
        assert decision.ruleset == ruleset.id
        assert decision.parameters
        assert decision.granted is (decision.value is not None) is (decision.refusal is None)


def test_a_slip_that_was_decided_before_the_exam_was_a_deadline_keeps_its_day(ruleset: Ruleset) -> None:
    waiting = AccountFacts(
        kind=InsuranceKind.VOLUNTARY,
        rate=27,
        coefficient=Fraction(2),
        contract_date=parse_jalali("1405-03-20"),
        starts=JalaliMonth(1405, 3),
        paid_until=JalaliMonth(1405, 3),
        exam=ExamState.PENDING,
    )
    asked = QuoteSlip(account=waiting, months=MonthRange(APRIL, APRIL), on=parse_jalali("1405-05-01"))
    before, now = SLIP_QUOTE_1(ruleset, asked), SLIP_QUOTE(ruleset, asked)
    assert [jalali_text(one.granted_value().deadline) for one in (before, now)] == ["1405-06-31", "1405-05-20"]
    assert recompute(before.to_json()) == before.to_json()


def test_published_and_provisional_use_of_one_figure_are_both_decided_again(ruleset: Ruleset) -> None:
    months = MonthRange(JalaliMonth(1405, 12), JalaliMonth(1406, 1))
    decision = premium_of_months(ruleset, kind=InsuranceKind.VOLUNTARY, rate=27, coefficient=Fraction(2), months=months)
    used = [parameter.carried for parameter in decision.parameters if parameter.name == "minimum_daily"]
    assert used == [False, True]
    assert decision.provisional
    assert recompute(decision.to_json()) == decision.to_json()


def test_a_changed_figure_changes_the_decision_made_again(ruleset: Ruleset) -> None:
    text = quote_slip(ruleset, account=HOUSEWIFE, months=MONTHS, on=ON).to_json()
    assert recompute(text.replace("20615682", "20615683")) != text.replace("20615682", "20615683")
    assert recompute(text.replace(":5541850", ":5541851")) != text.replace(":5541850", ":5541851")


def test_a_decision_of_old_law_does_not_need_todays_files(ruleset: Ruleset) -> None:
    old = Ruleset("rules-of-old", (p for name in ruleset.names for p in ruleset.history(name)))
    text = quote_slip(old, account=HOUSEWIFE, months=MONTHS, on=ON).to_json()
    assert json.loads(recompute(text))["ruleset"] == "rules-of-old"


def test_a_figure_that_was_not_stored_is_missed(ruleset: Ruleset) -> None:
    data = json.loads(due_of_month(ruleset, month=APRIL, on=ON).to_json())
    data["parameters"] = []
    with pytest.raises(UnknownParameter):
        recompute(json.dumps(data))


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "nothing/1"},
        {"granted": 1},
        {"inputs": {}},
        {"reasons": [{}]},
        {"more": 1},
        {"value": 5},
        {"inputs": {"month": "1405-13", "on": "2026-07-01"}},
    ],
)
def test_text_that_is_no_decision(ruleset: Ruleset, change: dict[str, Any]) -> None:
    data = json.loads(due_of_month(ruleset, month=APRIL, on=ON).to_json())
    with pytest.raises(BadText):
        from_json(json.dumps(data | change))


@pytest.mark.parametrize("text", ["", "[]", "null", "{"])
def test_text_that_is_no_json_of_a_decision(text: str) -> None:
    with pytest.raises(BadText):
        from_json(text)


def test_a_refusal_says_what_is_there_what_is_needed_and_what_is_nearest(ruleset: Ruleset) -> None:
    decision = slip_period(ruleset, account=HOUSEWIFE, months=MonthRange(APRIL, JalaliMonth(1406, 1)), on=ON)
    assert not decision.granted
    assert decision.value is None
    (reason,) = decision.unmet
    assert reason.args == {"is": "1406-01", "needed": "1405-12", "nearest": "1405-12"}
    assert reason is decision.reason(ReasonCode.MONTHS_END_BY_ESFAND)
    assert reason.cite is Cite.SLIP_ORDER_3
    with pytest.raises(ValueError, match="months-outside-year"):
        decision.granted_value()


def test_one_reason_of_each_code_stays_and_the_unmet_one_weighs_more() -> None:
    met, unmet = (Reason(ReasonCode.EXAM_DECIDED, met=flag, cite=Cite.LAPSE) for flag in (True, False))
    other = Reason(ReasonCode.YEAR_BEGUN, met=True, cite=Cite.LAPSE)
    assert weightiest((met, other, unmet, met)) == (unmet, other)


def test_every_code_is_a_fluent_id_and_every_refusing_claim_has_a_refusal() -> None:
    for code in (*ReasonCode, *Cite, *REFUSALS.values()):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    notices = {
        ReasonCode.COEFFICIENT_WITHIN_BOUNDS,
        ReasonCode.MINIMUM_WAGE_PUBLISHED,
        ReasonCode.PER_CAPITA_PUBLISHED,
        ReasonCode.SLIP_IN_TIME,
    }
    assert set(ReasonCode) - set(REFUSALS) == notices


def test_a_rule_that_contradicts_itself_is_stopped(ruleset: Ruleset) -> None:
    refusing = Reason(ReasonCode.YEAR_BEGUN, met=False, cite=Cite.LAPSE)
    asked = DueOfMonth(month=APRIL, on=ON)
    with pytest.raises(BrokenRule):
        Rule("broken/1", DueOfMonth, int, lambda _reading, _asked: Verdict((refusing,), 5))(ruleset, asked)
    with pytest.raises(BrokenRule):
        Rule("broken/1", DueOfMonth, int, lambda _reading, _asked: Verdict(()))(ruleset, asked)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": InsuranceKind.VOLUNTARY},
        {"coefficient": Fraction(0)},
        {"rate": 0},
        {"covered_persons": 0},
        {"debt": -1},
        {"paid_until": JalaliMonth(1403, 4)},
    ],
)
def test_facts_that_contradict_each_other(change: dict[str, Any]) -> None:
    facts = {name: getattr(HOUSEWIFE, name) for name in AccountFacts.__dataclass_fields__}
    with pytest.raises(BadFacts):
        AccountFacts(**facts | change)


def test_a_calculation_needs_one_of_wage_base_and_coefficient(ruleset: Ruleset) -> None:
    both: dict[str, Any] = {"wage_base_monthly": 5, "coefficient": Fraction(1)}
    for extra in ({}, both):
        with pytest.raises(ValueError, match="either"):
            premium_for_wage(ruleset, kind=InsuranceKind.VOLUNTARY, rate=27, month=APRIL, **extra)
