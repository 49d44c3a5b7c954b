"""Does DBOS keep to its corner: our event loop untouched, old work forgotten, no way to its owners' service?"""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

from dbos import DBOS
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.dbos_engine import DbosEngine
from backend.work.dbos_place import system_url
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


class Leaving(Database):
    """A database that goes away for a while."""

    away = False

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        if self.away:
            raise ConnectionRefusedError
        async with super().begin() as connection:
            yield connection


async def test_work_that_fails_because_the_database_is_away_is_not_given_up(database_url: str) -> None:
    runs: list[int] = []
    done = asyncio.Event()
    async with open_database(database_url, "dbos"):
        leaving = Leaving(url=database_url)
        engine = make_engine("dbos", leaving, database_url)

        async def work(_args: Args) -> None:
            runs.append(len(runs))
            if len(runs) == 1:
                leaving.away = True
                asyncio.get_running_loop().call_later(1.2, setattr, leaving, "away", False)
                raise ConnectionRefusedError
            done.set()

        engine.register("work", work)
        await engine.start()
        async with leaving.begin() as connection:
            await engine.enqueue(connection, "work", {"n": 1}, lane=Lane.CODES)
        await asyncio.wait_for(done.wait(), 60)
        await engine.stop()
        schema = "" if database_url.startswith("sqlite") else "dbos."
        assert rows_of(database_url, f"SELECT COUNT(*) FROM {schema}workflow_status WHERE status = 'ERROR'") == [(0,)]
        await leaving.close()
    assert runs == [0, 1]


def test_the_same_database_with_a_driver_of_its_own() -> None:
    assert system_url("sqlite+aiosqlite:////var/b.db") == "sqlite:////var/b.db"
    assert system_url("postgresql+asyncpg://u:p@h:1/d") == "postgresql+psycopg://u:p@h:1/d"
