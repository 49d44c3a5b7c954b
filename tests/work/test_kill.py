"""Does work survive a kill -9 of the process that was doing it?"""

import asyncio
import sys
from collections import Counter

import pytest
from sqlalchemy import text

from backend.kit.outbox import Lane
from backend.work.choice import EngineKind
from tests.databases import rows_of
from tests.work.engines import KINDS, make_engine, open_database

HOW_MANY = 24


async def start_process(kind: EngineKind, url: str) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.work.worker_process", kind, url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 30) == b"ready\n"
    return process


def read_numbers(url: str, table: str) -> list[int]:
    return [row[0] for row in rows_of(url, f"SELECT n FROM {table}")]


async def wait_for_effects(url: str, least: int) -> None:
    async with asyncio.timeout(30):
        while len(read_numbers(url, "effects")) < least:  # noqa: ASYNC110 — another process writes it
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("kind", KINDS)
async def test_killed_in_the_middle_everything_is_done_once(kind: EngineKind, database_url: str) -> None:
    async with open_database(database_url, kind) as database:
        engine = make_engine(kind, database, database_url)
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE begun (n INTEGER)"))
            await connection.execute(text("CREATE TABLE effects (n INTEGER PRIMARY KEY)"))
            for number in range(HOW_MANY):
                await engine.enqueue(connection, "work", {"n": number}, lane=Lane.REPLIES)
        await engine.stop()
    for least in (4, 12):
        process = await start_process(kind, database_url)
        await wait_for_effects(database_url, least)
        process.kill()
        await process.wait()
        assert len(read_numbers(database_url, "effects")) < HOW_MANY
    process = await start_process(kind, database_url)
    await wait_for_effects(database_url, HOW_MANY)
    process.kill()
    await process.wait()
    assert sorted(read_numbers(database_url, "effects")) == list(range(HOW_MANY))
    most = Counter(read_numbers(database_url, "begun")).most_common(1)[0][1]
    assert most <= 3
