"""How does the backend talk to its database? One engine, one kind of transaction, SQLite and PostgreSQL alike.

`async with database.begin() as connection:` is one transaction; it commits when the block ends and rolls back on
an exception. No code of an area calls commit. On SQLite the pool holds one connection, so transactions queue in a
fair line; never await the network inside one.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, TypeDecorator, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables of the product; each area adds its own in `tables.py`."""

Key = BigInteger().with_variant(Integer, "sqlite")
"""Type of a growing integer key on both databases."""

Json = JSON().with_variant(JSONB, "postgresql")
"""Type of a JSON column on both databases."""

_TRUSTED_SECONDS = 10.0
"""A connection to a server that rested no longer than this is used without a question."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment must carry its zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """The engine of one process."""

    def __init__(self, *, url: str, pool: int = 10) -> None:
        """`url` is "sqlite+aiosqlite:///FILE" or "postgresql+asyncpg://…"; `pool` is the most connections to the latter."""
        self.engine = _sqlite(url) if url.startswith("sqlite") else _server(url, pool)
        self.is_sqlite = url.startswith("sqlite")

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """One transaction."""
        async with self.engine.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def _server(url: str, pool: int) -> AsyncEngine:
    """`pool` is the whole of it, so that the connections of all replicas can be counted beforehand."""
    engine = create_async_engine(url, pool_size=pool, max_overflow=0, hide_parameters=True)
    _look_before_use(engine)
    return engine


def _look_before_use(engine: AsyncEngine) -> None:
    """A connection that the server closed is replaced before it is used; one that rested long is asked first.

    Asking each time (`pool_pre_ping`) is a round trip a transaction, and the socket says it as well: a server that is
    restarted or killed closes it. Only a network that fell silent says nothing.
    """
    rests_since = "rests_since"

    @event.listens_for(engine.sync_engine, "checkin")
    def rests(_connection: Any, record: Any) -> None:
        record.info[rests_since] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: Any, record: Any, _proxy: Any) -> None:
        if record.driver_connection.is_closed():
            raise DisconnectionError
        since = record.info.get(rests_since)
        if since is not None and time.monotonic() - since > _TRUSTED_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error:
                raise DisconnectionError from None


def _sqlite(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0, pool_timeout=60, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "busy_timeout=30000",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
