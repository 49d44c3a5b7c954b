from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.domain.rules.loading import load_ruleset
from backend.domain.rules.ruleset import Ruleset
from backend.kit.db import Database, metadata
from backend.kit.vault import Vault, new_key
from backend.registers.local import tables

TODAY = date(2026, 11, 20)
"""29 Aban 1405."""
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_ruleset()


@pytest.fixture
def vault() -> Vault:
    return Vault.from_settings(data_key=new_key(), index_key=new_key())


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = Database(url=f"sqlite+aiosqlite:///{tmp_path / 'registers.db'}")
    wanted = [table for table in metadata.sorted_tables if table.name.startswith("register_")]
    assert tables.persons in wanted
    async with database.begin() as connection:
        await connection.run_sync(lambda sync: metadata.create_all(sync, tables=wanted))
    yield database
    await database.close()
