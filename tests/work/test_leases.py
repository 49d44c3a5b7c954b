"""Is a lease held by one at a time, kept by renewing, free after its end, and given back?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.work.leases import Leases

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(url=database_url)
    yield database
    await database.close()


async def test_one_holds_it_until_it_ends_or_is_given_back(database: Database) -> None:
    clock = FixedClock(NOON)
    one, two = (Leases(database=database, clock=clock, me=me) for me in ("one", "two"))
    assert await one.take("poll", seconds=8)
    assert not await two.take("poll", seconds=8)
    assert await two.take("other", seconds=8), "leases have nothing to do with one another"
    clock.forward(timedelta(seconds=6))
    assert await one.take("poll", seconds=8), "it is kept by taking it again"
    clock.forward(timedelta(seconds=6))
    assert not await two.take("poll", seconds=8)
    clock.forward(timedelta(seconds=3))
    assert await two.take("poll", seconds=8), "one has died"
    assert not await one.take("poll", seconds=8)
    await one.leave("poll")
    assert not await one.take("poll", seconds=8), "nobody gives back what is not theirs"
    await two.leave("poll")
    assert await one.take("poll", seconds=8)


async def test_of_many_at_once_one_gets_it(database: Database) -> None:
    clock = FixedClock(NOON)
    many = [Leases(database=database, clock=clock) for _ in range(12)]
    assert sum(await asyncio.gather(*(lease.take("poll", seconds=8) for lease in many))) == 1
    clock.forward(timedelta(seconds=9))
    assert sum(await asyncio.gather(*(lease.take("poll", seconds=8) for lease in many))) == 1
