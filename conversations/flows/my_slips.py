"""Which slips do I have, how do they stand, and may I have the paper again? «فیش‌های من»."""

from __future__ import annotations

from collections.abc import Iterable

from backend.contract.backend import Backend
from backend.contract.slips import AskSlip, AskSlips, CancelSlip, Slip, Slips, SlipState
from conversations.engine import (
    END,
    Answers,
    Ask,
    Call,
    Enter,
    FileRef,
    Flow,
    Option,
    Tell,
    Text,
    outcome,
    switch,
    when,
)
from conversations.flows import identify, pay
from conversations.flows.slip_words import SAMPLE_SLIP, month_span, slip_args, slip_file
from conversations.inputs import choice, yes_no

EARLIER, NEWER, PAPER, PAY, CANCEL, LIST = "earlier", "newer", "paper", "pay", "cancel", "list"


def _page(a: Answers) -> int:
    if chosen not in a or listed not in a:
        return 1
    step = {EARLIER: 1, NEWER: -1}.get(a[chosen], 0)
    return max(1, a[listed].page + step)


def _label(slip: Slip) -> Text:
    return Text(
        "slip-label",
        {"months": month_span(slip.first, slip.last), "total": slip.total, "state": Text(f"slip-state-{slip.state}")},
    )


def _slip_options(a: Answers) -> Iterable[Option]:
    slips = a[listed]
    for slip in slips.items:
        yield Option(f"s{slip.id}", _label(slip), value=slip.id)
    if slips.page > 1:
        yield Option(NEWER, value=NEWER)
    if slips.page < slips.pages:
        yield Option(EARLIER, value=EARLIER)


def _has_none(a: Answers) -> bool:
    return not a[listed].items


def _turns_page(a: Answers) -> bool:
    return a[chosen] in {EARLIER, NEWER}


def _act_options(a: Answers) -> Iterable[Option]:
    if a[one].state is SlipState.ISSUED:
        yield Option(PAY, value=PAY)
    yield Option(PAPER, value=PAPER)
    if a[one].state is SlipState.ISSUED:
        yield Option(CANCEL, value=CANCEL)
    yield Option(LIST, value=LIST)


def _paper(a: Answers) -> tuple[FileRef, ...]:
    slip = a[one]
    if slip.state is SlipState.PAID:
        return (FileRef("receipt", slip.id, Text("receipt-file-name", {"number": slip.number})),)
    return (slip_file(slip),)


who = Enter("who", identify.flow)
listed = Call(
    "listed",
    Backend.my_slips,
    request=lambda a: AskSlips(page=_page(a)),
    sample=(Slips(items=(SAMPLE_SLIP,), page=2, pages=3), Slips(items=(), page=1, pages=1)),
    refusals=("not-identified",),
)
chosen = Ask(
    "chosen", choice(), options=_slip_options, args=lambda a: {"page": a[listed].page, "pages": a[listed].pages}
)
one = Call(
    "one",
    Backend.slip,
    request=lambda a: AskSlip(slip=a[chosen]),
    sample=(SAMPLE_SLIP, SAMPLE_SLIP.model_copy(update={"state": SlipState.PAID})),
    refusals=("slip-unknown",),
)
act = Ask("act", choice(), options=_act_options, args=lambda a: slip_args(a[one]), protect=True)
paper = Tell("paper", args=lambda a: {"number": a[one].number}, files=_paper, protect=True)
sure = Ask("sure", yes_no(), args=lambda a: slip_args(a[one]))
cancel = Call(
    "cancel",
    Backend.cancel_slip,
    request=lambda a: CancelSlip(slip=a[one].id),
    commits=True,
    sample=SAMPLE_SLIP.model_copy(update={"state": SlipState.CANCELLED}),
    refusals=("slip-unknown", "slip-being-paid", "slip-paid"),
)
cancelled = Tell("cancelled", args=lambda a: {"number": a[cancel].number})
payment = Enter("payment", pay.flow, given=lambda a: a[one].id)
none = Tell("none")

flow: Flow[None] = Flow(
    id="my-slips",
    version=1,
    start=who,
    edges={
        who: listed,
        listed: outcome(ok=when(_has_none, then=none, otherwise=chosen)),
        none: END,
        chosen: when(_turns_page, then=listed, otherwise=one),
        one: outcome(ok=act),
        act: switch(act, {PAPER: paper, PAY: payment, CANCEL: sure, LIST: listed}),
        paper: END,
        payment: END,
        sure: when(lambda a: a[sure], then=cancel, otherwise=one),
        cancel: outcome(ok=cancelled),
        cancelled: END,
    },
    resumable=False,
)
