"""Fixtures of the enrolment tests."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.backend.enrolments.world import EnrolmentWorld, open_enrolments


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncGenerator[EnrolmentWorld]:
    async with open_enrolments(database_url, tmp_path) as made:
        yield made
