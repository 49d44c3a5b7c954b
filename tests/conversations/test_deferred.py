"""Do updates that wait lie sealed, once, by bot, oldest first, and go when they are dealt with?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import MetaData, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from conversations.stores.deferred import SqlDeferred, deferred_table
from tests.conversations.test_stores import Xor


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(database_url)
    yield engine
    await engine.dispose()


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def drawer(
    engine: AsyncEngine, *, clock: Clock | None = None, channel: str = "telegram", bot: str = "1"
) -> SqlDeferred:
    table = deferred_table(MetaData())
    return SqlDeferred(begin=engine.begin, table=table, cipher=Xor(), clock=clock or Clock(), channel=channel, bot=bot)


async def test_they_wait_in_their_order_and_go_when_done(engine: AsyncEngine) -> None:
    clock = Clock()
    ours, others = drawer(engine, clock=clock), drawer(engine, channel="bale")
    await others.keep(5, b"theirs")
    for number in (870, 871):
        await ours.keep(number, f"body {number}".encode())
    clock.moment += timedelta(days=8)
    await ours.keep(3, b"numbers began anew")
    await ours.keep(870, b"again")
    assert await ours.waiting(10) == [(870, b"body 870"), (871, b"body 871"), (3, b"numbers began anew")]
    assert await ours.waiting(1) == [(870, b"body 870")]
    await ours.drop(870)
    await ours.drop(870)
    assert [number for number, _ in await ours.waiting(10)] == [871, 3]
    assert await others.waiting(10) == [(5, b"theirs")]


async def test_the_body_is_sealed_for_its_bot_and_one_that_does_not_open_holds_up_nobody(engine: AsyncEngine) -> None:
    ours = drawer(engine)
    for number in (1, 2):
        await ours.keep(number, b"0912")
    table = deferred_table(MetaData())
    async with engine.begin() as connection:
        (sealed,) = (await connection.execute(select(table.c.body_sealed).where(table.c.update_id == 1))).scalars()
        assert b"0912" not in sealed
        moved = update(table).where(table.c.update_id == 1).values(body_sealed=b"elsewhere" + sealed)
        await connection.execute(moved)
    assert await ours.waiting(10) == [(2, b"0912")]
