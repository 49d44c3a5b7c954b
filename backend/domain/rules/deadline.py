"""When is a month due, when does the contract lapse, and how many days are left? [V8] [V10] (domain.md 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import InsuranceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOfMonth:
    """The request: a month and the day on which it is asked."""

    month: JalaliMonth
    on: date


@dataclass(frozen=True, slots=True)
class Due:
    """Last day to pay a month; `days_left` is 0 on that day and negative after it."""

    month: JalaliMonth
    due: date
    days_left: int
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseOfContract:
    """The request: the last paid month L and the day on which it is asked."""

    paid_until: JalaliMonth
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A contract in force: pay `first_unpaid` by `due`, or it lapses on `lapses_on`."""

    first_unpaid: JalaliMonth
    due: date
    lapses_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPayment:
    """The request: a contract without any payment yet, as it was asked while its first month did not count."""

    kind: InsuranceKind
    contract_date: date
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPaymentOf:
    """The request: a contract without any payment yet, whose first month is `starts`."""

    kind: InsuranceKind
    contract_date: date
    starts: JalaliMonth
    on: date


@dataclass(frozen=True, slots=True)
class FirstPaymentTerm:
    """Pay by `due`, the day the person is told; unpaid, the contract is annulled on `annulled_on`."""

    due: date
    annulled_on: date
    days_left: int


def due_day(reading: Reading, month: JalaliMonth) -> date:
    """Last day of month m+2, by the law of the month itself (V1, F1)."""
    return month.plus(reading.value("premium_due_months_after", on=month.first_day).whole).last_day


def lapse_day(reading: Reading, first_unpaid: JalaliMonth) -> date:
    """First day of L+4 where L is the last paid month, so three months after the first unpaid one (V1, G2)."""
    return first_unpaid.plus(reading.value("lapse_after_unpaid_months", on=first_unpaid.first_day).whole).first_day


def payable_from(contract_date: date, starts: JalaliMonth) -> date:
    """The first day on which a contract can be paid: that of the contract, or the first of the year of its first month.

    No slip leaves its year (premium-slip order 3), so a month of a year to come cannot be paid before that begins.
    """
    return max(contract_date, JalaliMonth(starts.year, 1).first_day)


def first_payment_days(
    reading: Reading, kind: InsuranceKind, contract_date: date, *, counted_from: date
) -> tuple[date, date]:
    """The day the first payment is due and the day an unpaid contract is annulled (domain.md 0.3).

    By the law of the contract's day, counted from the day on which it can be paid.
    """
    due = reading.value(f"first_payment_due_days.{kind}", on=contract_date).whole
    annul = reading.value(f"auto_annul_after_days.{kind}", on=contract_date).whole
    return counted_from + timedelta(days=due), counted_from + timedelta(days=annul + 1)


def contract_in_force(lapses_on: date, on: date) -> Reason:
    """Has the contract not lapsed yet?"""
    return Reason(
        ReasonCode.CONTRACT_IN_FORCE,
        met=on < lapses_on,
        cite=Cite.LAPSE,
        is_=lapses_on.isoformat(),
        needed=on.isoformat(),
    )


def first_payment_cite(kind: InsuranceKind) -> Cite:
    """Where the term of the first payment is found."""
    return Cite.CONTRACT_ORDER_5 if kind is InsuranceKind.VOLUNTARY else Cite.FIRST_PAYMENT


def first_payment_in_time(kind: InsuranceKind, annulled_on: date, on: date) -> Reason:
    """Is the contract not annulled yet for want of its first payment?"""
    return Reason(
        ReasonCode.FIRST_PAYMENT_IN_TIME,
        met=on < annulled_on,
        cite=first_payment_cite(kind),
        is_=annulled_on.isoformat(),
        needed=on.isoformat(),
    )


def _decide_due(reading: Reading, asked: DueOfMonth) -> Verdict[Due]:
    due = due_day(reading, asked.month)
    left = (due - asked.on).days
    in_time = Reason(
        ReasonCode.SLIP_IN_TIME,
        met=left >= 0,
        cite=Cite.PAYMENT_DEADLINE,
        is_=due.isoformat(),
        needed=asked.on.isoformat(),
        notice=True,
    )
    return Verdict((in_time,), Due(asked.month, due, left, overdue=left < 0))


def _decide_lapse(reading: Reading, asked: LapseOfContract) -> Verdict[Standing]:
    first_unpaid = asked.paid_until.next()
    lapses_on = lapse_day(reading, first_unpaid)
    due = due_day(reading, first_unpaid)
    reason = contract_in_force(lapses_on, asked.on)
    if reason.refuses:
        return Verdict((reason,))
    return Verdict((reason,), Standing(first_unpaid, due, lapses_on, (due - asked.on).days))


def _decide_first(reading: Reading, asked: FirstPaymentOf) -> Verdict[FirstPaymentTerm]:
    return _first(reading, asked, counted_from=payable_from(asked.contract_date, asked.starts))


def _decide_first_1(reading: Reading, asked: FirstPayment) -> Verdict[FirstPaymentTerm]:
    """As it was decided while the days ran from the contract, though its first month was one of a year to come."""
    return _first(reading, asked, counted_from=asked.contract_date)


def _first(reading: Reading, asked: FirstPayment | FirstPaymentOf, *, counted_from: date) -> Verdict[FirstPaymentTerm]:
    due, annulled_on = first_payment_days(reading, asked.kind, asked.contract_date, counted_from=counted_from)
    reason = first_payment_in_time(asked.kind, annulled_on, asked.on)
    if reason.refuses:
        return Verdict((reason,))
    return Verdict((reason,), FirstPaymentTerm(due, annulled_on, (due - asked.on).days))


DUE_OF_MONTH: Rule[DueOfMonth, Due] = Rule("due-of-month/1", DueOfMonth, Due, _decide_due)
LAPSE_OF_CONTRACT: Rule[LapseOfContract, Standing] = Rule(
    "lapse-of-contract/1", LapseOfContract, Standing, _decide_lapse
)
FIRST_PAYMENT: Rule[FirstPaymentOf, FirstPaymentTerm] = Rule(
    "first-payment/2", FirstPaymentOf, FirstPaymentTerm, _decide_first
)
FIRST_PAYMENT_1: Rule[FirstPayment, FirstPaymentTerm] = Rule(
    "first-payment/1", FirstPayment, FirstPaymentTerm, _decide_first_1
)


def due_of_month(ruleset: Ruleset, *, month: JalaliMonth, on: date) -> Decision[Due]:
    """By which day must this month be paid, and how many days are left on that day?"""
    return DUE_OF_MONTH(ruleset, DueOfMonth(month=month, on=on))


def lapse_of_contract(ruleset: Ruleset, *, paid_until: JalaliMonth, on: date) -> Decision[Standing]:
    """Does a contract paid until this month still stand on that day, and until when? Refused once it has lapsed."""
    return LAPSE_OF_CONTRACT(ruleset, LapseOfContract(paid_until=paid_until, on=on))


def first_payment(
    ruleset: Ruleset, *, kind: InsuranceKind, contract_date: date, starts: JalaliMonth, on: date
) -> Decision[FirstPaymentTerm]:
    """By which day must a new contract be paid first, and when is it annulled? Refused once it is annulled."""
    asked = FirstPaymentOf(kind=kind, contract_date=contract_date, starts=starts, on=on)
    return FIRST_PAYMENT(ruleset, asked)
