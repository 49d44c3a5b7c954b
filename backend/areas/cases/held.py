"""Which decisions wait to take effect? Rows: so a kill loses none, and each takes effect once or is undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.repository import CaseRow
from backend.areas.cases.tables import cases, held
from backend.domain.cases import MoveName, Mover
from backend.kit.cases import Act
from backend.kit.vault import Vault

_NOTE = "case_held.note"


class HeldState(StrEnum):
    """What became of a decision."""

    HELD = "held"
    APPLIED = "applied"
    UNDONE = "undone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One decision on one case; `why` says why it was refused after all."""

    id: int
    case: int
    ref: str
    person: int
    staff: int
    due_at: datetime
    state: HeldState
    why: str | None
    act: Act


async def hold(
    connection: AsyncConnection, case: CaseRow, act: Act, *, batch: str, vault: Vault, now: datetime, due: datetime
) -> None:
    """Write a decision that takes effect at `due`; its case is locked, and has none."""
    row = {
        "batch": batch,
        "case": case.id,
        "staff": act.staff,
        "by": act.by,
        "move": act.move,
        "reason": act.reason,
        "note_sealed": vault.seal(act.note, _NOTE) if act.note else None,
        "made_at": now,
        "due_at": due,
        "state": HeldState.HELD,
    }
    await connection.execute(insert(held).values(row))


async def held_decision(connection: AsyncConnection, case: int) -> int | None:
    """The decision that waits on this case, if one does."""
    where = (held.c.case == case, held.c.state == HeldState.HELD)
    found: int | None = await connection.scalar(select(held.c.id).where(*where))
    return found


async def due(connection: AsyncConnection, now: datetime, *, limit: int = 100) -> Sequence[int]:
    """Decisions whose time has come, oldest first."""
    where = (held.c.state == HeldState.HELD, held.c.due_at <= now)
    rows = await connection.execute(select(held.c.id).where(*where).order_by(held.c.due_at, held.c.id).limit(limit))
    return [row.id for row in rows]


async def batch_of(connection: AsyncConnection, batch: str, staff: int, vault: Vault) -> Sequence[Held]:
    """The decisions that this member of staff made together."""
    return await _read(connection, vault, held.c.batch == batch, held.c.staff == staff)


async def one(connection: AsyncConnection, number: int, vault: Vault) -> Held | None:
    """One decision."""
    found = await _read(connection, vault, held.c.id == number)
    return found[0] if found else None


async def mark(connection: AsyncConnection, number: int, state: HeldState, *, why: str | None = None) -> bool:
    """Say what became of a decision that waits; False where that was said already."""
    where = (held.c.id == number, held.c.state == HeldState.HELD)
    done = await connection.execute(update(held).where(*where).values(state=state, why=why))
    return done.rowcount == 1


async def undo(connection: AsyncConnection, batch: str, staff: int) -> Sequence[int]:
    """Take back what has not taken effect; the cases of it, given back to their line."""
    where = (held.c.batch == batch, held.c.staff == staff, held.c.state == HeldState.HELD)
    undone = update(held).where(*where).values(state=HeldState.UNDONE).returning(held.c.case)
    numbers = [row.case for row in await connection.execute(undone)]
    mine = (cases.c.id.in_(numbers), cases.c.claimed_by == staff)
    await connection.execute(update(cases).where(*mine).values(claimed_by=None, claimed_until=None))
    return numbers


async def _read(connection: AsyncConnection, vault: Vault, *where: ColumnElement[bool]) -> Sequence[Held]:
    joined = held.join(cases, cases.c.id == held.c.case)
    query = select(held, cases.c.ref, cases.c.person).select_from(joined).where(*where).order_by(held.c.id)
    return [
        Held(
            id=row.id,
            case=row.case,
            ref=row.ref,
            person=row.person,
            staff=row.staff,
            due_at=row.due_at,
            state=HeldState(row.state),
            why=row.why,
            act=Act(
                move=MoveName(row.move),
                by=Mover(row.by),
                staff=row.staff,
                reason=row.reason,
                note=vault.open(row.note_sealed, _NOTE) if row.note_sealed else None,
            ),
        )
        for row in await connection.execute(query)
    ]
