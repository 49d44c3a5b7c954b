"""Does a contract of the last days of Esfand that begins in Farvardin leave its person time to pay, and for what price?"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from backend.domain.calendar import JalaliMonth, MonthRange, add_months, jalali_text, parse_jalali
from backend.domain.rules import (
    AccountFacts,
    DeadlineRule,
    Decision,
    ExamState,
    FirstPaymentTerm,
    InsuranceKind,
    Ruleset,
    contract_terms,
    first_payment,
    payable_from,
    payable_months,
    quote_slip,
    recompute,
    slip_period,
)
from backend.domain.rules.deadline import FIRST_PAYMENT_1, FirstPayment
from backend.domain.rules.slip import (
    PAYABLE_MONTHS,
    PAYABLE_MONTHS_1,
    SLIP_QUOTE,
    SLIP_QUOTE_2,
    AskPayable,
    QuoteSlip,
)
from backend.domain.rules.slip_period import SLIP_PERIOD, SLIP_PERIOD_1, SlipPeriod

ORDINARY = [f"1404-12-{day}" for day in range(25, 30)]
LEAP = [f"1403-12-{day}" for day in range(25, 31)]
PREMIUMS = {1404: 34_788_961, 1405: 55_662_341}
"""Farvardin at 1.2 times the minimum wage of its own year: 31 days, 27 percent, rial."""


def account(contract_date: str, exam: ExamState = ExamState.NOT_NEEDED) -> AccountFacts:
    concluded = parse_jalali(contract_date)
    return AccountFacts(
        kind=InsuranceKind.VOLUNTARY,
        rate=27,
        coefficient=Fraction(6, 5),
        contract_date=concluded,
        starts=JalaliMonth.of(concluded).next(),
        exam=exam,
    )


def term_of(ruleset: Ruleset, facts: AccountFacts, on: date) -> Decision[FirstPaymentTerm]:
    return first_payment(ruleset, kind=facts.kind, contract_date=facts.contract_date, starts=facts.starts, on=on)


def only_first(facts: AccountFacts) -> MonthRange:
    return MonthRange(facts.starts, facts.starts)


@pytest.mark.parametrize("contract_date", [*ORDINARY, *LEAP])
def test_every_term_runs_from_the_first_of_farvardin(ruleset: Ruleset, contract_date: str) -> None:
    facts = account(contract_date)
    opens = facts.starts.first_day
    assert payable_from(facts.contract_date, facts.starts) == opens
    for on in (facts.contract_date, opens, opens + timedelta(days=30)):
        term = term_of(ruleset, facts, on).granted_value()
        year = facts.starts.year
        assert (jalali_text(term.due), jalali_text(term.annulled_on)) == (f"{year}-01-23", f"{year}-02-01")
    assert not term_of(ruleset, facts, opens + timedelta(days=31)).granted


@pytest.mark.parametrize("contract_date", [*ORDINARY, *LEAP])
@pytest.mark.parametrize("exam", [ExamState.NOT_NEEDED, ExamState.PENDING])
def test_it_is_paid_in_farvardin_at_the_wage_of_that_year(
    ruleset: Ruleset, contract_date: str, exam: ExamState
) -> None:
    facts = account(contract_date, exam)
    first, premium = facts.starts, PREMIUMS[facts.starts.year]
    assert contract_terms(ruleset, month=first).granted_value().premium == premium
    before = payable_months(ruleset, account=facts, on=facts.contract_date)
    assert [reason.code for reason in before.unmet] == ["year-begun"]
    for on in (first.first_day, parse_jalali(f"{first.year}-01-23"), first.last_day):
        open_now = payable_months(ruleset, account=facts, on=on).granted_value()
        assert (open_now.months[0].month, open_now.months[0].premium) == (first, premium)
        assert jalali_text(open_now.lapses_on) == f"{first.year}-02-01"
        assert len(open_now.months) == (12 if exam is ExamState.NOT_NEEDED else 2)
        assert slip_period(ruleset, account=facts, months=only_first(facts), on=on).granted
        slip = quote_slip(ruleset, account=facts, months=only_first(facts), on=on).granted_value()
        assert (slip.total, slip.provisional) == (premium, False)
        assert slip.deadline >= on
    quoted = quote_slip(ruleset, account=facts, months=only_first(facts), on=first.first_day).granted_value()
    assert (jalali_text(quoted.deadline), quoted.deadline_rule) == (f"{first.year}-01-23", DeadlineRule.FIRST_PAYMENT)
    over = payable_months(ruleset, account=facts, on=first.next().first_day)
    assert [reason.code for reason in over.unmet] == ["first-payment-in-time"]


@pytest.mark.parametrize("contract_date", [*ORDINARY, *LEAP, "1404-12-01", "1403-12-01"])
def test_the_two_months_of_the_exam_run_from_the_contract_and_end_after_payment_opens(
    ruleset: Ruleset, contract_date: str
) -> None:
    facts = account(contract_date, ExamState.PENDING)
    exam_day = add_months(facts.contract_date, 2)
    both = MonthRange(facts.starts, facts.starts.next())
    assert quote_slip(ruleset, account=facts, months=both, on=facts.starts.first_day).granted
    assert exam_day > parse_jalali(f"{facts.starts.year}-01-23")
    closed = payable_months(ruleset, account=facts, on=exam_day + timedelta(days=1))
    assert not closed.granted


@pytest.mark.parametrize(
    ("contract_date", "due", "annulled_on"),
    [
        ("1404-12-01", "1404-12-23", "1405-01-03"),
        ("1404-12-25", "1405-01-18", "1405-01-27"),
        ("1404-12-29", "1405-01-22", "1405-01-31"),
        ("1403-12-25", "1404-01-17", "1404-01-26"),
        ("1403-12-30", "1404-01-22", "1404-01-31"),
    ],
)
def test_what_was_decided_before_comes_out_as_it_did(
    ruleset: Ruleset, contract_date: str, due: str, annulled_on: str
) -> None:
    facts = account(contract_date)
    opens, months = facts.starts.first_day, only_first(facts)
    old = FIRST_PAYMENT_1(
        ruleset, FirstPayment(kind=facts.kind, contract_date=facts.contract_date, on=facts.contract_date)
    )
    term = old.granted_value()
    assert (jalali_text(term.due), jalali_text(term.annulled_on)) == (due, annulled_on)
    last = parse_jalali(annulled_on)
    pairs = (
        (PAYABLE_MONTHS_1, PAYABLE_MONTHS, AskPayable(account=facts, on=last)),
        (SLIP_PERIOD_1, SLIP_PERIOD, SlipPeriod(account=facts, months=months, on=last)),
        (SLIP_QUOTE_2, SLIP_QUOTE, QuoteSlip(account=facts, months=months, on=last)),
    )
    for before, now, asked in pairs:
        assert not before(ruleset, asked).granted
        assert now(ruleset, asked).granted
        assert recompute(before(ruleset, asked).to_json()) == before(ruleset, asked).to_json()
    assert opens < last


@pytest.mark.parametrize(("month", "day"), [(1, 31), (6, 20), (11, 30)])
def test_within_a_year_the_order_is_followed_to_the_letter(ruleset: Ruleset, month: int, day: int) -> None:
    """«حداکثر ۲۲ روز از تاریخ عقد قرارداد», also where the first month is the next one: it can be paid at once."""
    concluded = parse_jalali(f"1404-{month:02d}-{day:02d}")
    starts = JalaliMonth.of(concluded).next()
    assert payable_from(concluded, starts) == concluded
    kind = InsuranceKind.VOLUNTARY
    term = first_payment(ruleset, kind=kind, contract_date=concluded, starts=starts, on=concluded).granted_value()
    assert (term.due - concluded, term.annulled_on - concluded) == (timedelta(days=22), timedelta(days=31))


def test_a_first_month_of_the_past_changes_nothing() -> None:
    assert payable_from(date(2026, 5, 1), JalaliMonth(1404, 3)) == date(2026, 5, 1)
