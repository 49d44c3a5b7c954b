"""Who may do what only one process may do at a time? The one that holds the lease, which ends by itself if it dies.

Right by its UPDATE and not by locks, so it is the same on SQLite and PostgreSQL. The moments are those of the
processes' own clocks: their difference must stay well below a lease.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import or_, update

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.upsert import insert_unless_there
from backend.work.tables import work_leases


@dataclass(frozen=True, slots=True, kw_only=True)
class Leases:
    """The leases as one process sees them; `me` is its name."""

    database: Database
    clock: Clock
    me: str = field(default_factory=lambda: uuid4().hex)

    async def take(self, name: str, *, seconds: float) -> bool:
        """Take or keep the lease for so long; False while somebody else has it."""
        now = self.clock.now()
        until = now + timedelta(seconds=seconds)
        free = or_(work_leases.c.held_by == self.me, work_leases.c.held_until < now)
        async with self.database.begin() as connection:
            done = await connection.execute(
                update(work_leases).where(work_leases.c.name == name, free).values(held_by=self.me, held_until=until)
            )
            if done.rowcount == 1:
                return True
            row = {"name": name, "held_by": self.me, "held_until": until}
            return await insert_unless_there(connection, work_leases, row)

    async def leave(self, name: str) -> None:
        """Give it back at once, if it is ours."""
        async with self.database.begin() as connection:
            await connection.execute(
                update(work_leases)
                .where(work_leases.c.name == name, work_leases.c.held_by == self.me)
                .values(held_until=self.clock.now() - timedelta(seconds=1))
            )
