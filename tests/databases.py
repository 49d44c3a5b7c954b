"""Which database does a test run on? On both: each case on an empty one of its own, cast from a mould in milliseconds.

SQLite is a file in the test's folder. PostgreSQL is the server named by BIMEYAR_TEST_POSTGRES, or else one that is
thrown away at the end (`bench/servers.py`); without a server program those cases are skipped. The moulds are made by
the product's own migrations, so what the tests stand on is what operators get.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal, Protocol

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.engine import URL

from backend.migrations.apply import upgrade
from bench.servers import NotInstalled, PostgresServer, postgres_programs

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")


class Databases(Protocol):
    """Makes databases of one kind; they are gone after the test."""

    kind: Kind

    def fresh(self) -> str:
        """The address of a new database with the product's tables and nothing in them."""
        ...

    def bare(self) -> str:
        """The address of a new database without a table."""
        ...


def rows_of(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds, seen from outside of the product."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(made.database), timeout=30)
        try:
            found = connection.execute(statement)
            rows = found.fetchall() if found.description else []
            connection.commit()
        finally:
            connection.close()
        return rows
    with _connect(made) as server:
        answer = server.execute(statement.encode())
        return answer.fetchall() if answer.description else []


def tables_of(url: str, *, schema: str = "public") -> set[str]:
    """The names of all tables; SQLite has no schemas."""
    if make_url(url).get_backend_name() == "sqlite":
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        listed = f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}'"
    return {row[0] for row in rows_of(url, listed)}


def at_rest(url: str) -> bytes:
    """Everything that lies in a database, as bytes that can be searched for what must not be there."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        file = Path(str(made.database))
        return b"\0".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    return b"\0".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in sorted(tables_of(url))
        for row in rows_of(url, f'SELECT * FROM "{table}"')
        for value in row
    )


@dataclass
class SqliteFiles:
    """Files in the folder of the test."""

    folder: Path
    mould: Path
    kind: Kind = "sqlite"
    _numbers: Iterator[int] = field(default_factory=count)

    def fresh(self) -> str:
        file = self._file()
        shutil.copyfile(self.mould, file)
        return f"sqlite+aiosqlite:///{file}"

    def bare(self) -> str:
        return f"sqlite+aiosqlite:///{self._file()}"

    def _file(self) -> Path:
        return self.folder / f"database-{next(self._numbers)}.db"


@dataclass
class PostgresPlace:
    """A server on which databases may be made; `mould` has the product's tables."""

    url: URL
    name: str
    kind: Kind = "postgresql"
    _numbers: Iterator[int] = field(default_factory=count)
    _made: list[str] = field(default_factory=list)

    def fresh(self) -> str:
        return self._make(self.mould)

    def bare(self) -> str:
        return self._make("template0")

    @property
    def mould(self) -> str:
        return f"{self.name}_mould"

    def make_mould(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.mould}"', f'CREATE DATABASE "{self.mould}"')
        upgrade(self._address(self.mould))

    def drop_all(self, *, mould: bool = False) -> None:
        names = [*self._made, *([self.mould] if mould else [])]
        self._run(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in names))
        self._made.clear()

    def _make(self, template: str) -> str:
        name = f"{self.name}_{next(self._numbers)}"
        self._made.append(name)
        with _connect(self.url) as server:
            quick = " STRATEGY file_copy" if server.info.server_version >= 150_000 else ""
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{quick}'.encode())
        return self._address(name)

    def _run(self, *statements: str) -> None:
        with _connect(self.url) as server:
            for statement in statements:
                server.execute(statement.encode())

    def _address(self, database: str) -> str:
        return self.url.set(drivername="postgresql+asyncpg", database=database).render_as_string(hide_password=False)


def _connect(url: URL) -> psycopg.Connection[Any]:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True, connect_timeout=10)


@pytest.fixture(scope="session")
def sqlite_mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the product's tables."""
    file = tmp_path_factory.mktemp("mould") / "mould.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
async def postgres_place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PostgresPlace]:
    """A server for this process of tests."""
    named = os.environ.get("BIMEYAR_TEST_POSTGRES")
    if named:
        url = make_url(named)
        place = PostgresPlace(url, f"{url.database}_{os.getpid()}")
        place.make_mould()
        yield place
        place.drop_all(mould=True)
        return
    try:
        postgres_programs()
    except NotInstalled as reason:
        pytest.skip(f"{reason}, or name a server: BIMEYAR_TEST_POSTGRES=postgresql+asyncpg://postgres@127.0.0.1/test")
    async with PostgresServer(tmp_path_factory.mktemp("postgres"), durable=False) as server:
        place = PostgresPlace(make_url(server.url), "test")
        place.make_mould()
        yield place


@pytest.fixture
def postgres_databases(postgres_place: PostgresPlace) -> Iterator[Databases]:
    """Databases of PostgreSQL alone, for what SQLite's single writer cannot show."""
    yield postgres_place
    postgres_place.drop_all()


@pytest.fixture(params=KINDS)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Databases of one kind: a test that asks for them runs once on each."""
    if request.param == "sqlite":
        return SqliteFiles(tmp_path, request.getfixturevalue("sqlite_mould"))
    place: Databases = request.getfixturevalue("postgres_databases")
    return place


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_mould: Path) -> str:
    """A database with the product's tables, where nothing depends on its kind."""
    return SqliteFiles(tmp_path, sqlite_mould).fresh()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A database with the product's tables, once on each kind."""
    return databases.fresh()


@pytest.fixture
def bare_url(databases: Databases) -> str:
    """A database without a table, once on each kind."""
    return databases.bare()
