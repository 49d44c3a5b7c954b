"""What is left of a conversation when Redis loses it, and is no effect ever made twice or a lost answer guessed?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bimeyar.shared_redis import SharedRedis, open_redis
from conversations.engine import Attached, ChatKey, ContactShared, Event, Happened, Pressed, Started, Typed
from conversations.ports import Conflict, StoreAway, Stored, TurnAway
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.redis import RedisStore
from conversations.stores.sql import SqlStore
from conversations.turns.redis import Patience, RedisTurns
from tests.conversations.test_runner import Crash, Lane, MortalBackend, Steps, to_review
from tests.conversations.test_stores import ONE, TWO, Xor, _sql, some
from tests.conversations.toys import CHAT, NOON, FakeBackend, envelope
from tests.redis_at_hand import redis_server


@dataclass
class World:
    """One Redis and one database, and stores on them as of so many processes."""

    shared: SharedRedis
    behind: SqlStore

    def store(self, **more: Any) -> CheckpointedStore:
        front = RedisStore(client=self.shared.client, cipher=Xor(), life=self.shared.life, **more)
        return CheckpointedStore(front=front, behind=self.behind)

    def lane(self, backend: Any = None, **settings: Any) -> Lane:
        """One more process."""
        turns = RedisTurns(client=self.shared.client)
        store = self.store(token_of=turns.token, turn_key=turns.key, at_hand=turns.at_hand)
        return Lane(store=store, backend=backend, turns=turns, **settings)

    async def flush(self) -> None:
        await self.shared.client.flushdb()


@pytest.fixture
async def world(shared: SharedRedis, database_url: str) -> AsyncIterator[World]:
    behind, engine = _sql(database_url)
    yield World(shared, behind)
    await engine.dispose()


def ids(replies: list[Any]) -> list[str]:
    return [reply.text.id for reply in replies]


async def test_the_database_follows_and_never_goes_back(world: World) -> None:
    store = world.store()
    first = await store.save(ONE, some(lapses_at=NOON))
    assert await world.behind.load(ONE) is None
    assert await store.checkpoint() == 1
    assert await world.behind.load(ONE) == some(revision=first, lapses_at=NOON)
    old = await store._front.dirty(9)
    second = await store.save(ONE, some(revision=first))
    newest = await store._front.dirty(9)
    assert (old, [record.revision for record in newest]) == ([], [second])
    await world.behind.copy(newest)
    await world.behind.copy([replace(newest[0], revision=first, blob=b"older")])
    kept = await world.behind.load(ONE)
    assert kept is not None
    assert kept.revision == second
    assert await store.checkpoint() == 1
    assert await store.checkpoint() == 0


async def test_what_is_written_while_it_is_copied_is_copied_again(world: World) -> None:
    store = world.store()
    first = await store.save(ONE, some())
    records = await store._front.dirty(9)
    second = await store.save(ONE, some(revision=first))
    await world.behind.copy(records)
    await store._front.clean(records)
    assert await store.checkpoint() == 1
    kept = await world.behind.load(ONE)
    assert kept is not None
    assert kept.revision == second


async def test_several_workers_copy_at_once(world: World) -> None:
    store = world.store()
    chats = [ChatKey("t", "1", str(number)) for number in range(450)]
    for chat in chats:
        await store.save(chat, some())
    await asyncio.gather(*(world.store().checkpoint() for _ in range(3)))
    assert [chat for chat in chats if await world.behind.load(chat) is None] == []
    assert await store.checkpoint() == 0


async def test_bytes_that_are_no_record_do_not_hold_up_the_others(world: World) -> None:
    store = world.store()
    await store.save(ONE, some())
    await store.save(TWO, some())
    await world.shared.client.set(f"bimeyar:chat:{ONE}", b"what is this")
    assert await store.checkpoint() == 1
    assert await store.checkpoint() == 0
    assert await world.behind.load(TWO) is not None


async def test_a_turn_brings_the_session_along_and_a_second_look_sees_what_came_since(world: World) -> None:
    turns = RedisTurns(client=world.shared.client)
    store, other = world.store(at_hand=turns.at_hand, remember=0), world.store()
    first = await other.save(ONE, some())
    await world.shared.client.config_resetstat()
    async with turns.turn(ONE, 1):
        assert await store.load(TWO) is None
        assert await store.load(ONE) == some(revision=first)
        said = await world.shared.client.info("commandstats")
        assert said["cmdstat_get"]["calls"] == 2, "of the other chat, and with the turn"
        second = await other.save(ONE, some(revision=first))
        assert await store.load(ONE) == some(revision=second)
    assert turns.at_hand(ONE) is None


async def test_after_a_flush_the_copy_comes_back_and_no_revision_does(world: World) -> None:
    store = world.store()
    first = await store.save(ONE, some())
    await store.checkpoint()
    second = await store.save(ONE, some(revision=first))
    await world.flush()
    with pytest.raises(Conflict):
        await store.save(ONE, some(revision=second))
    back = await store.load(ONE)
    assert back == some(revision=first, came_back=True)
    others = await world.store().load(ONE)
    third = await store.save(ONE, back)
    assert third > second
    assert others is not None
    with pytest.raises(Conflict):
        await world.store().save(ONE, others)
    now = await world.store().load(ONE)
    assert now == some(revision=third)


async def test_small_revisions_from_a_time_before_redis_are_left_behind(world: World) -> None:
    assert await world.behind.save(ONE, some()) == 1
    store = world.store()
    back = await store.load(ONE)
    assert back is not None
    assert await store.save(ONE, back) > 1_700_000_000_000
    assert await store.checkpoint() == 1


async def test_a_server_that_comes_up_with_older_values_is_not_believed(sqlite_url: str) -> None:
    behind, engine = _sql(sqlite_url)
    async with redis_server(durable=True) as server:
        shared = open_redis(server.url)
        store = World(shared, behind).store()
        first = await store.save(ONE, some())
        only_here = await store.save(TWO, some())
        old = await shared.client.dump(f"bimeyar:chat:{ONE}")
        second = await store.save(ONE, some(revision=first, seen=("1", "2", "3")))
        await behind.copy([record for record in await store._front.dirty(9) if record.chat == ONE])
        assert (await store.load(ONE)) == some(revision=second, seen=("1", "2", "3"))
        await shared.client.restore(f"bimeyar:chat:{ONE}", 0, old, replace=True)
        await server.restart()
        with pytest.raises((Conflict, StoreAway)):
            await store.save(ONE, some(revision=first))
        back = await store.load(ONE)
        assert back == some(revision=second, seen=("1", "2", "3"), came_back=True)
        assert await store.load(TWO) == some(revision=only_here, came_back=True)
        assert await store.save(ONE, back) > second
        assert await store.save(TWO, some(revision=only_here, came_back=True)) > only_here
        again = await store.load(ONE)
        assert again is not None
        assert not again.came_back
        await shared.close()
    await engine.dispose()


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


async def test_a_holder_that_slept_through_its_turn_cannot_write(world: World) -> None:
    asleep = RedisTurns(client=world.shared.client, patience=Patience(turn=0.05))
    awake = RedisTurns(client=world.shared.client, patience=Patience(most=5))
    store = world.store(token_of=asleep.token, turn_key=asleep.key)
    other = world.store(token_of=awake.token, turn_key=awake.key)
    async with asleep.turn(ONE, 1):
        revision = await store.save(ONE, some())
        loaded = await store.load(ONE)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            if "_keep" in repr(task.get_coro()):
                task.cancel()  # as if the whole process stood still
        await asyncio.sleep(0.1)
        async with awake.turn(ONE, 2):
            assert loaded is not None
            with pytest.raises(TurnAway):
                await store.save(ONE, loaded)
            fresh = await other.load(ONE)
            assert fresh == some(revision=revision)
            await other.save(ONE, fresh)
        with pytest.raises(TurnAway):
            await store.save(ONE, loaded)


STORY: tuple[Any, ...] = (Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note"), "yes", "check")


class MortalStore(CheckpointedStore):
    """Dies before or after any step into Redis or the database."""

    def __init__(self, inner: CheckpointedStore, steps: Steps) -> None:
        super().__init__(front=inner._front, behind=inner._behind)
        self.steps = steps
        copy_one = inner._behind.copy_one

        async def mortal(record: Any) -> None:
            steps.pass_by()
            await copy_one(record)
            steps.pass_by()

        self._behind = SqlStore(begin=inner._behind._begin, table=inner._behind._table, cipher=Xor())
        self._behind.copy_one = mortal  # type: ignore[method-assign]

    async def load(self, chat: ChatKey) -> Stored | None:
        self.steps.pass_by()
        return await super().load(chat)

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        self.steps.pass_by()
        revision = await super().save(chat, stored)
        self.steps.pass_by()
        return revision


async def tell(world: World, chat: ChatKey, steps: Steps) -> tuple[MortalBackend, list[str], int]:
    """The whole story; after a crash another process gets the same update again."""
    backend = MortalBackend()
    backend.steps = steps
    seen: list[Any] = []
    crashes = 0

    def process() -> Lane:
        lane = world.lane(backend)
        lane.runner._store = MortalStore(lane.store, steps)
        return lane

    async def deliver(replies: tuple[Any, ...]) -> None:
        steps.pass_by()
        seen.extend(replies)
        steps.pass_by()

    lane = process()
    for number, said in enumerate(STORY):
        event = said
        if isinstance(said, str):
            event = Pressed(next(reply.screen for reply in reversed(seen) if reply.options), said)
        while True:
            try:
                await lane.runner.handle(envelope(str(number), event, chat=chat), deliver)
                break
            except Crash:
                crashes += 1
                lane = process()
    return backend, ids(seen), crashes


async def test_a_crash_at_any_await_changes_neither_effects_nor_the_end(world: World) -> None:
    steps = Steps()
    _, plain, _ = await tell(world, ChatKey("t", "1", "plain"), steps)
    assert steps.count > 35
    for place in range(1, steps.count + 1):
        again = Steps()
        again.die_at = place
        backend, seen, crashes = await tell(world, ChatKey("t", "1", str(place)), again)
        assert crashes == 1, place
        assert len(backend.effects) == 1, place
        assert set(seen) == set(plain), place
        assert seen[-1] == plain[-1], place
