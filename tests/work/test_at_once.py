"""Two who ask for the same work at the same moment on PostgreSQL: is it done once, and do both go on?"""

from __future__ import annotations

import asyncio

import pytest

from backend.kit.outbox import Lane
from backend.work.choice import EngineKind
from backend.work.port import Args
from tests.backend.at_once.lockstep import LockstepDatabase, fault_of
from tests.databases import Databases
from tests.work.engines import KINDS, make_engine, open_database


@pytest.mark.parametrize("kind", KINDS)
async def test_the_same_dedup_at_once_is_done_once(kind: EngineKind, postgres_databases: Databases) -> None:
    url, done = postgres_databases.fresh(), list[int]()
    async with open_database(url, kind) as database:
        engine, both = make_engine(kind, database, url), LockstepDatabase(database)

        async def work(args: Args) -> None:
            done.append(int(args["n"]))

        async def ask(number: int) -> None:
            async with both.begin() as connection:
                await engine.enqueue(connection, "work", {"n": number}, lane=Lane.REPLIES, dedup="same")

        engine.register("work", work)
        assert fault_of(await both.race(ask(1), ask(2))) == []
        await engine.start()
        async with asyncio.timeout(10):
            while not done:  # noqa: ASYNC110 — engines ring no bell for a test
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        await engine.stop()
    assert len(done) == 1
