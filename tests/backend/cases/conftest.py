"""Fixtures of the tests about requests: the spine over an empty database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from backend.areas.cases.repository import CaseRow, case_about
from backend.areas.cases.spine import Spine
from backend.areas.cases.tables import case_moves
from backend.domain.cases import CaseKind, CaseStatus, MoveName, Mover, Queue
from backend.kit.cases import Act, NewCase
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from tests.backend.cases.counter import Counter

KIND = CaseKind.SUPPLEMENTARY


@dataclass(frozen=True)
class MoveRow:
    """One move as it was written."""

    move: str
    before: CaseStatus | None
    after: CaseStatus
    queue: Queue | None
    by: Mover
    staff: int | None
    decides: bool


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
            columns = [case_moves.c[each.name] for each in fields(MoveRow)]
            rows = await connection.execute(
                select(*columns).where(case_moves.c.case == case.id).order_by(case_moves.c.id)
            )
            return [
                MoveRow(
                    move=row.move,
                    before=None if row.before is None else CaseStatus(row.before),
                    after=CaseStatus(row.after),
                    queue=None if row.queue is None else Queue(row.queue),
                    by=Mover(row.by),
                    staff=row.staff,
                    decides=row.decides,
                )
                for row in rows
            ]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    database, clock = Database(url=database_url), FixedClock(datetime(2026, 11, 28, 6, 0, tzinfo=UTC))
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    yield Desk(database, Spine(vault=vault, clock=clock), clock)
    await database.close()


@pytest.fixture
async def counter(database_url: str) -> AsyncIterator[Counter]:
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    made = Counter(database_url, vault, FixedClock(datetime(2026, 11, 28, 6, 0, tzinfo=UTC)))
    yield made
    await made.database.close()
