"""Which contract years does a demonstration begin with? The published one of 1404, and an example for 1405."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.years import ContractYears

ENTERED_BY, APPROVED_BY = -1, -2
"""The two hands of the seed; no account has such a number."""
_FOLDER = Path(__file__).parent / "examples"


def example_years() -> Iterator[Mapping[str, Any]]:
    """The documents, oldest first."""
    for file in sorted(_FOLDER.glob("*.yaml")):
        yield yaml.safe_load(file.read_text(encoding="utf-8"))


async def seed_years(years: ContractYears, connection: AsyncConnection) -> int:
    """Enter and approve those years of which nothing is entered yet; how many."""
    added = 0
    for document in example_years():
        if await years.entries(connection, int(document["year"])):
            continue
        entered = await years.enter(connection, ENTERED_BY, document)
        await years.approve(connection, APPROVED_BY, entered.id, entered.digest)
        added += 1
    return added
