"""Which months, how much, and how do I pay? Issue a premium slip [P1] [P6]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.outcome import RefusalValue
from backend.contract.slips import (
    AskAccount,
    AskSlips,
    CancelSlip,
    ChooseMonths,
    IssueSlip,
    PayableMonth,
    PremiumAccount,
    QuoteLine,
    Slip,
    SlipQuote,
    Slips,
    SlipState,
)
from conversations.engine import (
    END,
    Answers,
    Arg,
    Ask,
    Bad,
    Call,
    Enter,
    Flow,
    Happened,
    Refusal,
    Tell,
    outcome,
    switch,
    when,
)
from conversations.flows import identify, pay
from conversations.flows.consent import consent
from conversations.flows.open_months import open_months
from conversations.flows.slip_words import (
    SAMPLE_BRANCH,
    SAMPLE_SLIP,
    SAMPLE_VISIT,
    account_args,
    month_span,
    quote_lines,
    slip_args,
    slip_file,
)
from conversations.inputs import Months, month_options, yes_no

ISSUE, PAY, LATER, RENEW = "issue", "pay", "later", "renew"
_OPEN_PERIOD: dict[str, RefusalValue] = {"first": "1405-08", "last": "1405-12"}
_NO_ACCOUNT = (
    "not-identified",
    "account-none",
    Refusal("account-all-paid", {"year": 1405}),
    Refusal("account-not-begun", {"opens": "2027-03-21", "month": "1406-01"}),
    Refusal("account-unsettled", SAMPLE_VISIT),
    Refusal("account-debt", SAMPLE_VISIT | {"amount": 12_500_000}),
    Refusal("account-lapsed", SAMPLE_VISIT | {"lapsed_on": "2026-09-22"}),
    Refusal("account-over", SAMPLE_VISIT | {"number": "140300127"}),
    Refusal("account-exam-pending", SAMPLE_VISIT),
    Refusal("account-exam-unfit", SAMPLE_VISIT),
)
_SAMPLE_ACCOUNT = PremiumAccount(
    kind="voluntary",
    rate=27,
    contract_number="140300127",
    contract_date=date(2025, 1, 1),
    wage_base=199_506_600,
    treatment_support=False,
    covered_persons=0,
    branch=SAMPLE_BRANCH,
    paid_until="1405-07",
    lapses_on=None,
    debt=0,
    months=tuple(
        PayableMonth(
            month=f"1405-{n:02d}", days=30, premium=54_000_000, per_capita=0, due=date(2027, 1, 20), overdue=False
        )
        for n in (8, 9, 10)
    ),
)
_SAMPLE_QUOTE = SlipQuote(
    first="1405-08",
    last="1405-09",
    lines=tuple(QuoteLine(month=f"1405-{n:02d}", days=30, premium=54_000_000, per_capita=1_900_000) for n in (8, 9)),
    premium=108_000_000,
    per_capita=3_800_000,
    debt=3_000_000,
    total=114_800_000,
    deadline=date(2027, 1, 20),
    provisional=True,
    decision="1",
)


def _starts_at_first_open_month(chosen: Months, a: Answers) -> Bad | None:
    first = a[account].months[0].month
    return None if chosen.first == first else Bad("gap", {"first": first})


def _review_args(a: Answers) -> dict[str, Arg]:
    cost = a[quote]
    return {
        "months": month_span(cost.first, cost.last),
        "lines": quote_lines(cost),
        "total": cost.total,
        "deadline": cost.deadline.isoformat(),
    }


def _unpaid_slip(a: Answers) -> Slip | None:
    """The slip that can still be paid; there is one at most for a contract."""
    return next((slip for slip in a[slips].items if slip.state is SlipState.ISSUED), None)


def _is_sure(a: Answers) -> bool:
    return a[renew]


def _one_is_unpaid(a: Answers) -> bool:
    return _unpaid_slip(a) is not None


def _unpaid(a: Answers) -> Slip:
    """Raises LookupError where no slip is unpaid."""
    slip = _unpaid_slip(a)
    if slip is None:
        raise LookupError("no unpaid slip")
    return slip


def _slip_at_hand(a: Answers) -> Slip:
    """The slip that this conversation is about: the unpaid one that was found, else the one issued here."""
    unpaid = _unpaid_slip(a) if slips in a else None
    return unpaid if unpaid is not None else a[issue]


def _is_about_the_end(a: Answers, event: Happened) -> bool:
    unpaid = _unpaid_slip(a) if slips in a else None
    at_hand = unpaid if unpaid is not None else a.get(issue)
    return at_hand is not None and pay.ends_slip(event, at_hand.id)


who = Enter("who", identify.flow)
account = Call(
    "account",
    Backend.premium_account,
    request=lambda _a: AskAccount(),
    sample=_SAMPLE_ACCOUNT,
    refusals=_NO_ACCOUNT,
)
slips = Call(
    "slips",
    Backend.my_slips,
    request=lambda _a: AskSlips(),
    sample=(Slips(items=(), page=1, pages=1), Slips(items=(SAMPLE_SLIP,), page=1, pages=1)),
    refusals=("not-identified",),
)
already_open = Ask(
    "already-open",
    consent(PAY, RENEW, LATER, yes=PAY, no=LATER),
    args=lambda a: slip_args(_unpaid(a)),
    protect=True,
    resumes=account,
)
renew = Ask("renew", yes_no(), args=lambda a: slip_args(_unpaid(a)), resumes=account)
cancel = Call(
    "cancel",
    Backend.cancel_slip,
    request=lambda a: CancelSlip(slip=_unpaid(a).id),
    commits=True,
    sample=SAMPLE_SLIP.model_copy(update={"state": SlipState.CANCELLED}),
    refusals=(
        "slip-unknown",
        Refusal("slip-being-paid", {"number": SAMPLE_SLIP.number}),
        Refusal("slip-paid", {"number": SAMPLE_SLIP.number}),
    ),
)
cancelled = Tell("cancelled", args=lambda a: {"number": a[cancel].number})
months = Ask(
    "months",
    open_months(),
    options=lambda a: month_options([month.month for month in a[account].months]),
    args=lambda a: account_args(a[account]),
    check=_starts_at_first_open_month,
    resumes=account,
)
quote = Call(
    "quote",
    Backend.quote_slip,
    request=lambda a: ChooseMonths(first=a[months].first, last=a[months].last),
    sample=_SAMPLE_QUOTE,
    refusals=(
        Refusal("months-outside-year", _OPEN_PERIOD),
        Refusal("months-already-paid", _OPEN_PERIOD),
        Refusal("months-not-consecutive", _OPEN_PERIOD),
    ),
)
moved = Tell("moved")
review = Ask("review", consent(ISSUE, yes=ISSUE), args=_review_args, changes=(months,), resumes=quote)
issue = Call(
    "issue",
    Backend.issue_slip,
    request=lambda a: IssueSlip(first=a[quote].first, last=a[quote].last, total=a[quote].total),
    commits=True,
    sample=SAMPLE_SLIP,
    refusals=(
        Refusal("slip-changed", {"total": 120_000_000}),
        Refusal("slip-open", {"number": SAMPLE_SLIP.number, "slip": SAMPLE_SLIP.id}),
        Refusal("months-already-paid", _OPEN_PERIOD),
    ),
)
repriced = Tell("repriced")
paper = Tell(
    "paper",
    args=lambda a: slip_args(a[issue]),
    files=lambda a: (slip_file(a[issue]),),
    protect=True,
)
issued = Ask("issued", consent(PAY, LATER, yes=PAY, no=LATER), args=lambda a: slip_args(a[issue]), resumes=account)
payment = Enter("payment", pay.flow, given=lambda a: _slip_at_hand(a).id)
later = Tell("kept", args=lambda a: slip_args(_slip_at_hand(a)))

flow: Flow[None] = Flow(
    id="premium-slip",
    version=2,
    start=who,
    edges={
        who: account,
        account: outcome(ok=slips),
        slips: outcome(ok=when(_one_is_unpaid, then=already_open, otherwise=months)),
        already_open: switch(already_open, {PAY: payment, RENEW: renew, LATER: later}),
        renew: when(_is_sure, then=cancel, otherwise=already_open),
        cancel: outcome(ok=cancelled, refused={"slip-being-paid": already_open}),
        cancelled: account,
        months: quote,
        quote: outcome(
            ok=review,
            refused={"months-outside-year": months, "months-not-consecutive": months, "months-already-paid": moved},
        ),
        moved: account,
        review: issue,
        issue: outcome(ok=paper, refused={"slip-changed": repriced, "slip-open": slips, "months-already-paid": moved}),
        repriced: quote,
        paper: issued,
        issued: switch(issued, {PAY: payment, LATER: later}),
        payment: END,
        later: END,
    },
    progress=(months, review, issued),
    settled=_is_about_the_end,
)
