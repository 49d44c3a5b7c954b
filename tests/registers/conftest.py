from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime

import pytest

from backend.domain.rules.loading import load_ruleset
from backend.domain.rules.ruleset import Ruleset
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key

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
async def database(database_url: str) -> AsyncGenerator[Database]:
    database = Database(url=database_url)
    yield database
    await database.close()
