"""Does one update of a chat pass at a time, in order, in one process and through all of them, and does nobody wait for the dead?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from bimeyar.shared_redis import SharedRedis, open_redis
from conversations.engine import ChatKey
from conversations.ports import StoreAway, TurnAway, Turns
from conversations.shared import session_key
from conversations.turns.local import LocalTurns
from conversations.turns.redis import Patience, RedisTurns

ONE, TWO = ChatKey("telegram", "1", "2"), ChatKey("telegram", "1", "3")
EAGER = Patience(next_asks=0.005, others_ask=0.05)
BRIEF = Patience(turn=0.3, silence=0.2, next_asks=0.005, others_ask=0.05)


@pytest.fixture(params=["local", "redis"])
def replica(request: pytest.FixtureRequest) -> Callable[[], Turns]:
    """The turns of one more process; of the local ones there is but one process."""
    if request.param == "local":
        local = LocalTurns()
        return lambda: local
    shared: SharedRedis = request.getfixturevalue("shared")
    return lambda: RedisTurns(client=shared.client, patience=EAGER)


class Log:
    """Who went in, in order; fails where two are in at once."""

    def __init__(self) -> None:
        self.order: list[object] = []
        self.inside = 0

    async def go(
        self, turns: Turns, order: int | None, *, chat: ChatKey = ONE, until: Awaitable[object] | None = None
    ) -> None:
        async with turns.turn(chat, order):
            self.inside += 1
            assert self.inside == 1
            self.order.append(order)
            await (until or asyncio.sleep(0.01))
            self.inside -= 1


async def test_one_at_a_time_the_smallest_number_next(replica: Callable[[], Turns]) -> None:
    log, replicas, over = Log(), [replica() for _ in range(3)], asyncio.Event()
    tasks = [asyncio.ensure_future(log.go(replicas[0], 50, until=over.wait()))]
    for place, number in enumerate([9, 3, 7, None, 1, 8, 2]):
        await asyncio.sleep(0.02)
        tasks.append(asyncio.ensure_future(log.go(replicas[place % 3], number)))
    await asyncio.sleep(0.1)
    over.set()
    await asyncio.gather(*tasks)
    assert log.order == [50, 1, 2, 3, 7, 8, 9, None], "without a number behind all who stood there"


async def test_chats_do_not_wait_for_each_other(replica: Callable[[], Turns]) -> None:
    turns = replica()
    async with turns.turn(ONE, 1):
        await asyncio.wait_for(Log().go(turns, 1, chat=TWO), 1)


async def test_who_is_cancelled_while_waiting_is_out_of_the_way(replica: Callable[[], Turns]) -> None:
    log, turns, others, over = Log(), replica(), replica(), asyncio.Event()
    first = asyncio.ensure_future(log.go(turns, 1, until=over.wait()))
    await asyncio.sleep(0.05)
    second, third = asyncio.ensure_future(log.go(turns, 2)), asyncio.ensure_future(log.go(others, 3))
    await asyncio.sleep(0.1)
    second.cancel()
    over.set()
    await asyncio.wait_for(asyncio.gather(first, third), 5)
    assert log.order == [1, 3]


async def test_a_turn_that_ends_badly_is_given_back(replica: Callable[[], Turns]) -> None:
    turns = replica()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with turns.turn(ONE, 1):
                raise ZeroDivisionError
    await asyncio.wait_for(Log().go(turns, 2), 1)


async def test_local_turns_keep_nothing_of_chats_that_are_quiet() -> None:
    turns = LocalTurns()
    await asyncio.gather(*(Log().go(turns, number, chat=ChatKey("t", "1", str(number))) for number in range(50)))
    assert turns._lanes == {}


async def test_a_dead_holder_and_a_dead_waiter_are_waited_for_no_longer_than_they_may(shared: SharedRedis) -> None:
    here, there = (RedisTurns(client=shared.client, patience=BRIEF) for _ in range(2))
    keys = [here.key(ONE), f"bimeyar:wait:{ONE}", session_key(ONE)]
    assert await here._take(keys, ["dead", "1", 300, 200]) == [0, None]
    assert await here._take(keys, ["dead too", "2", 300, 200]) == [1]
    began = time.monotonic()
    await Log().go(there, 3)
    assert time.monotonic() - began > 0.2


async def test_a_living_holder_keeps_its_turn_however_long_it_takes(shared: SharedRedis) -> None:
    here, there, log = RedisTurns(client=shared.client, patience=BRIEF), RedisTurns(client=shared.client), Log()
    long = asyncio.ensure_future(log.go(here, 9, until=asyncio.sleep(1.0)))
    await asyncio.sleep(0.1)
    await asyncio.gather(long, log.go(there, 1))
    assert log.order == [9, 1]


async def test_one_waits_no_longer_than_one_is_ready_to(shared: SharedRedis) -> None:
    here, there = (
        RedisTurns(client=shared.client, patience=Patience(most=most, next_asks=0.02)) for most in (5.0, 0.1)
    )
    async with here.turn(ONE, 1):
        with pytest.raises(TurnAway):
            await Log().go(there, 2)
    await asyncio.gather(*there._endings)
    assert await shared.client.exists(f"bimeyar:wait:{ONE}") == 0


async def test_nothing_stays_behind_and_the_quiet_case_is_two_round_trips(shared: SharedRedis) -> None:
    turns = RedisTurns(client=shared.client)
    await Log().go(turns, 1)
    await shared.client.config_resetstat()
    await Log().go(turns, 2)
    said = await shared.client.info("commandstats")
    assert said["cmdstat_evalsha"]["calls"] == 2
    assert [key async for key in shared.client.scan_iter("bimeyar:*:*")] == []


async def test_without_redis_there_is_no_turn_and_no_long_wait() -> None:
    nowhere = open_redis("redis://127.0.0.1:1/0")
    turns = RedisTurns(client=nowhere.client)
    began = time.monotonic()
    with pytest.raises(StoreAway):
        await Log().go(turns, 1)
    assert time.monotonic() - began < 5
    await asyncio.gather(*turns._endings)
    await nowhere.close()
