"""Fixtures of the tests about requests: the spine over an empty database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.areas.cases.repository import CaseRow, MoveRow, case_about, moves_made
from backend.areas.cases.spine import Spine
from backend.domain.cases import CaseKind, CaseStatus, MoveName, Mover
from backend.kit.cases import Act, NewCase
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key

KIND = CaseKind.SUPPLEMENTARY


@dataclass
class Desk:
    """One enrolment, and whoever moves it."""

    database: Database
    spine: Spine
    clock: FixedClock

    async def open(self, *, person: int = 1, subject: str = "e1", kind: CaseKind = KIND) -> str | None:
        async with self.database.begin() as connection:
            new = NewCase(kind=kind, person=person, subject=subject, office="تهران")
            return await self.spine.open(connection, new)

    async def move(self, move: MoveName, by: Mover, *, subject: str = "e1", **more: Any) -> CaseStatus | None:
        async with self.database.begin() as connection:
            return await self.spine.move(connection, KIND, subject, Act(move=move, by=by, **more))

    async def case(self, subject: str = "e1") -> CaseRow:
        async with self.database.begin() as connection:
            found = await case_about(connection, KIND, subject)
        assert found is not None
        return found

    async def history(self, subject: str = "e1") -> list[MoveRow]:
        case = await self.case(subject)
        async with self.database.begin() as connection:
            return list(await moves_made(connection, case.id))


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    database, clock = Database(url=database_url), FixedClock(datetime(2026, 11, 28, 6, 0, tzinfo=UTC))
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    yield Desk(database, Spine(vault=vault, clock=clock), clock)
    await database.close()
