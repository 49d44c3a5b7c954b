"""Which Redis do tests use? BIMEYAR_TEST_REDIS where it is set, else a server of their own, else they are skipped."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from bench.servers import NotInstalled, RedisServer
from bimeyar.shared_redis import SharedRedis, open_redis


@asynccontextmanager
async def redis_server(*, durable: bool = False) -> AsyncIterator[RedisServer]:
    """A server that one test may stop, kill and flush."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            async with RedisServer(Path(folder) / "redis", durable=durable) as server:
                yield server
        except NotInstalled as missing:
            pytest.skip(str(missing))


@contextmanager
def redis_address() -> Iterator[str]:
    """An address whose database the tests of this process may flush; two processes of tests never share one."""
    given = os.environ.get("BIMEYAR_TEST_REDIS", "")
    if given and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        yield given
        return
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as aside:
        server = RedisServer(Path(folder) / "redis", durable=False)
        try:
            aside.submit(asyncio.run, server.start()).result()
        except NotInstalled as missing:
            pytest.skip(str(missing))
        try:
            yield server.url
        finally:
            aside.submit(asyncio.run, server.kill()).result()


@asynccontextmanager
async def empty_redis(url: str) -> AsyncIterator[SharedRedis]:
    """Connected to an empty database."""
    shared = open_redis(url)
    await shared.client.flushdb()
    yield shared
    await shared.close()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """For all tests of this process."""
    with redis_address() as url:
        yield url


@pytest.fixture
async def shared(redis_url: str) -> AsyncIterator[SharedRedis]:
    """Connected to an empty Redis."""
    async with empty_redis(redis_url) as opened:
        yield opened
