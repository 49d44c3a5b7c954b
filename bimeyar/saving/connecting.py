"""How does a backup read everything as it was at one moment, and a restore write all of it or nothing?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.pool import NullPool


@contextmanager
def one_moment(url: str) -> Iterator[Connection]:
    """A transaction that sees one moment, while others go on writing; it changes nothing."""
    with _begin(url, "BEGIN", "REPEATABLE READ") as connection:
        yield connection.execution_options(stream_results=True, yield_per=500)


@contextmanager
def all_or_nothing(url: str) -> Iterator[Connection]:
    """One transaction."""
    with _begin(url, "BEGIN IMMEDIATE", "READ COMMITTED") as connection:
        yield connection


@contextmanager
def _begin(url: str, how: str, isolation: str) -> Iterator[Connection]:
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        engine = create_engine(made.set(drivername="sqlite"), poolclass=NullPool)

        @event.listens_for(engine, "connect")
        def connect(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            for pragma in ("busy_timeout=60000", "journal_mode=WAL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(how)
    else:
        engine = create_engine(made.set(drivername="postgresql+psycopg"), poolclass=NullPool, isolation_level=isolation)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
