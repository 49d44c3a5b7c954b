"""Fixtures of the conversations tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bimeyar.shared_redis import SharedRedis
from tests.conversations.checkpoints import World
from tests.conversations.test_stores import _sql


@pytest.fixture
async def world(shared: SharedRedis, database_url: str) -> AsyncIterator[World]:
    behind, engine = _sql(database_url)
    yield World(shared, behind)
    await engine.dispose()
