"""How many conversations are open, and how many updates were set aside? Counts for operators."""

from __future__ import annotations

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def count_open(connection: AsyncConnection, sessions: Table) -> int:
    """Conversations with answers that have not ended: those that will be looked at again, by their index."""
    waits = select(func.count()).select_from(sessions).where(sessions.c.lapses_at.is_not(None))
    return int(await connection.scalar(waits) or 0)


async def count_parked(connection: AsyncConnection, parked: Table) -> int:
    """Updates that lie aside for staff."""
    return int(await connection.scalar(select(func.count()).select_from(parked)) or 0)
