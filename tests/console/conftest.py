"""A console on a database of SQLite: what is asked here does not depend on its kind."""

from collections.abc import AsyncIterator

import pytest

from tests.backend.staff.office import Office
from tests.console.desk import Browser, console_app


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    made = Office(sqlite_url)
    yield made
    await made.database.close()


@pytest.fixture
async def browser(office: Office) -> AsyncIterator[Browser]:
    made = Browser(console_app(office), office)
    yield made
    await made.client.aclose()
