"""Whatever anybody sends, in any order and however often: nothing is raised, nothing is lost, effects are made once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.engine import (
    Attached,
    ContactShared,
    Event,
    Failed,
    Got,
    Happened,
    Lapsed,
    Outage,
    Pressed,
    Refusal,
    Session,
    Started,
    Typed,
    advance,
)
from conversations.engine.session import from_json, to_json
from conversations.ports import Stored, Unsent
from conversations.runner import Runner
from conversations.stores.blob import decode, encode
from conversations.stores.memory import MemoryStore
from conversations.talk import MovingClock
from tests.conversations.hand import at_once
from tests.conversations.toys import NOON, FakeBackend, Unavailable, envelope, open_book

BOOK = open_book()
SAID = ["12345", "99999", "1", "۲", "3", "بله", "خیر", "سلام", "بازگشت", "انصراف", "راهنما", "حساب کن", "برگه", "منو", "500 ریال", "دو میلیون",
        "تومان", "/slip", "/calc", "/lang", "/parrot", "/start", "/back", "/cancel", "/help", "/", "🙂", "", " ", "x" * 4097, "fa", "en", "یک متن"]  # fmt: skip

texts = st.sampled_from(SAID) | st.text(max_size=20)
presses = st.integers(0, 12)
plain_events = st.one_of(
    texts.map(Typed),
    st.sampled_from(["", "slip", "calc", "nothing_here"]).map(Started),
    st.builds(Pressed, st.text(max_size=8), st.text(max_size=8)),
    st.builds(ContactShared, st.sampled_from(["09121234567", "", "x"]), st.booleans()),
    st.builds(Attached, st.sampled_from(["photo", "voice", "sticker", "odd"])),
    st.builds(Happened, st.sampled_from(["payment", "news"]), st.sampled_from(["s1", "s2"])),
    st.builds(Lapsed, st.sampled_from(["warn", "expire"])),
)
moves = st.lists(st.tuples(plain_events | presses, st.integers(0, 40)), max_size=30)
outcomes = st.sampled_from(["ok", "refuse", "outage"])


def through_json(session: Session) -> Session:
    again = from_json(json.loads(json.dumps(to_json(session))))
    assert again == session
    return again


RESULTS = {
    "account": {"months": ["1405-08", "1405-09"], "settled": True},
    "quote": {"total": 1, "count": 1},
    "issue": {"number": "s1"},
    "check": {"number": "p"},
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves, st.lists(outcomes, max_size=40))
def test_advance_never_raises_and_always_leaves_a_way_on(
    story: list[tuple[Event | int, int]], fates: list[str]
) -> None:
    session, now = Session.fresh(id="x", locale="fa", now=NOON), NOON
    fate = iter(fates)
    for event, hours in story:
        now += timedelta(hours=hours)
        turn = advance(BOOK, through_json(session), _press(session, event), now=now)
        replies = turn.replies
        while turn.call is not None:
            how = next(fate, "ok")
            answer: Event = Got(json.dumps(RESULTS[turn.call.method]))
            if how != "ok":
                answer = Failed(Refusal("code-wrong", {"left": 1}) if how == "refuse" else Outage())
            turn = advance(BOOK, through_json(turn.session), answer, now=now)
            replies += turn.replies
        session = turn.session
        if not isinstance(event, Lapsed):
            assert replies, event
        if session.frames:
            assert session.shown is not None
            assert session.shown.keys
        assert len(json.dumps(to_json(session))) < 8000


def _press(session: Session, event: Event | int) -> Event:
    if not isinstance(event, int):
        return event
    keys = session.shown.keys if session.shown is not None else ()
    return Pressed(session.shown.screen, keys[event % len(keys)]) if keys and session.shown else Started()


@settings(max_examples=60, deadline=None)
@given(moves)
def test_a_stored_chat_comes_back_as_it_was(story: list[tuple[Event | int, int]]) -> None:
    session = Session.fresh(id="x", locale="fa", now=NOON)
    for event, _ in story:
        turn = advance(BOOK, session, _press(session, event), now=NOON)
        stored = Stored(turn.session, ("1", "2"), (Unsent("2", turn.replies),) if turn.replies else (), 3)
        kept = decode(encode(stored), revision=3, lapses_at=None)
        assert kept.session == turn.session
        assert [reply.text for unsent in kept.unsent for reply in unsent.replies] == [
            reply.text for reply in turn.replies
        ]
        session = turn.session if turn.call is None else Session.fresh(id="x", locale="fa", now=NOON)


STORY: list[Any] = [Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note")]


@settings(max_examples=80, deadline=None)
@given(
    order=st.lists(st.integers(0, 7), min_size=1, max_size=25),
    falters=st.lists(st.sampled_from(["issue", "quote", "check"]), max_size=3),
)
def test_repeated_and_reordered_updates_make_one_effect_at_most(order: list[int], falters: list[str]) -> None:
    backend = FakeBackend(script={name: [Unavailable() for other in falters if other == name] for name in set(falters)})
    runner = Runner(book=BOOK, store=MemoryStore(), backend=backend, clock=MovingClock(NOON))
    screens: list[str] = []

    async def deliver(replies: Any) -> None:
        screens.extend(reply.screen for reply in replies if any(option.key == "yes" for option in reply.options))

    async def run() -> None:
        for number, event in enumerate(STORY):
            await runner.handle(envelope(f"s{number}", event), deliver)
        for number in order:
            if number < len(STORY):
                await runner.handle(envelope(f"s{number}", STORY[number]), deliver)
            elif screens:
                await runner.handle(envelope(f"press{number}", Pressed(screens[-1], "yes")), deliver)

    at_once(run())
    assert len(backend.effects) <= 1
