"""Which processes that run work are alive?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, select

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.upsert import insert_or_replace
from backend.work.tables import work_executors


@dataclass(frozen=True, slots=True)
class Signs:
    """How often a process says that it is alive, and after what silence it counts as dead."""

    every: timedelta = timedelta(seconds=3)
    dead_after: timedelta = timedelta(seconds=15)


@dataclass(slots=True, kw_only=True)
class Executors:
    """Signs of life in the database; `me` is this process."""

    database: Database
    clock: Clock
    me: str
    signs: Signs = field(default_factory=Signs)

    async def beat(self) -> None:
        """Say that this process is alive, and forget those silent for an hour."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            await insert_or_replace(connection, work_executors, {"id": self.me, "seen_at": now}, key=["id"])
            long_gone = work_executors.c.seen_at < now - timedelta(hours=1)
            await connection.execute(delete(work_executors).where(long_gone))

    async def alive(self) -> frozenset[str]:
        """The executor ids seen lately, this one among them."""
        since = self.clock.now() - self.signs.dead_after
        async with self.database.begin() as connection:
            rows = await connection.scalars(select(work_executors.c.id).where(work_executors.c.seen_at >= since))
            return frozenset(rows) | {self.me}

    async def forget_others(self) -> None:
        """This process is the only one: whatever else is written here is dead."""
        async with self.database.begin() as connection:
            await connection.execute(delete(work_executors).where(work_executors.c.id != self.me))
