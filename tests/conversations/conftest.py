from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bimeyar.shared_redis import SharedRedis
from tests.redis_at_hand import empty_redis, redis_address


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_address() as url:
        yield url


@pytest.fixture
async def shared(redis_url: str) -> AsyncIterator[SharedRedis]:
    async with empty_redis(redis_url) as opened:
        yield opened
