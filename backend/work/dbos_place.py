"""Where does DBOS keep its tables? In our database, over a driver of its own."""

from __future__ import annotations

from typing import Any

from dbos import DBOS
from sqlalchemy import Engine, create_engine, event, make_url


def system_url(url: str) -> str:
    """The address DBOS wants for our database: the same file or server, with a driver that is not asyncio."""
    made = make_url(url)
    driver = "sqlite" if made.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return made.set(drivername=driver).render_as_string(hide_password=False)


def prepare(url: str) -> None:
    """Create or bring up to date the tables of DBOS beside ours; safe to repeat, also from several processes at once."""
    from backend.migrations.apply import nobody_else

    with nobody_else(url):
        DBOS.migrate(system_url(url))


def sqlite_engine(url: str) -> Engine:
    """Connections to the database file that wait for one another, as ours do."""
    engine = create_engine(system_url(url), pool_size=2, max_overflow=0, pool_timeout=30)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
