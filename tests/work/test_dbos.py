"""Does DBOS keep to its corner: our event loop untouched, old work forgotten, no way to its owners' service?"""

import asyncio
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

from dbos import DBOS

from backend.kit.outbox import Lane
from backend.work.dbos_engine import DbosEngine, system_url
from backend.work.port import Args
from tests.work.engines import make_engine, open_database


def count_workflows(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        return int(connection.execute("SELECT COUNT(*) FROM workflow_status").fetchone()[0])
    finally:
        connection.close()


async def test_it_keeps_to_its_corner(tmp_path: Path) -> None:
    file = tmp_path / "work.db"
    threads: list[str] = []
    done = asyncio.Event()

    async with open_database(file, "dbos") as database:
        engine = make_engine("dbos", database, file)
        assert isinstance(engine, DbosEngine)

        async def work(_args: Args) -> None:
            threads.append(threading.current_thread().name)
            threads.append(await asyncio.to_thread(lambda: threading.current_thread().name))
            done.set()

        engine.register("work", work)
        await engine.start()
        async with database.begin() as connection:
            await engine.enqueue(connection, "work", {"n": 1}, lane=Lane.CODES)
        await asyncio.wait_for(done.wait(), 10)
        await asyncio.sleep(0.3)
        assert count_workflows(file) == 1
        engine.keep = timedelta(seconds=-60)
        await engine._purge({})
        assert count_workflows(file) == 0
        assert DBOS.application_version == "1"
        assert DBOS.executor_id == engine.me
        await engine.stop()
        assert await asyncio.to_thread(lambda: 1) == 1
    assert threads[0] == threading.current_thread().name
    assert not threads[1].startswith("dbos")


def test_the_same_database_with_a_driver_of_its_own() -> None:
    assert system_url("sqlite+aiosqlite:////var/b.db") == "sqlite:////var/b.db"
    assert system_url("postgresql+asyncpg://u:p@h:1/d") == "postgresql+psycopg://u:p@h:1/d"
