"""How does a database get its present shape, and does it have it? Safe to repeat, also twice at the same time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from backend.migrations.tables import all_tables
from backend.migrations.wanted import comparing

HERE = Path(__file__).parent
_LOCK = 4_160_318_711
"""Any number, the same in every process: the advisory lock of migrations on PostgreSQL."""
_LOCK_BESIDE = _LOCK + 1
"""The same for tables that others keep beside ours."""
_LOOK = 0.1


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database at `url` (as for `backend.kit.db.Database`) to a revision, by default the newest.

    A shape that a newer version has made is left alone: older code runs on it (README.md, "Expand, then contract").
    """
    with _locked(url) as connection:
        if to == "head" and _is_ahead(connection):
            return
        command.upgrade(_config(connection), to)


def downgrade(url: str, to: str = "base") -> None:
    """Take the database back to a revision; the data of tables that go are lost."""
    with _locked(url) as connection:
        command.downgrade(_config(connection), to)


def current(url: str) -> str | None:
    """The revision that the database has, None for an empty one."""
    with _locked(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def revisions() -> tuple[str, ...]:
    """The revisions that this version knows, oldest first; the last one is what it wants."""
    walked = ScriptDirectory(str(HERE), version_locations=[str(HERE / "versions")]).walk_revisions()
    return tuple(script.revision for script in walked)[::-1]


@contextmanager
def nobody_else(url: str) -> Iterator[None]:
    """No other process migrates this database meanwhile: for tables beside ours that have a history of their own.

    On SQLite nothing is held: its processes queue at the file by themselves, and ours would queue behind us. On
    PostgreSQL nobody waits inside a statement: an index that is made concurrently waits for every open statement.
    """
    if make_url(url).get_backend_name() == "sqlite":
        yield
        return
    engine = _open(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK_BESIDE}):
                time.sleep(_LOOK)
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK_BESIDE})
    finally:
        engine.dispose()


def check(url: str) -> list[str]:
    """What differs between the database and the tables in code; empty when nothing does."""
    with _locked(url) as connection:
        context = MigrationContext.configure(connection, opts=comparing())
        return [repr(difference) for difference in compare_metadata(context, all_tables())]


def write_revision(message: str, *, folder: Path | None = None) -> Path:
    """Write the revision that leads from the newest one to the tables in code; gives its file. Read it before use."""
    engine = _open("sqlite://")
    with engine.connect() as connection:
        config = _config(connection, folder)
        command.upgrade(config, "head")
        count = len(list((folder or HERE / "versions").glob("[0-9]*.py")))
        made = command.revision(config, message, autogenerate=True, rev_id=f"{count + 1:04d}")
    engine.dispose()
    if made is None or isinstance(made, list):
        raise RuntimeError("no single revision was written")
    file = Path(made.path)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    return file


def _is_ahead(connection: Connection) -> bool:
    """Has a version newer than this one been here?"""
    there = MigrationContext.configure(connection).get_current_revision()
    return there is not None and there not in revisions() and there > revisions()[-1]


def _config(connection: Connection, folder: Path | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(folder or HERE / "versions"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _locked(url: str) -> Iterator[Connection]:
    """One transaction that nobody else's migration can overlap."""
    engine = _open(url)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    finally:
        engine.dispose()


def _open(url: str) -> Engine:
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        return create_engine(made.set(drivername="postgresql+psycopg"), poolclass=NullPool, hide_parameters=True)
    if made.database:
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(made.set(drivername="sqlite"), poolclass=None if made.database is None else NullPool)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("busy_timeout=60000", "journal_mode=WAL", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
