"""Does work survive a kill -9 of the process that was doing it?"""

import asyncio
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from backend.kit.outbox import Lane
from backend.work.choice import EngineKind
from tests.work.engines import KINDS, make_engine, open_database

HOW_MANY = 24


async def start_process(kind: EngineKind, file: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.work.worker_process", kind, str(file), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 30) == b"ready\n"
    return process


def read_numbers(file: Path, table: str) -> list[int]:
    connection = sqlite3.connect(file, timeout=30)
    try:
        return [row[0] for row in connection.execute(f"SELECT n FROM {table}")]
    finally:
        connection.close()


async def wait_for_effects(file: Path, least: int) -> None:
    async with asyncio.timeout(30):
        while len(read_numbers(file, "effects")) < least:  # noqa: ASYNC110 — another process writes it
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("kind", KINDS)
async def test_killed_in_the_middle_everything_is_done_once(kind: EngineKind, tmp_path: Path) -> None:
    file = tmp_path / "work.db"
    async with open_database(file, kind) as database:
        engine = make_engine(kind, database, file)
        async with database.begin() as connection:
            await connection.execute(text("CREATE TABLE begun (n INTEGER)"))
            await connection.execute(text("CREATE TABLE effects (n INTEGER PRIMARY KEY)"))
            for number in range(HOW_MANY):
                await engine.enqueue(connection, "work", {"n": number}, lane=Lane.REPLIES)
        await engine.stop()
    for least in (4, 12):
        process = await start_process(kind, file)
        await wait_for_effects(file, least)
        process.kill()
        await process.wait()
        assert len(read_numbers(file, "effects")) < HOW_MANY
    process = await start_process(kind, file)
    await wait_for_effects(file, HOW_MANY)
    process.kill()
    await process.wait()
    assert sorted(read_numbers(file, "effects")) == list(range(HOW_MANY))
    most = Counter(read_numbers(file, "begun")).most_common(1)[0][1]
    assert most <= 3
