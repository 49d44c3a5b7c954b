"""An office on each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.backend.staff.office import Office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    made = Office(database_url)
    yield made
    await made.database.close()
