"""In which chats am I known, and how do I end one? Linked chats, listed and revocable [I3]."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.people import AskLinks, Links, LinkView, Revoked, RevokeLink
from conversations.engine import END, Answers, Arg, Ask, Call, Enter, Flow, Option, Tell, Text, outcome, when
from conversations.flows import identify
from conversations.inputs import choice, yes_no

LEAVE = "leave"


def _link_options(a: Answers) -> Iterable[Option]:
    for link in a[links].items:
        label = "chats-this" if link.current else "chats-other"
        args: dict[str, Arg] = {
            "channel": Text("channel-name", {"channel": link.channel}),
            "since": link.since.isoformat(),
        }
        yield Option(f"l{link.id}", Text(label, args), value=link.id)
    yield Option(LEAVE, value=LEAVE)


def _chosen_args(a: Answers) -> dict[str, Arg]:
    link = next(link for link in a[links].items if link.id == a[chosen])
    return {
        "channel": Text("channel-name", {"channel": link.channel}),
        "since": link.since.isoformat(),
        "current": "yes" if link.current else "no",
    }


who = Enter("who", identify.flow)
links = Call(
    "links",
    Backend.links,
    request=lambda _a: AskLinks(),
    sample=Links(
        items=(
            LinkView(id="1", channel="telegram", since=datetime(2026, 1, 1, tzinfo=UTC), current=True),
            LinkView(id="2", channel="bale", since=datetime(2026, 2, 1, tzinfo=UTC), current=False),
        )
    ),
    refusals=("not-identified",),
)
chosen = Ask("chosen", choice(), options=_link_options, args=lambda a: {"count": len(a[links].items)})
sure = Ask("sure", yes_no(), args=_chosen_args)
revoke = Call(
    "revoke",
    Backend.revoke_link,
    request=lambda a: RevokeLink(link=a[chosen]),
    commits=True,
    sample=Revoked(link="1"),
    refusals=("not-identified", "link-unknown"),
)
revoked = Tell("revoked", args=_chosen_args)
kept = Tell("kept")

flow: Flow[None] = Flow(
    id="chats",
    version=1,
    start=who,
    edges={
        who: links,
        links: outcome(ok=chosen),
        chosen: when(lambda a: a[chosen] == LEAVE, then=kept, otherwise=sure),
        sure: when(lambda a: a[sure], then=revoke, otherwise=kept),
        revoke: outcome(ok=revoked),
        revoked: END,
        kept: END,
    },
    resumable=False,
)
