"""Who works on which case, for how long? Each case is one person's at most, also when many ask at once.

A claim is two columns of the case, so that one guarded update gives it. On PostgreSQL whoever asks for the next one
steps over rows that others are taking (SKIP LOCKED); SQLite has one writer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.scope import Scope
from backend.areas.cases.tables import case_moves, cases
from backend.domain.cases import CaseKind, CaseStatus


async def claim(
    connection: AsyncConnection, scope: Scope, ref: str, staff: int, *, now: datetime, until: datetime
) -> bool:
    """Take this case, or keep it for longer; False where somebody else has it, or it is not in this line."""
    free = free_or_of(staff, now)
    return await _take(connection, staff, until, cases.c.ref == ref, _in_line(scope), free) is not None


async def take_next(
    connection: AsyncConnection,
    scope: Scope,
    staff: int,
    *,
    now: datetime,
    until: datetime,
    statuses: Iterable[CaseStatus],
    kind: CaseKind | None = None,
) -> str | None:
    """Take the first in the line that nobody has and that this member of staff has not judged; its reference."""
    judged = exists().where(case_moves.c.case == cases.c.id, case_moves.c.staff == staff, case_moves.c.decides)
    wanted = [_in_line(scope), cases.c.status.in_(sorted(statuses)), _free(now), ~judged]
    if kind is not None:
        wanted.append(cases.c.kind == kind)
    first = (
        select(cases.c.id)
        .where(*wanted)
        .order_by(cases.c.placed_at, cases.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=cases)
    )
    return await _take(connection, staff, until, cases.c.id == first.scalar_subquery(), _free(now))


async def release(connection: AsyncConnection, ref: str, staff: int) -> bool:
    """Give a case back to its line; False where it was not this member's."""
    values = {"claimed_by": None, "claimed_until": None}
    done = await connection.execute(update(cases).where(cases.c.ref == ref, cases.c.claimed_by == staff).values(values))
    return done.rowcount == 1


def free_or_of(staff: int, now: datetime) -> Any:
    """Nobody has it, or this member of staff does."""
    return or_(_free(now), cases.c.claimed_by == staff)


async def _take(connection: AsyncConnection, staff: int, until: datetime, *where: Any) -> str | None:
    taken = update(cases).where(*where).values(claimed_by=staff, claimed_until=until).returning(cases.c.ref)
    ref: str | None = (await connection.execute(taken)).scalar_one_or_none()
    return ref


def _in_line(scope: Scope) -> Any:
    return (cases.c.queue == scope.queue) & cases.c.office.in_(sorted(scope.offices))


def _free(now: datetime) -> Any:
    return or_(cases.c.claimed_until.is_(None), cases.c.claimed_until <= now)
