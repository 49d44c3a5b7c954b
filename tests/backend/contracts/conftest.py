"""Fixtures of the contracts tests."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.backend.contracts.world import ContractWorld, open_contracts


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncGenerator[ContractWorld]:
    async with open_contracts(database_url, tmp_path) as made:
        yield made
