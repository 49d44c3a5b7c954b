"""Where do cases and their moves stand in the database?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.tables import case_moves, cases
from backend.domain.cases import CaseKind, CaseStatus, Move, MoveName, Mover, Queue
from backend.kit.cases import Act
from backend.kit.upsert import insert_unless_there
from backend.kit.vault import Vault

_NOTE = "cases.note"
_MOVE_NOTE = "case_moves.note"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of `cases`. `note_sealed` is opened by `note_of`."""

    id: int
    ref: str
    kind: CaseKind
    person: int
    subject: str
    status: CaseStatus
    came_from: CaseStatus | None
    queue: Queue | None
    office: str
    placed_at: datetime
    since: datetime
    opened_at: datetime
    closed_at: datetime | None
    reason: str | None
    note_sealed: bytes | None
    claimed_by: int | None
    claimed_until: datetime | None

    def holder(self, now: datetime) -> int | None:
        """The account that works on it now, None where nobody does."""
        return self.claimed_by if self.claimed_until is not None and self.claimed_until > now else None


_COLUMNS = [cases.c[field.name] for field in fields(CaseRow)]


async def add_case(connection: AsyncConnection, row: dict[str, Any]) -> CaseRow | None:
    """Write a new case; None where its person has an open one of this kind, or its subject has one."""
    if not await insert_unless_there(connection, cases, row):
        return None
    return await _one(connection, cases.c.ref == row["ref"])


async def case_about(
    connection: AsyncConnection, kind: CaseKind, subject: str, *, locked: bool = False
) -> CaseRow | None:
    """The case about a subject; `locked` holds other writers back until the transaction ends."""
    return await _one(connection, (cases.c.kind == kind) & (cases.c.subject == subject), locked=locked)


async def case_by_ref(connection: AsyncConnection, ref: str, *, locked: bool = False) -> CaseRow | None:
    """The case of this reference; `locked` holds other writers back until the transaction ends."""
    return await _one(connection, cases.c.ref == ref, locked=locked)


async def cases_where(
    connection: AsyncConnection, *where: Any, order: Sequence[Any], offset: int, limit: int
) -> Sequence[CaseRow]:
    """A piece of the cases for which all of this holds, in this order."""
    query = select(*_COLUMNS).where(*where).order_by(*order).offset(offset).limit(limit)
    return [_case(row) for row in await connection.execute(query)]


async def cases_of(
    connection: AsyncConnection, person: int, *, offset: int, limit: int
) -> tuple[int, Sequence[CaseRow]]:
    """How many cases a person has, and a piece of them: open ones first, then the newest."""
    total = await connection.scalar(select(func.count()).select_from(cases).where(cases.c.person == person))
    order = (cases.c.closed_at.is_not(None), cases.c.id.desc())
    query = select(*_COLUMNS).where(cases.c.person == person).order_by(*order).offset(offset).limit(limit)
    return total or 0, [_case(row) for row in await connection.execute(query)]


async def write_move(
    connection: AsyncConnection, case: CaseRow, move: Move, act: Act, *, vault: Vault, at: datetime
) -> None:
    """Move a case that is locked, and add to its history, in this transaction."""
    office = act.office or case.office
    closes, keeps = move.closes, move.keeps_place
    values = {
        "status": move.after,
        "came_from": case.status if move.after is CaseStatus.SENT_BACK else None,
        "queue": move.queue,
        "office": office,
        "placed_at": case.placed_at if keeps else at,
        "since": at,
        "closed_at": at if closes else None,
        "reason": act.reason,
        "note_sealed": vault.seal(act.note, _NOTE) if act.note else None,
        "claimed_by": None,
        "claimed_until": None,
    }
    await connection.execute(update(cases).where(cases.c.id == case.id).values(values))
    await note_move(connection, case.id, move, act, office=office, before=case.status, vault=vault, at=at)


async def note_move(
    connection: AsyncConnection,
    case: int,
    move: Move,
    act: Act,
    *,
    office: str,
    before: CaseStatus | None,
    vault: Vault,
    at: datetime,
) -> None:
    """Add one move to the history of a case."""
    row = {
        "case": case,
        "at": at,
        "move": move.name,
        "before": before,
        "after": move.after,
        "queue": move.queue,
        "office": office,
        "by": act.by,
        "staff": act.staff,
        "decides": move.decides,
        "reason": act.reason,
        "note_sealed": vault.seal(act.note, _MOVE_NOTE) if act.note else None,
    }
    await connection.execute(insert(case_moves).values(row))


async def has_decided(connection: AsyncConnection, case: int, staff: int) -> bool:
    """Has this member of staff given a judgement on this case?"""
    decided = (case_moves.c.case == case, case_moves.c.staff == staff, case_moves.c.decides)
    return await connection.scalar(select(case_moves.c.id).where(*decided).limit(1)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMade:
    """One row of `case_moves`; `note` are the words that it came with."""

    at: datetime
    move: MoveName
    before: CaseStatus | None
    after: CaseStatus
    office: str
    by: Mover
    staff: int | None
    reason: str | None
    note: str | None


async def moves_made(connection: AsyncConnection, case: int, vault: Vault) -> Sequence[MoveMade]:
    """What happened to a case, oldest first."""
    rows = await connection.execute(select(case_moves).where(case_moves.c.case == case).order_by(case_moves.c.id))
    return [
        MoveMade(
            at=row.at,
            move=MoveName(row.move),
            before=None if row.before is None else CaseStatus(row.before),
            after=CaseStatus(row.after),
            office=row.office,
            by=Mover(row.by),
            staff=row.staff,
            reason=row.reason,
            note=vault.open(row.note_sealed, _MOVE_NOTE) if row.note_sealed else None,
        )
        for row in rows
    ]


def note_of(case: CaseRow, vault: Vault) -> str | None:
    """The words that the last move of a case came with."""
    return vault.open(case.note_sealed, _NOTE) if case.note_sealed else None


async def _one(connection: AsyncConnection, where: Any, *, locked: bool = False) -> CaseRow | None:
    query = select(*_COLUMNS).where(where)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else _case(row)


def _case(row: Any) -> CaseRow:
    return CaseRow(
        **dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)
        | {
            "kind": CaseKind(row.kind),
            "status": CaseStatus(row.status),
            "came_from": None if row.came_from is None else CaseStatus(row.came_from),
            "queue": None if row.queue is None else Queue(row.queue),
        }
    )
