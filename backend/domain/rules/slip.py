"""What does a slip for these months cost, line by line, and until when is it valid? [P1]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules.account import AccountFacts
from backend.domain.rules.deadline import due_day, first_payment_cite, first_payment_days
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.entry_exam import last_exam_day
from backend.domain.rules.per_capita import charge_per_capita
from backend.domain.rules.premium import price_month
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.slip_period import OpenPeriod, first_term_from, open_period, period_reasons
from backend.domain.rules.terms import ExamState


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSlip:
    """The request: a slip for these months, asked on that day."""

    account: AccountFacts
    months: MonthRange
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPayable:
    """The request: all months that may be paid on that day."""

    account: AccountFacts
    on: date


class DeadlineRule(StrEnum):
    """Why a slip's deadline is that day."""

    MONTH_DUE = "month_due"
    """the earliest due date of its months (domain.md 1.6)"""
    FIRST_PAYMENT = "first_payment"
    """the first payment of a new contract is due before that (voluntary-contract order 5)"""
    EXAM = "exam"
    """the entry examination has no result yet, and without one payment closes after its day (voluntary-contract order 2)"""
    OVERDUE = "overdue"
    """that day is past and the contract stands: `overdue_slip_days` from the day of asking, a rule of this service"""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One month: real days, wage base of 30 days, premium and per-capita in rial, last day to pay, late or not."""

    month: JalaliMonth
    days: int
    wage_base: int
    premium: int
    per_capita: int
    due: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class SlipQuote:
    """A slip's figures in rial: total = premium + per-capita + earlier debt; payable up to and on `deadline`."""

    first: JalaliMonth
    last: JalaliMonth
    lines: tuple[SlipLine, ...]
    premium: int
    per_capita: int
    debt: int
    total: int
    deadline: date
    deadline_rule: DeadlineRule
    provisional: bool


@dataclass(frozen=True, slots=True)
class PayableMonths:
    """Open months with what each costs; `wage_base` is the first one's; the contract ends on `lapses_on` if unpaid."""

    months: tuple[SlipLine, ...]
    wage_base: int
    debt: int
    lapses_on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class _Counting:
    """From which day the first payment's days run, and the day after which payment closes, whatever is due when."""

    first_term_from: date
    last_day: date | None = None


def _price_lines(
    reading: Reading, account: AccountFacts, months: MonthRange, on: date
) -> tuple[tuple[SlipLine, ...], tuple[Reason, ...]]:
    lines: list[SlipLine] = []
    reasons: list[Reason] = []
    for month in months.months:
        priced = price_month(
            reading,
            kind=account.kind,
            rate=account.rate,
            coefficient=account.coefficient,
            month=month,
            sub_kind=account.sub_kind,
        )
        reasons += priced.reasons
        per_capita = 0
        if account.charges_per_capita:
            charge, reason = charge_per_capita(
                reading, month=month, persons=account.covered_persons, nationality=account.nationality
            )
            reasons.append(reason)
            per_capita = charge.amount if charge else 0
        if priced.line is not None:
            due, line = due_day(reading, month), priced.line
            lines.append(SlipLine(month, line.days, line.wage_base, line.premium, per_capita, due, overdue=due < on))
    return tuple(lines), tuple(reasons)


def _deadline(
    reading: Reading, asked: QuoteSlip, lines: tuple[SlipLine, ...], lapses_on: date, counting: _Counting
) -> tuple[date, DeadlineRule, Reason]:
    earliest, rule = min(line.due for line in lines), DeadlineRule.MONTH_DUE
    cite = Cite.PAYMENT_DEADLINE
    if asked.account.paid_until is None:
        first_due, _ = first_payment_days(
            reading, asked.account.kind, asked.account.contract_date, counted_from=counting.first_term_from
        )
        if first_due < earliest:
            earliest, rule = first_due, DeadlineRule.FIRST_PAYMENT
            cite = first_payment_cite(asked.account.kind)
    deadline = earliest
    if earliest < asked.on:
        days = reading.value("overdue_slip_days", on=asked.on).whole
        deadline = min(asked.on + timedelta(days=days), lapses_on - timedelta(days=1))
        rule, cite = DeadlineRule.OVERDUE, Cite.OVERDUE_SLIP
    if counting.last_day is not None and counting.last_day < deadline:
        deadline, rule, cite = counting.last_day, DeadlineRule.EXAM, Cite.CONTRACT_ORDER_2
    in_time = Reason(
        ReasonCode.SLIP_IN_TIME,
        met=earliest >= asked.on,
        cite=cite,
        is_=earliest.isoformat(),
        needed=asked.on.isoformat(),
        nearest=deadline.isoformat(),
        notice=True,
    )
    return deadline, rule, in_time


def _provisional(reasons: tuple[Reason, ...]) -> bool:
    published = {ReasonCode.MINIMUM_WAGE_PUBLISHED, ReasonCode.PER_CAPITA_PUBLISHED}
    return any(reason.code in published and not reason.met for reason in reasons)


def _refuses(reasons: tuple[Reason, ...]) -> bool:
    return any(reason.refuses for reason in reasons)


def _decide_quote(reading: Reading, asked: QuoteSlip) -> Verdict[SlipQuote]:
    return _quote(reading, asked, _Counting(first_term_from(asked.account), _exam_day(reading, asked.account)))


def _decide_quote_2(reading: Reading, asked: QuoteSlip) -> Verdict[SlipQuote]:
    """As slips were decided while the first payment's days ran from the contract in any case."""
    return _quote(reading, asked, _Counting(asked.account.contract_date, _exam_day(reading, asked.account)))


def _decide_quote_1(reading: Reading, asked: QuoteSlip) -> Verdict[SlipQuote]:
    """As slips were decided before the day of the examination was a deadline."""
    return _quote(reading, asked, _Counting(asked.account.contract_date))


def _exam_day(reading: Reading, account: AccountFacts) -> date | None:
    return last_exam_day(reading, account.contract_date) if account.exam is ExamState.PENDING else None


def _quote(reading: Reading, asked: QuoteSlip, counting: _Counting) -> Verdict[SlipQuote]:
    period, reasons = open_period(reading, asked.account, asked.on, counted_from=counting.first_term_from)
    reasons += period_reasons(asked.account, asked.months, period)
    if _refuses(reasons):
        return Verdict(reasons)
    lines, priced = _price_lines(reading, asked.account, asked.months, asked.on)
    reasons += priced
    if _refuses(reasons):
        return Verdict(reasons)
    deadline, rule, in_time = _deadline(reading, asked, lines, period.lapses_on, counting)
    premium, per_capita = sum(line.premium for line in lines), sum(line.per_capita for line in lines)
    quote = SlipQuote(
        first=asked.months.first,
        last=asked.months.last,
        lines=lines,
        premium=premium,
        per_capita=per_capita,
        debt=asked.account.debt,
        total=premium + per_capita + asked.account.debt,
        deadline=deadline,
        deadline_rule=rule,
        provisional=_provisional(priced),
    )
    return Verdict((*reasons, in_time), quote)


def _decide_payable(reading: Reading, asked: AskPayable) -> Verdict[PayableMonths]:
    return _open_months(reading, asked, counted_from=first_term_from(asked.account))


def _decide_payable_1(reading: Reading, asked: AskPayable) -> Verdict[PayableMonths]:
    """As months were decided while the first payment's days ran from the contract in any case."""
    return _open_months(reading, asked, counted_from=asked.account.contract_date)


def _open_months(reading: Reading, asked: AskPayable, *, counted_from: date) -> Verdict[PayableMonths]:
    period, reasons = open_period(reading, asked.account, asked.on, counted_from=counted_from)
    if _refuses(reasons):
        return Verdict(reasons)
    lines, priced = _price_lines(reading, asked.account, period.months, asked.on)
    reasons += priced
    if _refuses(reasons):
        return Verdict(reasons)
    return Verdict(reasons, _payable(asked.account, period, lines, provisional=_provisional(priced)))


def _payable(
    account: AccountFacts, period: OpenPeriod, lines: tuple[SlipLine, ...], *, provisional: bool
) -> PayableMonths:
    return PayableMonths(
        months=lines,
        wage_base=lines[0].wage_base,
        debt=account.debt,
        lapses_on=period.lapses_on,
        provisional=provisional,
    )


SLIP_QUOTE: Rule[QuoteSlip, SlipQuote] = Rule("slip-quote/3", QuoteSlip, SlipQuote, _decide_quote)
SLIP_QUOTE_2: Rule[QuoteSlip, SlipQuote] = Rule("slip-quote/2", QuoteSlip, SlipQuote, _decide_quote_2)
SLIP_QUOTE_1: Rule[QuoteSlip, SlipQuote] = Rule("slip-quote/1", QuoteSlip, SlipQuote, _decide_quote_1)
PAYABLE_MONTHS: Rule[AskPayable, PayableMonths] = Rule("payable-months/2", AskPayable, PayableMonths, _decide_payable)
PAYABLE_MONTHS_1: Rule[AskPayable, PayableMonths] = Rule(
    "payable-months/1", AskPayable, PayableMonths, _decide_payable_1
)


def quote_slip(ruleset: Ruleset, *, account: AccountFacts, months: MonthRange, on: date) -> Decision[SlipQuote]:
    """What would a slip for these months cost on that day, and until when is it valid? Rial."""
    return SLIP_QUOTE(ruleset, QuoteSlip(account=account, months=months, on=on))


def payable_months(ruleset: Ruleset, *, account: AccountFacts, on: date) -> Decision[PayableMonths]:
    """Which months may be paid on that day, and what does each cost? Refused as the account stands."""
    return PAYABLE_MONTHS(ruleset, AskPayable(account=account, on=on))
