"""Is a product with a Redis ready when it says so, and does it say what it misses?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from backend.kit.vault import new_key
from bimeyar.doctor import examine
from bimeyar.settings import Settings
from conversations.stores.checkpointed import CheckpointedStore
from tests.redis_at_hand import redis_server
from tests.review.product import built_product, some_settings


async def test_ready_once_redis_was_there_and_still_when_it_goes(tmp_path: Path) -> None:
    async with redis_server() as server, built_product(tmp_path, redis=server.url) as product:
        assert isinstance(product.chatting.runner._store, CheckpointedStore)
        assert (await product.client.get("/readyz")).status_code == 200
        await server.kill()
        await asyncio.sleep(1)
        assert (await product.client.get("/readyz")).status_code == 200, "nobody else could take the chat either"


async def test_not_ready_with_an_address_where_no_redis_ever_was(tmp_path: Path) -> None:
    async with built_product(tmp_path, redis="redis://127.0.0.1:1/0") as product:
        away = await product.client.get("/readyz")
        assert away.status_code == 503
        assert "redis" in away.text


async def _said(settings: Settings) -> str:
    lines: list[str] = []
    await examine(settings, report=lines.append)
    return next(line for line in lines if line.startswith("redis"))


async def test_the_doctor_looks_at_it(tmp_path: Path) -> None:
    assert "not configured" in await _said(some_settings(tmp_path))
    assert "NOT WELL" in await _said(some_settings(tmp_path, redis=f"redis://:{new_key()}@127.0.0.1:1/0"))
    async with redis_server() as server:
        assert "answers, version" in await _said(some_settings(tmp_path, redis=server.url))
