"""How do tests, faults and load get a PostgreSQL or a Redis of their own, that may be killed at any moment?

Each server has its own folder and its own free port on 127.0.0.1, and keeps both over a restart:

    async with PostgresServer(folder) as server:
        database = Database(url=await server.make_database("books"))
        await server.restart(hard=True)
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import asyncpg
import redis.asyncio
from redis.exceptions import RedisError

from bench.certificate import Certificate
from bench.throw_away import PATIENCE, NotInstalled, NotStarted, ThrowAwayServer, end_of, spawn

__all__ = ("NotInstalled", "NotStarted", "PostgresServer", "RedisServer", "postgres_programs", "redis_program")

_EXAMPLE = "Example: apt-get install postgresql redis-server"

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/bin")


def postgres_programs(*, places: Sequence[str] = _PLACES) -> Path:
    """The folder of `postgres` and `initdb`, the newest version first. Raises NotInstalled."""
    found = [folder for place in places for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    on_path = shutil.which("initdb")
    if not found and on_path:
        return Path(on_path).resolve().parent
    if not found:
        raise NotInstalled(f"No PostgreSQL server here: initdb is in none of {', '.join(places)}. {_EXAMPLE}")
    return max(found, key=lambda folder: [int(part) for part in folder.as_posix().split("/") if part.isdigit()])


def redis_program() -> str:
    """The file of `redis-server` (or of its twin, `valkey-server`). Raises NotInstalled."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found is None:
        raise NotInstalled(f"No Redis server here: redis-server is not on the PATH. {_EXAMPLE}")
    return found


class PostgresServer(ThrowAwayServer):
    """A PostgreSQL cluster: user postgres, no password on loopback, 200 connections.

    `durable=False` is for tests that never kill it: nothing is forced to disk.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        super().__init__(folder, durable=durable)
        self.account = "postgres" if os.geteuid() == 0 else None
        self.data = _open_to_all(folder) if self.account else folder.resolve() / "data"

    @property
    def url(self) -> str:
        """The database that is always there."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """The address of one database, as `backend.kit.db.Database` takes it."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"

    async def make_database(self, name: str, *, template: str = "template1") -> str:
        """A new database, a copy of `template` (which nobody may be connected to); gives its address."""
        connection = await self._connect()
        try:
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        finally:
            await connection.close()
        return self.url_of(name)

    async def drop_database(self, name: str) -> None:
        """The database goes, with whoever is connected to it."""
        connection = await self._connect()
        try:
            await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        finally:
            await connection.close()

    async def remove(self) -> None:
        """End it and delete what it kept."""
        await super().remove()
        await asyncio.to_thread(shutil.rmtree, self.data, ignore_errors=True)

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(host="127.0.0.1", port=self.port, user="postgres", database="postgres", timeout=5)

    def _launch(self) -> subprocess.Popen[bytes]:
        programs = postgres_programs()
        if self.account:
            self._hand_over()
        if not (self.data / "PG_VERSION").exists():
            wish = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
            made = self._begin([programs / "initdb", "-D", self.data, *wish.split()])
            if made.wait(PATIENCE) != 0:
                raise NotStarted(f"initdb of {self.data}:\n{end_of(self.log)}")
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "timezone": "UTC",
        }
        if not self.durable:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        said = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return self._begin([programs / "postgres", "-D", self.data, *said])

    def _begin(self, command: list[str | Path]) -> subprocess.Popen[bytes]:
        who = {"user": self.account, "group": self.account, "extra_groups": []} if self.account else {}
        return spawn(command, log=self.log, cwd="/", **who)

    def _hand_over(self) -> None:
        """PostgreSQL refuses to run as root, so as root its data belong to the account postgres."""
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            raise NotInstalled(f"PostgreSQL does not run as root and needs the account postgres. {_EXAMPLE}") from None
        if not self.log.exists():
            shutil.rmtree(self.data, ignore_errors=True)  # left beside the folder by somebody who was killed
        self.data.mkdir(mode=0o700, exist_ok=True)
        os.chown(self.data, owner.pw_uid, owner.pw_gid)

    async def _answers(self) -> bool:
        with suppress(OSError, TimeoutError, asyncpg.PostgresError):
            connection = await self._connect()
            try:
                return bool(await connection.fetchval("SHOW data_directory") == str(self.data))
            finally:
                await connection.close()
        return False


class RedisServer(ThrowAwayServer):
    """A Redis that writes every change to its log, forced to disk each second; with `durable=False` to no disk at all.

    With a `password` it answers nobody without; with a `certificate` it speaks TLS and nothing else.
    """

    def __init__(
        self, folder: Path, *, durable: bool = True, password: str = "", certificate: Certificate | None = None
    ) -> None:
        super().__init__(folder, durable=durable)
        self.password, self.certificate = password, certificate

    @property
    def url(self) -> str:
        """Its first database."""
        return self.url_of(0)

    def url_of(self, database: int) -> str:
        """The address of one of its sixteen databases."""
        scheme, trusted = "redis", ""
        if self.certificate:
            scheme, trusted = "rediss", f"?ssl_ca_certs={self.certificate.authority}"
        account = f":{self.password}@" if self.password else ""
        return f"{scheme}://{account}127.0.0.1:{self.port}/{database}{trusted}"

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "dir": str(self.folder.resolve()),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
        }
        if self.password:
            settings["requirepass"] = self.password
        if self.certificate:
            settings |= {
                "port": "0",
                "tls-port": str(self.port),
                "tls-cert-file": str(self.certificate.server),
                "tls-key-file": str(self.certificate.key),
                "tls-ca-cert-file": str(self.certificate.authority),
                "tls-auth-clients": "no",
            }
        said = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return spawn([redis_program(), *said], log=self.log)

    async def _answers(self) -> bool:
        with suppress(OSError, RedisError):
            async with redis.asyncio.from_url(self.url, socket_timeout=1, socket_connect_timeout=1) as client:
                said = await client.info("server")
                return self.process is not None and said["process_id"] == self.process.pid
        return False


def _open_to_all(folder: Path) -> Path:
    """Where the account postgres may keep its data: in the folder, or beside it if a parent is closed to others."""
    parents = [parent for parent in folder.resolve().parents if parent.exists()]
    if all(parent.stat().st_mode & 0o001 for parent in parents):
        return folder.resolve() / "data"
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"bimeyar-postgres-{name}"
