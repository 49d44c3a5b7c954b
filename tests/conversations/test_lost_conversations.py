"""Redis loses a conversation: is no effect ever made twice, and no answer to a lost question guessed?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from conversations.engine import Attached, ContactShared, Event, Happened, Pressed, Started, Typed
from conversations.ports import StoreAway
from conversations.stores.sql import SqlStore
from tests.conversations.checkpoints import World, ids
from tests.conversations.lanes import to_review
from tests.conversations.test_stores import Xor
from tests.conversations.toys import CHAT, NOON, FakeBackend


async def test_an_effect_is_known_to_the_database_before_it_is_made(world: World) -> None:
    class Looks(FakeBackend):
        async def issue(self, request: Any, caller: Any) -> Any:
            kept = await world.behind.load(CHAT)
            assert kept is not None
            assert kept.session.call is not None
            assert kept.session.call.key == caller.key
            return await super().issue(request, caller)

    lane = world.lane(Looks())
    screen = await to_review(lane)
    assert ids(await lane.send("p", Pressed(screen, "yes"))) == ["slip-wait"]
    assert lane.parked == []


async def test_after_a_flush_the_effect_is_not_made_again(world: World) -> None:
    lane = world.lane()
    screen = await to_review(lane)
    await lane.send("p", Pressed(screen, "yes"))
    await world.flush()
    other = world.lane(lane.backend)
    assert ids(await other.send("q", Typed("سلام"))) == ["slip-wait", "slip-wait"]
    assert ids(await other.send("r", Pressed(screen, "yes"))) == ["slip-wait"]
    assert len(lane.backend.effects) == 1


async def test_a_database_that_is_away_keeps_the_effect_from_being_made(world: World) -> None:
    class Failing(SqlStore):
        async def copy_one(self, record: Any) -> None:
            raise StoreAway

    lane = world.lane()
    screen = await to_review(lane)
    lane.store._behind = Failing(begin=world.behind._begin, table=world.behind._table, cipher=Xor())
    for _ in range(2):
        with pytest.raises(StoreAway):
            await lane.send("p", Pressed(screen, "yes"))
    assert lane.backend.effects == {}
    other = world.lane(lane.backend)
    assert ids(await other.send("p", Pressed(screen, "yes"))) == ["slip-wait"]
    assert len(lane.backend.effects) == 1


@pytest.mark.parametrize(
    "event", [Typed("12345"), Typed("2"), ContactShared("0912", own=True), Attached("photo", "x", "image/jpeg", 9)]
)
async def test_nothing_counts_as_an_answer_that_may_answer_a_lost_question(world: World, event: Event) -> None:
    lane = world.lane()
    for number, said in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
        await lane.send(f"a{number}", said)
    await lane.store.checkpoint()
    before = (await lane.session).frames
    await lane.send("b", Typed("no"))
    await world.flush()
    replies = await lane.send("c", event)
    assert replies[0].notice is not None
    assert (replies[0].text.id, replies[0].notice.id) == ("slip-support", "engine-behind")
    assert (await lane.session).frames == before
    assert await lane.send("c", event) == []
    assert ids(await lane.send("d", Typed("no"))) == ["slip-note"]


async def test_news_between_does_not_make_a_text_an_answer_again(world: World) -> None:
    lane = world.lane()
    for number, said in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
        await lane.send(f"a{number}", said)
    await lane.store.checkpoint()
    await world.flush()
    assert ids(await lane.send("news:1", Happened("payment", "x", {})))[0] == "notice-payment"
    replies = await lane.send("c", Typed("no"))
    assert replies[0].notice is not None
    assert replies[0].notice.id == "engine-behind"


async def test_a_button_of_a_lost_screen_explains_itself_whatever_its_number(world: World) -> None:
    lane = world.lane()
    for number, said in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
        replies = await lane.send(f"a{number}", said)
    await lane.store.checkpoint()
    shown = replies[-1].screen
    lost = [(await lane.send(f"b{number}", said))[-1].screen for number, said in enumerate([Typed("no"), Typed("x")])]
    await world.flush()
    replies = await lane.send("c", Pressed(lost[-1], "yes"))
    assert replies[0].notice is not None
    assert replies[0].notice.id == "engine-stale"
    replies = await lane.send("d", Pressed(shown, "no"))
    assert ids(replies) == ["slip-note"]
    new = (await lane.send("e", Typed("note")))[-1].screen
    assert new not in {shown, *lost}
    assert lane.backend.effects == {}


async def test_with_nothing_anywhere_the_chat_begins_anew(world: World) -> None:
    lane = world.lane()
    await lane.send("1", Started("slip"))
    await world.flush()
    assert ids(await lane.send("2", Typed("12345"))) == ["home-menu"]
    assert lane.backend.calls["check"] == 0
    assert lane.backend.effects == {}


async def test_the_silent_are_found_though_redis_forgot_them(world: World) -> None:
    lane = world.lane()
    await to_review(lane)
    await lane.store.checkpoint()
    await world.flush()
    lane.delivered.clear()
    lane.clock.moment = NOON + timedelta(hours=20)
    await lane.runner.lapse(lane.clock.moment, lambda chat: lane.deliver)
    assert ids(lane.delivered) == ["slip-review"]
