"""Which months, how much, and how do I pay? Issue a premium slip [P1] [P6]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.slips import (
    AskAccount,
    AskSlip,
    ChooseMonths,
    IssueSlip,
    PayableMonth,
    PremiumAccount,
    QuoteLine,
    SlipQuote,
)
from conversations.engine import END, Answers, Arg, Ask, Bad, Call, Enter, Flow, Tell, outcome, switch
from conversations.flows import identify, pay
from conversations.flows.slip_words import (
    SAMPLE_BRANCH,
    SAMPLE_SLIP,
    account_args,
    month_span,
    quote_lines,
    slip_args,
    slip_file,
)
from conversations.inputs import Months, choice, month_options, month_range

ISSUE, PAY, LATER = "issue", "pay", "later"
_NEEDS_BRANCH = ("account-unsettled", "account-debt", "account-lapsed", "account-exam-pending")
_SAMPLE_ACCOUNT = PremiumAccount(
    kind="voluntary",
    rate=27,
    contract_number="1",
    contract_date=date(2025, 1, 1),
    wage_base=199_506_600,
    treatment_support=False,
    covered_persons=0,
    branch=SAMPLE_BRANCH,
    paid_until="1405-07",
    lapses_on=None,
    debt=0,
    months=tuple(
        PayableMonth(month=f"1405-{n:02d}", days=30, premium=1, per_capita=0, due=date(2027, 1, 20), overdue=False)
        for n in (8, 9, 10)
    ),
)
_SAMPLE_QUOTE = SlipQuote(
    first="1405-08",
    last="1405-09",
    lines=(QuoteLine(month="1405-08", days=30, premium=1, per_capita=0),),
    premium=1,
    per_capita=0,
    debt=0,
    total=1,
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


who = Enter("who", identify.flow)
account = Call(
    "account",
    Backend.premium_account,
    request=lambda _a: AskAccount(),
    sample=_SAMPLE_ACCOUNT,
    refusals=("not-identified", "account-none", "account-all-paid", *_NEEDS_BRANCH),
)
months = Ask(
    "months",
    month_range(),
    options=lambda a: month_options([month.month for month in a[account].months]),
    args=lambda a: account_args(a[account]),
    check=_starts_at_first_open_month,
)
quote = Call(
    "quote",
    Backend.quote_slip,
    request=lambda a: ChooseMonths(first=a[months].first, last=a[months].last),
    sample=_SAMPLE_QUOTE,
    refusals=("months-outside-year", "months-already-paid", "months-not-consecutive"),
)
review = Ask("review", choice(ISSUE), args=_review_args, changes=(months,))
issue = Call(
    "issue",
    Backend.issue_slip,
    request=lambda a: IssueSlip(first=a[quote].first, last=a[quote].last, total=a[quote].total),
    commits=True,
    sample=SAMPLE_SLIP,
    refusals=("slip-changed", "slip-open", "months-already-paid"),
)
issued = Ask(
    "issued",
    choice(PAY, LATER),
    args=lambda a: slip_args(a[issue]),
    files=lambda a: (slip_file(a[issue]),),
    protect=True,
)
open_slip = Call(
    "open-slip",
    Backend.slip,
    request=lambda a: AskSlip(slip=str((a.refusal(issue) or a.refusal(quote)).values["slip"])),  # type: ignore[union-attr]
    sample=SAMPLE_SLIP,
    refusals=("slip-unknown",),
)
already_open = Ask(
    "already-open",
    choice(PAY, LATER),
    args=lambda a: slip_args(a[open_slip]),
    files=lambda a: (slip_file(a[open_slip]),),
    protect=True,
)
payment = Enter("payment", pay.flow, given=lambda a: a[issue].id if issue in a else a[open_slip].id)
later = Tell("kept")

flow: Flow[None] = Flow(
    id="premium-slip",
    version=1,
    start=who,
    edges={
        who: account,
        account: outcome(ok=months),
        months: quote,
        quote: outcome(ok=review, refused={"months-outside-year": months, "months-not-consecutive": months}),
        review: issue,
        issue: outcome(ok=issued, refused={"slip-changed": quote, "slip-open": open_slip}),
        issued: switch(issued, {PAY: payment, LATER: later}),
        open_slip: outcome(ok=already_open),
        already_open: switch(already_open, {PAY: payment, LATER: later}),
        payment: END,
        later: END,
    },
    progress=(months, review, issued),
)
