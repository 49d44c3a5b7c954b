"""Which browser is on its way to the provider and back? Each way once, for a few minutes, by the browser that began it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.tables import ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way. `session_index`: the session that is to be proved anew, None for coming in. `back` is sealed."""

    state_index: bytes
    browser_index: bytes
    session_index: bytes | None
    back: bytes
    started_at: datetime
    ends_at: datetime


async def add_way(connection: AsyncConnection, way: Way) -> None:
    """Write a way."""
    await connection.execute(insert(ways).values({name: getattr(way, name) for name in Way.__dataclass_fields__}))


async def take_way(connection: AsyncConnection, *, state_index: bytes, browser_index: bytes) -> Way | None:
    """The way of this state, which is gone then; None where it is gone, or of another browser, which loses it nothing."""
    mine = (ways.c.state_index == state_index) & (ways.c.browser_index == browser_index)
    row = (await connection.execute(delete(ways).where(mine).returning(*ways.c))).one_or_none()
    return None if row is None else Way(**row._mapping)  # noqa: SLF001
