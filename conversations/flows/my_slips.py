"""Which slips do I have, how do they stand, and may I have the paper again? «فیش‌های من»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.contract.backend import Backend
from backend.contract.slips import AskSlip, AskSlips, CancelSlip, Slip, Slips, SlipState
from conversations.engine import (
    END,
    Answers,
    Arg,
    Ask,
    Call,
    Enter,
    FileRef,
    Flow,
    Option,
    Refusal,
    Tell,
    Text,
    outcome,
    switch,
    when,
)
from conversations.flows import identify, pay
from conversations.flows.slip_words import SAMPLE_SLIP, month_span, slip_args, slip_file
from conversations.inputs import choice, choice_of, yes_no

EARLIER, NEWER, PAPER, PAY, CANCEL = "earlier", "newer", "paper", "pay", "cancel"


@dataclass(frozen=True, slots=True)
class Pick:
    """A slip and the page that it stands on; without a slip: turn to that page."""

    page: int
    slip: str | None = None


def _page(a: Answers) -> int:
    pick = a.get(chosen)
    return pick.page if pick is not None else 1


def _label(slip: Slip) -> Text:
    return Text(
        "slip-label",
        {"months": month_span(slip.first, slip.last), "total": slip.total, "state": Text(f"slip-state-{slip.state}")},
    )


def _list_args(a: Answers) -> dict[str, Arg]:
    return {"page": a[listed].page, "pages": a[listed].pages}


def _slip_options(a: Answers) -> Iterable[Option]:
    slips = a[listed]
    for slip in slips.items:
        yield Option(f"s{slip.id}", _label(slip), value=Pick(slips.page, slip.id))
    if slips.page > 1:
        yield Option(NEWER, value=Pick(slips.page - 1))
    if slips.page < slips.pages:
        yield Option(EARLIER, value=Pick(slips.page + 1))


def _has_none(a: Answers) -> bool:
    return not a[listed].items


def _turns_page(a: Answers) -> bool:
    return a[chosen].slip is None


def _act_options(a: Answers) -> Iterable[Option]:
    if a[one].state is SlipState.ISSUED:
        yield Option(PAY, value=PAY)
    label = "receipt" if a[one].state is SlipState.PAID else PAPER
    yield Option(PAPER, Text(f"my-slips-act-{label}"), value=PAPER)
    if a[one].state is SlipState.ISSUED:
        yield Option(CANCEL, value=CANCEL)


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
chosen = Ask("chosen", choice_of(Pick), options=_slip_options, args=_list_args, resumes=listed)
one = Call(
    "one",
    Backend.slip,
    request=lambda a: AskSlip(slip=a[chosen].slip or ""),
    sample=tuple(SAMPLE_SLIP.model_copy(update={"state": state}) for state in SlipState),
    refusals=("slip-unknown",),
)
act = Ask("act", choice(), options=_act_options, args=lambda a: slip_args(a[one]), protect=True)
paper = Tell(
    "paper", args=lambda a: {"number": a[one].number, "status": a[one].state.value}, files=_paper, protect=True
)
sure = Ask("sure", yes_no(), args=lambda a: slip_args(a[one]))
cancel = Call(
    "cancel",
    Backend.cancel_slip,
    request=lambda a: CancelSlip(slip=a[one].id),
    commits=True,
    sample=SAMPLE_SLIP.model_copy(update={"state": SlipState.CANCELLED}),
    refusals=(
        "slip-unknown",
        Refusal("slip-being-paid", {"number": SAMPLE_SLIP.number}),
        Refusal("slip-paid", {"number": SAMPLE_SLIP.number}),
    ),
)
cancelled = Tell("cancelled", args=lambda a: {"number": a[cancel].number})
payment = Enter("payment", pay.flow, given=lambda a: a[one].id)
none = Tell("none")

flow: Flow[None] = Flow(
    id="my-slips",
    version=2,
    start=who,
    edges={
        who: listed,
        listed: outcome(ok=when(_has_none, then=none, otherwise=chosen)),
        none: END,
        chosen: when(_turns_page, then=listed, otherwise=one),
        one: outcome(ok=act),
        act: switch(act, {PAPER: paper, PAY: payment, CANCEL: sure}),
        paper: END,
        payment: END,
        sure: when(lambda a: a[sure], then=cancel, otherwise=one),
        cancel: outcome(ok=cancelled),
        cancelled: END,
    },
    resumable=False,
)
