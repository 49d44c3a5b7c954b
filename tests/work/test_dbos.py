"""Does DBOS keep to its corner: our event loop untouched, old work forgotten, no way to its owners' service?"""

import asyncio
import threading
from datetime import timedelta

from dbos import DBOS

from backend.kit.outbox import Lane
from backend.work.dbos_engine import DbosEngine, system_url
from backend.work.port import Args
from tests.databases import rows_of
from tests.work.engines import make_engine, open_database


def count_workflows(url: str) -> int:
    schema = "" if url.startswith("sqlite") else "dbos."
    return int(rows_of(url, f"SELECT COUNT(*) FROM {schema}workflow_status")[0][0])


async def test_it_keeps_to_its_corner(database_url: str) -> None:
    threads: list[str] = []
    done = asyncio.Event()

    async with open_database(database_url, "dbos") as database:
        engine = make_engine("dbos", database, database_url)
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
        assert count_workflows(database_url) == 1
        engine.keep = timedelta(seconds=-60)
        await engine._purge({})
        assert count_workflows(database_url) == 0
        assert DBOS.application_version == "1"
        assert DBOS.executor_id == engine.me
        await engine.stop()
        assert await asyncio.to_thread(lambda: 1) == 1
    assert threads[0] == threading.current_thread().name
    assert not threads[1].startswith("dbos")


def test_the_same_database_with_a_driver_of_its_own() -> None:
    assert system_url("sqlite+aiosqlite:////var/b.db") == "sqlite:////var/b.db"
    assert system_url("postgresql+asyncpg://u:p@h:1/d") == "postgresql+psycopg://u:p@h:1/d"
