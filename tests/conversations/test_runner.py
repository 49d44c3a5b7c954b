"""Are effects made once and answers given at least once, whatever crashes, repeats or arrives together?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from backend.contract.outcome import Unavailable
from conversations.engine import ChatKey, Envelope, Event, Happened, Pressed, Reply, Started, Typed
from conversations.engine.session import Pending
from conversations.ports import Conflict, Store, Stored, Unreadable
from conversations.runner import Runner
from conversations.stores.memory import MemoryStore
from conversations.talk import MovingClock
from tests.conversations.toys import CHAT, NOON, FakeBackend, envelope, open_book


class Crash(BaseException):
    """The process dies here."""


class Lane:
    """One process: a runner on a shared store and backend, and what it delivered."""

    def __init__(
        self, store: Store | None = None, backend: Any = None, clock: MovingClock | None = None, **settings: Any
    ) -> None:
        self.store = store or MemoryStore()
        self.backend = backend or FakeBackend()
        self.clock = clock or MovingClock(NOON)
        self.delivered: list[Reply] = []
        self.parked: list[tuple[Envelope, Exception]] = []
        settings.setdefault("book", open_book())
        self.runner = Runner(store=self.store, backend=self.backend, clock=self.clock, parking=self, **settings)

    async def park(self, envelope: Envelope, error: Exception) -> None:
        self.parked.append((envelope, error))

    async def deliver(self, replies: tuple[Reply, ...]) -> None:
        self.delivered += replies

    async def send(self, update_id: str, event: Event, chat: ChatKey = CHAT) -> list[Reply]:
        self.delivered.clear()
        await self.runner.handle(envelope(update_id, event, chat=chat), self.deliver)
        return list(self.delivered)

    @property
    async def session(self) -> Any:
        stored = await self.store.load(CHAT)
        assert stored is not None
        return stored.session


async def to_review(lane: Lane) -> str:
    for number, event in enumerate([Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note")]):
        replies = await lane.send(f"u{number}", event)
    assert replies[-1].text.id == "slip-review"
    return replies[-1].screen


async def test_a_repeated_update_is_taken_once_and_not_answered_twice() -> None:
    lane = Lane()
    screen = await to_review(lane)
    assert [reply.text.id for reply in await lane.send("p", Pressed(screen, "yes"))] == ["slip-wait"]
    assert await lane.send("p", Pressed(screen, "yes")) == []
    assert len(lane.backend.effects) == 1


async def test_after_a_restart_a_repeated_update_is_answered_again_and_does_nothing() -> None:
    lane = Lane()
    screen = await to_review(lane)
    await lane.send("p", Pressed(screen, "yes"))
    other = Lane(store=lane.store, backend=lane.backend)
    assert [reply.text.id for reply in await other.send("p", Pressed(screen, "yes"))] == ["slip-wait"]
    assert len(lane.backend.effects) == 1


async def test_a_reply_that_could_not_be_delivered_comes_with_the_repeated_update() -> None:
    lane = Lane()

    async def broken(replies: tuple[Reply, ...]) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await lane.runner.handle(envelope("1", Started("slip")), broken)
    assert [reply.text.id for reply in await lane.send("1", Started("slip"))] == ["identify-code"]


async def test_updates_of_one_chat_are_taken_in_order_and_those_of_others_at_once() -> None:
    class Slow(FakeBackend):
        running = 0
        most = 0

        async def check(self, request: Any, caller: Any) -> Any:
            self.running += 1
            self.most = max(self.most, self.running)
            await asyncio.sleep(0)
            self.running -= 1
            return await super().check(request, caller)

    lane = Lane(backend=Slow())
    chats = [ChatKey("t", "1", str(number)) for number in range(5)]
    await asyncio.gather(
        *(lane.runner.handle(envelope("0", Started("slip"), chat=chat), lane.deliver) for chat in chats)
    )
    both = [envelope(str(number), Typed("12345"), chat=chats[0]) for number in (1, 2)]
    await asyncio.gather(*(lane.runner.handle(each, lane.deliver) for each in both))
    assert lane.backend.most == 1
    assert lane.backend.calls["check"] == 1, "the second text met the next question"
    await asyncio.gather(
        *(lane.runner.handle(envelope("3", Typed("12345"), chat=chat), lane.deliver) for chat in chats[1:])
    )
    assert lane.backend.most == 4
    assert lane.runner._turns._lanes == {}


async def test_two_quick_taps_act_once() -> None:
    lane = Lane()
    screen = await to_review(lane)
    await asyncio.gather(*(lane.send(f"tap{number}", Pressed(screen, "yes")) for number in range(4)))
    assert len(lane.backend.effects) == 1


async def test_two_replicas_at_once_act_once() -> None:
    store, backend = MemoryStore(), FakeBackend()
    lanes = [Lane(store=store, backend=backend) for _ in range(3)]
    screen = await to_review(lanes[0])
    await asyncio.gather(*(lane.send("p", Pressed(screen, "yes")) for lane in lanes))
    assert len(backend.effects) == 1
    assert (await lanes[0].session).frames[-1].step == "wait"


async def test_a_conflict_loads_again() -> None:
    class Moving(MemoryStore):
        conflicts = 2

        async def save(self, chat: ChatKey, stored: Stored) -> int:
            if self.conflicts:
                self.conflicts -= 1
                raise Conflict
            return await super().save(chat, stored)

    lane = Lane(store=Moving())
    assert [reply.text.id for reply in await lane.send("1", Started())] == ["home-menu"]


async def test_a_backend_that_takes_too_long_is_an_outage() -> None:
    class Stuck(FakeBackend):
        async def check(self, request: Any, caller: Any) -> Any:
            await asyncio.Event().wait()

    lane = Lane(backend=Stuck(), deadline=timedelta(milliseconds=10))
    await lane.send("1", Started("slip"))
    assert [reply.text.id for reply in await lane.send("2", Typed("12345"))] == ["engine-unavailable"]


async def test_a_defect_of_the_backend_is_parked_and_can_be_tried_again() -> None:
    lane = Lane(backend=FakeBackend(script={"issue": [ZeroDivisionError()]}))
    screen = await to_review(lane)
    replies = await lane.send("p", Pressed(screen, "yes"))
    assert [reply.text.id for reply in replies] == ["engine-unavailable"]
    assert [type(error) for _, error in lane.parked] == [ZeroDivisionError]
    await lane.send("q", Pressed(replies[-1].screen, "~again"))
    assert len(lane.backend.effects) == 1


async def test_a_poisoned_update_is_parked_answered_and_does_not_block_the_chat() -> None:
    from conversations.engine import END, Ask, Command, Flow
    from conversations.inputs import choice
    from tests.conversations import toys

    bad = Ask("bad", choice("a"), args=lambda a: {"x": 1 // 0})
    flow = Flow(id="bad", start=bad, edges={bad: END})
    lane = Lane(
        book=open_book(
            flows=(toys.home, toys.slip, toys.calc, toys.lang, toys.parrot, flow), commands=(Command("bad", "bad"),)
        )
    )
    assert [reply.text.id for reply in await lane.send("1", Started("bad"))] == ["engine-trouble"]
    assert [type(error) for _, error in lane.parked] == [ZeroDivisionError]
    assert await lane.send("1", Started("bad")) == [], "it is not taken again"
    assert [reply.text.id for reply in await lane.send("2", Typed("سلام"))] == ["home-menu"]


async def test_a_session_that_cannot_be_read_is_parked_and_answered() -> None:
    class Broken(MemoryStore):
        async def load(self, chat: ChatKey) -> Stored | None:
            raise Unreadable("broken")

    lane = Lane(store=Broken())
    assert [reply.text.id for reply in await lane.send("1", Typed("x"))] == ["engine-trouble"]
    assert len(lane.parked) == 1


async def test_silence_is_warned_about_and_ends_in_a_draft() -> None:
    lane = Lane()
    await to_review(lane)
    lane.delivered.clear()
    for hours, said in ((1, []), (20, ["slip-review"]), (21, []), (24, ["engine-expired"]), (25, [])):
        lane.clock.moment = NOON + timedelta(hours=hours)
        lane.delivered.clear()
        await lane.runner.lapse(lane.clock.moment, lambda chat: lane.deliver)
        assert [reply.text.id for reply in lane.delivered] == said
    session = await lane.session
    assert session.frames == ()
    assert len(session.drafts) == 1


async def test_a_silent_chat_that_cannot_be_reached_does_not_hold_up_the_others() -> None:
    lane = Lane()
    others = [ChatKey("t", "1", str(number)) for number in range(2)]
    for chat in others:
        for number, event in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
            await lane.send(f"u{number}", event, chat)
    lane.delivered.clear()
    lane.clock.moment = NOON + timedelta(hours=20)

    async def blocked(replies: tuple[Reply, ...]) -> None:
        raise ConnectionError

    await lane.runner.lapse(lane.clock.moment, lambda chat: blocked if chat == others[0] else lane.deliver)
    assert [reply.text.id for reply in lane.delivered] == ["slip-support"]
    assert [type(error) for _, error in lane.parked] == [ConnectionError]


async def test_news_is_told_once() -> None:
    lane = Lane()
    for _ in range(2):
        await lane.send("note:7", Happened("payment", "p", {}))
    assert await lane.send("note:7", Happened("payment", "p", {})) == []


# ---- crash at every await, then go on -----------------------------------------------------------------------------


class Steps:
    """Counts awaits, and dies at one of them: before the work, or after it."""

    def __init__(self) -> None:
        self.count = 0
        self.die_at: int | None = None

    def pass_by(self) -> None:
        self.count += 1
        if self.count == self.die_at:
            raise Crash


class Mortal(MemoryStore):
    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self.steps = steps

    async def load(self, chat: ChatKey) -> Stored | None:
        self.steps.pass_by()
        return await super().load(chat)

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        self.steps.pass_by()
        revision = await super().save(chat, stored)
        self.steps.pass_by()
        return revision


class MortalBackend(FakeBackend):
    steps: Steps

    async def issue(self, request: Any, caller: Any) -> Any:
        self.steps.pass_by()
        made = await super().issue(request, caller)
        self.steps.pass_by()
        return made

    async def check(self, request: Any, caller: Any) -> Any:
        self.steps.pass_by()
        return await super().check(request, caller)


STORY: Sequence[Any] = (Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note"), "yes", "check")


async def tell(steps: Steps) -> tuple[MortalBackend, list[str], int]:
    """The whole story; after a crash a new process gets the same update again. Gives backend, texts seen, crashes."""
    store, backend = Mortal(steps), MortalBackend()
    backend.steps = steps
    seen: list[Reply] = []
    crashes = 0
    lane = Lane(store=store, backend=backend)
    for number, event in enumerate(STORY):
        press = (
            Pressed(next(reply.screen for reply in reversed(seen) if reply.options), event)
            if isinstance(event, str)
            else event
        )

        async def deliver(replies: tuple[Reply, ...]) -> None:
            steps.pass_by()
            seen.extend(replies)
            steps.pass_by()

        while True:
            try:
                await lane.runner.handle(envelope(str(number), press), deliver)
                break
            except Crash:
                crashes += 1
                lane = Lane(store=store, backend=backend)
    return backend, [reply.text.id for reply in seen], crashes


async def test_a_crash_at_any_await_changes_neither_effects_nor_the_end() -> None:
    steps = Steps()
    _, plain, _ = await tell(steps)
    assert steps.count > 30
    for place in range(1, steps.count + 1):
        again = Steps()
        again.die_at = place
        backend, seen, crashes = await tell(again)
        assert crashes == 1, place
        assert len(backend.effects) == 1, place
        assert set(seen) == set(plain), place
        assert seen[-1] == plain[-1], place


async def test_another_update_first_finishes_what_a_crash_left() -> None:
    lane = Lane()
    screen = await to_review(lane)

    class DeadAfter(FakeBackend):
        async def issue(self, request: Any, caller: Any) -> Any:
            await lane.backend.issue(request, caller)
            raise Crash

    dying = Lane(store=lane.store, backend=DeadAfter())
    with pytest.raises(Crash):
        await dying.send("p", Pressed(screen, "yes"))
    assert isinstance((await lane.session).call, Pending)
    replies = await lane.send("q", Typed("سلام"))
    assert [reply.text.id for reply in replies] == ["slip-wait", "slip-wait"]
    assert len(lane.backend.effects) == 1
    assert await lane.send("p", Pressed(screen, "yes")) == []


async def test_a_call_left_by_a_crash_that_then_finds_an_outage_can_be_tried_again() -> None:
    lane = Lane()
    screen = await to_review(lane)

    class Dead(FakeBackend):
        async def issue(self, request: Any, caller: Any) -> Any:
            raise Crash

    with pytest.raises(Crash):
        await Lane(store=lane.store, backend=Dead()).send("p", Pressed(screen, "yes"))
    lane.backend.script["issue"] = [Unavailable()]
    replies = await lane.send("p", Pressed(screen, "yes"))
    assert [reply.text.id for reply in replies] == ["engine-unavailable"]
    await lane.send("q", Pressed(replies[-1].screen, "~again"))
    assert len(lane.backend.effects) == 1
