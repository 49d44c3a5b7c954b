"""Are effects made once and answers given at least once, whatever fails, repeats or arrives together?"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from conversations.engine import ChatKey, Happened, Pressed, Reply, Started, Typed
from conversations.ports import Conflict, Stored, Unreadable
from conversations.stores.memory import MemoryStore
from tests.conversations.lanes import Lane, to_review
from tests.conversations.toys import NOON, FakeBackend, envelope, open_book


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
