"""Do the throw-away servers keep what they promised when they are ended, softly or by kill -9?"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import redis.asyncio
import redis.exceptions
from sqlalchemy import text

from backend.kit.db import Database
from bench.servers import NotInstalled, NotStarted, PostgresServer, RedisServer, postgres_programs, redis_program


@pytest.fixture
async def postgres(tmp_path: Path) -> AsyncIterator[PostgresServer]:
    try:
        postgres_programs()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    async with PostgresServer(tmp_path / "postgres") as server:
        yield server


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[RedisServer]:
    try:
        redis_program()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    async with RedisServer(tmp_path / "redis") as server:
        yield server


async def run(url: str, *statements: str) -> object:
    database = Database(url=url)
    try:
        async with database.begin() as connection:
            results = [await connection.execute(text(statement)) for statement in statements]
            return results[-1].scalar() if results[-1].returns_rows else None
    finally:
        await database.close()


@pytest.mark.parametrize("hard", [False, True], ids=["softly", "by kill -9"])
async def test_postgres_keeps_what_was_committed(postgres: PostgresServer, hard: bool) -> None:
    url = await postgres.make_database("books")
    await run(url, "CREATE TABLE lines (n int)", "INSERT INTO lines SELECT generate_series(1, 1000)")
    await postgres.restart(hard=hard)
    assert postgres.url_of("books") == url
    assert await run(url, "SELECT count(*) FROM lines") == 1000


async def test_postgres_is_killed_while_it_works(postgres: PostgresServer) -> None:
    database = Database(url=postgres.url)
    async with database.engine.connect() as connection:
        await connection.execute(text("CREATE TABLE half (n int)"))
        await postgres.kill()
        await postgres.start()
        with pytest.raises(Exception, match="connection"):
            await connection.commit()
    assert await run(postgres.url, "SELECT to_regclass('half')") is None
    await database.close()


async def test_a_database_is_copied_and_dropped_under_its_users(postgres: PostgresServer) -> None:
    await run(await postgres.make_database("mould"), "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)")
    url = await postgres.make_database("cast", template="mould")
    database = Database(url=url)
    async with database.begin() as connection:
        assert await connection.scalar(text("SELECT n FROM t")) == 7
    await postgres.drop_database("cast")
    assert await run(postgres.url, "SELECT count(*) FROM pg_database WHERE datname = 'cast'") == 0
    await database.close()


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
async def test_only_who_never_kills_gives_up_the_disk(tmp_path: Path, durable: bool, fsync: str) -> None:
    try:
        postgres_programs()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    async with PostgresServer(tmp_path / "p", durable=durable) as server:
        assert await run(server.url, "SHOW fsync") == fsync
        assert int(str(await run(server.url, "SHOW max_connections"))) >= 200
        data = server.data
    assert not data.exists()


@pytest.mark.parametrize("hard", [False, True], ids=["softly", "by kill -9"])
async def test_redis_keeps_what_it_acknowledged(cache: RedisServer, hard: bool) -> None:
    async with redis.asyncio.from_url(cache.url_of(3)) as client:
        await client.set("a", "1")
    await cache.restart(hard=hard)
    async with redis.asyncio.from_url(cache.url_of(3)) as client:
        assert await client.get("a") == b"1"


async def test_a_redis_without_disk_forgets(tmp_path: Path) -> None:
    try:
        redis_program()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    async with RedisServer(tmp_path / "r", durable=False) as server:
        async with redis.asyncio.from_url(server.url) as client:
            await client.set("a", "1")
        await server.restart(hard=True)
        async with redis.asyncio.from_url(server.url) as client:
            assert await client.get("a") is None


async def test_a_port_that_is_taken_is_said_with_the_end_of_the_log(cache: RedisServer, tmp_path: Path) -> None:
    second = RedisServer(tmp_path / "second")
    second.port = cache.port
    with pytest.raises(NotStarted, match="in use"):
        await second.start()


def test_a_missing_program_is_named_with_an_example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalled, match="Example: apt-get install postgresql redis-server"):
        redis_program()
    with pytest.raises(NotInstalled, match="initdb"):
        postgres_programs(places=(str(tmp_path / "*"),))


async def test_a_server_ends_with_the_process_that_made_it(tmp_path: Path) -> None:
    try:
        redis_program()
    except NotInstalled as reason:
        pytest.skip(str(reason))
    code = f"""
import asyncio, os, pathlib, signal
from bench.servers import RedisServer
async def main():
    server = RedisServer(pathlib.Path({str(tmp_path / "orphan")!r}))
    await server.start()
    print(server.url, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""
    maker = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    said, _ = await maker.communicate()
    assert maker.returncode == -9
    async with redis.asyncio.from_url(said.decode().strip()) as client:

        async def answer_for_ever() -> None:
            while await client.ping():  # noqa: ASYNC110 — it rings no bell
                await asyncio.sleep(0.05)

        with pytest.raises(redis.exceptions.ConnectionError):
            await asyncio.wait_for(answer_for_ever(), 20)
