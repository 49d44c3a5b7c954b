"""Hello: what would you like to do?"""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import AskWhoAmI, WhoAmI
from conversations.engine import Ask, Call, Flow, go_to, outcome
from conversations.inputs import choice

SERVICES = (
    "premium-slip",
    "my-slips",
    "voluntary-contract",
    "my-contract",
    "supplementary",
    "my-requests",
    "calculator",
    "my-data",
    "chats",
    "language",
)

known = Call(
    "known",
    Backend.who_am_i,
    request=lambda _a: AskWhoAmI(),
    sample=(WhoAmI(person=None, name=None, link=None), WhoAmI(person="1", name="رضا", link="1")),
)
wish = Ask("wish", choice(*SERVICES), args=lambda a: {"name": (a[known].name if known in a else None) or "unknown"})

flow: Flow[None] = Flow(
    id="home",
    version=4,
    start=known,
    edges={known: outcome(ok=wish, unavailable=wish), wish: go_to(*SERVICES, by=wish)},
    resumable=False,
)
