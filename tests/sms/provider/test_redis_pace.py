"""Do processes keep one pace together, urgent calls first, and send on while Redis is away?"""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

from bimeyar.shared_redis import SharedRedis, open_redis
from sms.providers.redis_pace import RedisPace
from tests.redis_at_hand import redis_server


def processes(shared: SharedRedis, per_second: float, how_many: int = 3) -> list[RedisPace]:
    return [RedisPace(client=shared.client, name="k", per_second=per_second) for _ in range(how_many)]


async def test_all_processes_together_are_no_faster_than_one_may_be(shared: SharedRedis) -> None:
    paces, left = processes(shared, 20.0), []

    async def call(number: int) -> None:
        await paces[number % 3].take_turn(urgent=number % 2 == 0)
        left.append(time.monotonic())

    began = time.monotonic()
    await asyncio.gather(*(call(number) for number in range(21)))
    assert left[-1] - began >= 0.99, "twenty gaps of a twentieth"


async def test_turns_are_booked_evenly_apart(shared: SharedRedis) -> None:
    paces = processes(shared, 5.0)
    began = time.monotonic()
    booked = [time.monotonic() - began + await paces[number % 3]._ask(urgent=True) for number in range(10)]
    assert min(after - before for before, after in pairwise(booked)) > 0.15
    assert 1.7 < booked[-1] - booked[0] < 2.0


async def test_an_urgent_call_is_before_those_that_wait_elsewhere(shared: SharedRedis) -> None:
    here, there, _ = processes(shared, 10.0)
    await here.take_turn()
    order: list[str] = []

    async def call(pace: RedisPace, name: str, *, urgent: bool) -> None:
        await pace.take_turn(urgent=urgent)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(call(here, name, urgent=False))
        await asyncio.sleep(0.02)
        for name in "12":
            group.create_task(call(there, name, urgent=True))
    assert order == ["1", "2", "a", "b", "c"]


async def test_without_redis_each_process_keeps_the_pace_alone() -> None:
    async with redis_server() as server:
        shared = open_redis(server.url)
        pace = RedisPace(client=shared.client, name="k", per_second=20.0)
        await pace.take_turn()
        await server.kill()
        began = time.monotonic()
        for _ in range(5):
            await pace.take_turn()
        assert time.monotonic() - began >= 0.19
        await server.start()
        await pace.take_turn()
        await shared.close()
