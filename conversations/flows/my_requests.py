"""Which requests have I made, how do they stand, who has them and what comes next? «درخواست‌های من» [E6]."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.cases import AskRequests, Request, Requests
from conversations.engine import (
    END,
    Answers,
    Arg,
    Ask,
    Call,
    Enter,
    Flow,
    Option,
    Tell,
    Text,
    go_to,
    outcome,
    switch,
    when,
)
from conversations.flows import identify
from conversations.flows.slip_words import SAMPLE_BRANCH
from conversations.inputs import choice

EARLIER, NEWER, CONTRACT, ENROLMENT, ENOUGH = "earlier", "newer", "contract", "enrolment", "enough"
_CONTRACT, _ENROLMENT = "voluntary-contract", "supplementary"
_SAMPLE = Request(
    id="5f2a",
    kind=_CONTRACT,
    subject="140500000429",
    status="awaiting-exam",
    since=datetime(2026, 11, 1, 6, 10, tzinfo=UTC),
    opened_at=datetime(2026, 11, 1, 6, 10, tzinfo=UTC),
    holder="branch",
    office=SAMPLE_BRANCH.name,
    reason=None,
    note=None,
)


def _page(a: Answers) -> int:
    """The page to show: the one turned to, else the first."""
    if listed not in a or act not in a:
        return 1
    return a[listed].page + {EARLIER: 1, NEWER: -1}.get(a[act], 0)


def _lines(request: Request) -> Iterable[Text]:
    """One request: what it is, how it stands since when, who does what next, and why where that is known."""
    yield Text("case-line-what", {"what": Text(f"case-kind-{request.kind}", {"number": request.subject})})
    status = Text(f"case-status-{request.status}")
    yield Text("case-line-status", {"status": status, "since": request.since.isoformat()})
    yield Text(f"case-next-{request.status}", {"office": request.office})
    if request.reason is not None:
        yield Text("case-line-why", {"reason": Text(f"case-reason-{request.reason}")})
    if request.note is not None:
        yield Text("case-line-note", {"note": request.note})


def _args(a: Answers) -> dict[str, Arg]:
    return {
        "lines": tuple(line for each in a[listed].items for line in _lines(each)),
        "page": a[listed].page,
        "pages": a[listed].pages,
    }


def _options(a: Answers) -> Iterable[Option]:
    if any(each.kind == _CONTRACT for each in a[listed].items):
        yield Option(CONTRACT, value=CONTRACT)
    if any(each.kind == _ENROLMENT and each.holder is not None for each in a[listed].items):
        yield Option(ENROLMENT, value=ENROLMENT)
    if a[listed].page > 1:
        yield Option(NEWER, value=NEWER)
    if a[listed].page < a[listed].pages:
        yield Option(EARLIER, value=EARLIER)
    yield Option(ENOUGH, value=ENOUGH)


def _has_none(a: Answers) -> bool:
    return not a[listed].items


who = Enter("who", identify.flow)
listed = Call(
    "listed",
    Backend.my_requests,
    request=lambda a: AskRequests(page=_page(a)),
    sample=(
        Requests(
            items=(_SAMPLE, _SAMPLE.model_copy(update={"status": "lapsed", "reason": "annulled"})),
            page=2,
            pages=3,
        ),
        Requests(items=(_SAMPLE.model_copy(update={"kind": _ENROLMENT, "status": "sent-back"}),), page=1, pages=1),
        Requests(items=(), page=1, pages=1),
    ),
    refusals=("not-identified",),
)
act = Ask("act", choice(), options=_options, args=_args, protect=True, resumes=listed)
none = Tell("none")
seen = Tell("seen")

flow: Flow[None] = Flow(
    id="my-requests",
    version=2,
    start=who,
    edges={
        who: listed,
        listed: outcome(ok=when(_has_none, then=none, otherwise=act)),
        none: END,
        act: switch(
            act,
            {
                CONTRACT: go_to("my-contract"),
                ENROLMENT: go_to("supplementary"),
                NEWER: listed,
                EARLIER: listed,
                ENOUGH: seen,
            },
        ),
        seen: END,
    },
    resumable=False,
)
