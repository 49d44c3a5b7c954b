"""What may a town stand on? A file and leases, as embedded, or PostgreSQL, Redis and DBOS, as a public body runs it."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.servers import NotInstalled, PostgresServer, RedisServer
from tests.databases import rows_of

KINDS = ("embedded", "production")
_ON_SQLITE = "CREATE TRIGGER broken BEFORE INSERT ON outbox_messages BEGIN SELECT RAISE(ABORT, 'broken by a test'); END"
_ON_POSTGRES = """
    CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'broken by a test', DETAIL = NEW::text; END $$;
    CREATE TRIGGER broken BEFORE INSERT ON outbox_messages FOR EACH ROW EXECUTE FUNCTION broken()
"""


@dataclass(slots=True)
class Ground:
    """`env` is what the roles are told of it; `passwords` must not be found anywhere."""

    database: str
    env: dict[str, str]
    passwords: dict[str, str] = field(default_factory=dict)
    postgres: PostgresServer | None = None
    redis: RedisServer | None = None

    def refuse_messages(self) -> None:
        """The database takes no message any more, and quotes the row."""
        rows_of(self.database, _ON_POSTGRES if self.postgres else _ON_SQLITE)

    def take_messages(self) -> None:
        """The inverse."""
        rows_of(self.database, "DROP TRIGGER broken" + (" ON outbox_messages" if self.postgres else ""))


@asynccontextmanager
async def standing(kind: str, folder: Path) -> AsyncGenerator[Ground]:
    """The ground of this kind, made for one town."""
    if kind == "embedded":
        database = f"sqlite+aiosqlite:///{folder / 'town.db'}"
        yield Ground(database, {"BIMEYAR_DATABASE": database, "BIMEYAR_WORK_ENGINE": "lease"})
        return
    passwords = {"password of the database": secrets.token_urlsafe(18), "password of Redis": secrets.token_urlsafe(18)}
    of_database, of_redis = passwords.values()
    postgres, cache = PostgresServer(folder / "postgres"), RedisServer(folder / "redis", password=of_redis)
    try:
        async with postgres, cache:
            plain = await postgres.make_database("town")
            database = plain.replace("postgres@", f"postgres:{of_database}@")
            env = {"BIMEYAR_DATABASE": database, "BIMEYAR_REDIS": cache.url, "BIMEYAR_WORK_ENGINE": "dbos"}
            yield Ground(database, env, passwords, postgres, cache)
    except NotInstalled as missing:
        pytest.skip(str(missing))
