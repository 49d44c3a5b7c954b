"""Which months may be paid now, and may these be chosen? [P1] [P6] (premium-slip order 3 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules.account import AccountFacts
from backend.domain.rules.deadline import (
    contract_in_force,
    first_payment_days,
    first_payment_in_time,
    lapse_day,
    payable_from,
)
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.entry_exam import last_exam_day
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import AccountRun, ExamState


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPeriod:
    """The request: may a slip be issued for these months on that day?"""

    account: AccountFacts
    months: MonthRange
    on: date


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """The months that stand open; `year_end` is the last one that a slip may ever reach.

    The contract ends on `lapses_on` unless the first of them is paid before.
    """

    months: MonthRange
    year_end: JalaliMonth
    lapses_on: date


def first_term_from(account: AccountFacts) -> date:
    """The day from which the days of the first payment are counted."""
    return payable_from(account.contract_date, account.starts)


def open_period(
    reading: Reading, account: AccountFacts, on: date, *, counted_from: date
) -> tuple[OpenPeriod, tuple[Reason, ...]]:
    """The months from the first unpaid one to Esfand of its year, and what the account itself has against a slip.

    `counted_from`: the day from which the days of the first payment are counted.
    """
    first = account.first_unpaid
    lapse, lapses_on = _in_force(reading, account, on, counted_from)
    year_end = JalaliMonth(first.year, reading.value("slip_last_month", on=first.first_day).whole)
    last = year_end
    reasons = [lapse, _year_begun(first, on), *_account_run(account)]
    if account.exam is ExamState.PENDING:
        paid_before_exam = account.starts.plus(reading.value("exam_months", on=account.contract_date).whole - 1)
        reasons.append(_exam_leaves_room(reading, account, on, paid_before_exam))
        last = min(last, max(paid_before_exam, first))
    if account.exam is ExamState.UNFIT:
        reasons.append(_not_confirmed(account))
    return OpenPeriod(MonthRange(first, last), year_end, lapses_on), tuple(reasons)


def _in_force(reading: Reading, account: AccountFacts, on: date, counted_from: date) -> tuple[Reason, date]:
    if account.paid_until is None:
        _, annulled_on = first_payment_days(reading, account.kind, account.contract_date, counted_from=counted_from)
        return first_payment_in_time(account.kind, annulled_on, on), annulled_on
    lapses_on = lapse_day(reading, account.first_unpaid)
    return contract_in_force(lapses_on, on), lapses_on


def _year_begun(first: JalaliMonth, on: date) -> Reason:
    this_year = JalaliMonth.of(on).year
    return Reason(
        ReasonCode.YEAR_BEGUN, met=first.year <= this_year, cite=Cite.SLIP_ORDER_3, is_=str(first), needed=this_year
    )


def _account_run(account: AccountFacts) -> tuple[Reason, Reason]:
    owes = account.account_run is AccountRun.DEBT
    return (
        Reason(
            ReasonCode.ACCOUNT_RUN_COMPUTED,
            met=account.account_run is not AccountRun.NOT_COMPUTED,
            cite=Cite.SLIP_ORDER_6,
            is_=account.first_unpaid.year - 1,
        ),
        Reason(
            ReasonCode.ACCOUNT_RUN_WITHOUT_DEBT,
            met=not owes,
            cite=Cite.SLIP_ORDER_6,
            is_=account.run_debt if owes else 0,
            needed=0,
        ),
    )


def _exam_leaves_room(reading: Reading, account: AccountFacts, on: date, last: JalaliMonth) -> Reason:
    """Without a result only the first two months may be paid, within two months of the contract [V4]."""
    until = last_exam_day(reading, account.contract_date)
    return Reason(
        ReasonCode.EXAM_DECIDED,
        met=on <= until and account.first_unpaid <= last,
        cite=Cite.CONTRACT_ORDER_2,
        is_=ExamState.PENDING.value,
        needed=until.isoformat(),
    )


def _not_confirmed(account: AccountFacts) -> Reason:
    """With a result that does not confirm the contract no month at all may be paid [V4]."""
    return Reason(ReasonCode.EXAM_DECIDED, met=False, cite=Cite.CONTRACT_ORDER_2, is_=account.exam.value)


def _before_exam(account: AccountFacts, asked: MonthRange, allowed: MonthRange) -> tuple[Reason, ...]:
    if account.exam is not ExamState.PENDING or asked.last <= allowed.last or asked.last.year != allowed.last.year:
        return ()
    return (
        Reason(
            ReasonCode.EXAM_DECIDED,
            met=False,
            cite=Cite.CONTRACT_ORDER_2,
            is_=ExamState.PENDING.value,
            needed=str(allowed.last),
            nearest=str(allowed.last),
        ),
    )


def period_reasons(account: AccountFacts, asked: MonthRange, period: OpenPeriod) -> tuple[Reason, ...]:
    """May these months be chosen? Consecutive from the first unpaid one, within its year, none paid already."""
    allowed, first, esfand = period.months, period.months.first, period.year_end
    cite, nearest_last = Cite.SLIP_ORDER_3, str(min(max(asked.last, first), allowed.last))

    def claim(code: ReasonCode, met: bool, is_: str | int, needed: str | int, nearest: str | int) -> Reason:
        return Reason(code, met=met, cite=cite, is_=is_, needed=needed, nearest=None if met else nearest)

    in_year = asked.first.year == first.year or asked.first < first
    started = asked.first <= first or not in_year
    return (
        claim(ReasonCode.MONTHS_AT_LEAST_ONE, asked.count > 0, asked.count, 1, str(first)),
        claim(ReasonCode.MONTHS_UNPAID, asked.first >= first, str(asked.first), str(first), str(first)),
        claim(ReasonCode.MONTHS_WITHIN_YEAR, in_year, str(asked.first), first.year, str(first)),
        claim(ReasonCode.MONTHS_END_BY_ESFAND, asked.last <= esfand, str(asked.last), str(esfand), nearest_last),
        claim(ReasonCode.MONTHS_CONSECUTIVE, started, str(asked.first), str(first), str(first)),
        *_before_exam(account, asked, allowed),
    )


def _decide(reading: Reading, asked: SlipPeriod) -> Verdict[OpenPeriod]:
    return _period(reading, asked, counted_from=first_term_from(asked.account))


def _decide_1(reading: Reading, asked: SlipPeriod) -> Verdict[OpenPeriod]:
    """As periods were decided while the first payment's days ran from the contract in any case."""
    return _period(reading, asked, counted_from=asked.account.contract_date)


def _period(reading: Reading, asked: SlipPeriod, *, counted_from: date) -> Verdict[OpenPeriod]:
    allowed, reasons = open_period(reading, asked.account, asked.on, counted_from=counted_from)
    account_allows = not any(reason.refuses for reason in reasons)
    reasons += period_reasons(asked.account, asked.months, allowed)
    if any(reason.refuses for reason in reasons):
        return Verdict(reasons, nearest=_nearest(asked, allowed) if account_allows else None)
    return Verdict(reasons, OpenPeriod(asked.months, allowed.year_end, allowed.lapses_on))


def _nearest(asked: SlipPeriod, allowed: OpenPeriod) -> OpenPeriod:
    last = min(max(asked.months.last, allowed.months.first), allowed.months.last)
    return OpenPeriod(MonthRange(allowed.months.first, last), allowed.year_end, allowed.lapses_on)


SLIP_PERIOD: Rule[SlipPeriod, OpenPeriod] = Rule("slip-period/2", SlipPeriod, OpenPeriod, _decide)
SLIP_PERIOD_1: Rule[SlipPeriod, OpenPeriod] = Rule("slip-period/1", SlipPeriod, OpenPeriod, _decide_1)


def slip_period(ruleset: Ruleset, *, account: AccountFacts, months: MonthRange, on: date) -> Decision[OpenPeriod]:
    """May a slip be issued for these months on that day? Refused with each claim that fails and the nearest period."""
    return SLIP_PERIOD(ruleset, SlipPeriod(account=account, months=months, on=on))
