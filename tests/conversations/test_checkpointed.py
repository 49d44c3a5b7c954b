"""What is left of a session when Redis loses it or comes up older, and who may write?"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bimeyar.shared_redis import open_redis
from conversations.engine import ChatKey
from conversations.ports import Conflict, StoreAway, TurnAway
from conversations.turns.redis import Patience, RedisTurns
from tests.conversations.checkpoints import World
from tests.conversations.test_stores import ONE, TWO, _sql, some
from tests.conversations.toys import NOON
from tests.redis_at_hand import redis_server


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
