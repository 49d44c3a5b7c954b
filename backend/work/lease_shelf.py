"""What waits and what was set aside in our own table of work?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import Moment
from backend.kit.outbox import Lane
from backend.work.port import Backlog, ParkedWork
from backend.work.tables import work_items

_PARKED = work_items.c.state == "parked"


async def count_backlog(connection: AsyncConnection, now: datetime) -> Mapping[Lane, Backlog]:
    """Every lane: due and not begun, the oldest of it, and set aside."""
    free = or_(work_items.c.leased_until.is_(None), work_items.c.leased_until < now)
    waits = and_(work_items.c.state == "waiting", work_items.c.due_at <= now, free)
    counts = (
        select(
            work_items.c.lane,
            func.count(case((waits, 1))).label("waiting"),
            func.min(case((waits, work_items.c.due_at)), type_=Moment).label("oldest"),
            func.count(case((_PARKED, 1))).label("parked"),
        )
        .where(work_items.c.state != "done")
        .group_by(work_items.c.lane)
    )
    found = dict.fromkeys(Lane, Backlog())
    for row in await connection.execute(counts):
        age = timedelta() if row.oldest is None else max(timedelta(), now - row.oldest)
        found[Lane(row.lane)] = Backlog(waiting=row.waiting, oldest=age, parked=row.parked)
    return found


async def list_parked(connection: AsyncConnection, limit: int) -> Sequence[ParkedWork]:
    """Oldest first."""
    query = select(work_items).where(_PARKED).order_by(work_items.c.ended_at, work_items.c.id).limit(limit)
    return [
        ParkedWork(
            id=str(row.id),
            name=row.name,
            lane=Lane(row.lane),
            args=row.args,
            tries=row.tries,
            error=row.error or "unknown",
            since=row.ended_at,
        )
        for row in await connection.execute(query)
    ]


async def unpark(connection: AsyncConnection, work: str, now: datetime) -> Lane | None:
    """Due now, with all tries before it; its lane, or None where nothing of this id is parked."""
    if not (work.isascii() and work.isdigit() and len(work) < 19):
        return None
    fresh = {"state": "waiting", "tries": 0, "due_at": now, "ended_at": None, "error": None}
    done = await connection.execute(
        update(work_items).where(work_items.c.id == int(work), _PARKED).values(fresh).returning(work_items.c.lane)
    )
    lane = done.scalar_one_or_none()
    return None if lane is None else Lane(lane)
