"""Is a connection that the server has dropped noticed before anybody's work goes through it?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import event, text

from backend.kit import db
from backend.kit.db import Database
from tests.databases import Databases, rows_of


@pytest.fixture
async def place(postgres_databases: Databases) -> AsyncIterator[tuple[Database, str]]:
    """Three open connections to PostgreSQL, all at rest, and the address."""
    url = postgres_databases.fresh()
    database = Database(url=url, pool=3)
    await asyncio.gather(*(_sleeps(database) for _ in range(3)))
    yield database, url
    await database.close()


async def _sleeps(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(text("SELECT pg_sleep(0.1)"))


async def _pid(database: Database) -> int:
    async with database.begin() as connection:
        return int(await connection.scalar(text("SELECT pg_backend_pid()")))


async def test_connections_that_the_server_closed_are_replaced(place: tuple[Database, str]) -> None:
    database, url = place
    before = {await _pid(database) for _ in range(6)}
    killed = rows_of(
        url,
        "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert {row[0] for row in killed} >= before
    await asyncio.sleep(0.2)  # until the sockets have heard of it
    after = {await _pid(database) for _ in range(6)}
    assert after
    assert not after & before


async def test_one_that_rested_long_is_asked_first(
    place: tuple[Database, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = place
    dialect = database.engine.dialect
    ping, asked = dialect.do_ping, list[int]()

    def counted(connection: Any) -> bool:
        asked.append(1)
        return ping(connection)

    monkeypatch.setattr(dialect, "do_ping", counted)
    await _pid(database)
    assert asked == []
    monkeypatch.setattr(db, "_TRUSTED_SECONDS", -1.0)
    await _pid(database)
    assert asked == [1]


async def test_one_that_does_not_answer_is_replaced(
    place: tuple[Database, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = place
    made: list[int] = []
    event.listen(database.engine.sync_engine, "connect", lambda *_: made.append(1))
    dialect = database.engine.dialect
    error = dialect.loaded_dbapi.Error

    def silent(_connection: object) -> bool:
        monkeypatch.undo()
        raise error("silence")

    monkeypatch.setattr(db, "_TRUSTED_SECONDS", -1.0)
    monkeypatch.setattr(dialect, "do_ping", silent)
    assert await _pid(database) > 0
    assert made == [1]
