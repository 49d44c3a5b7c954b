"""Who runs the repeated work, when every process would like to? The one whose UPDATE finds it due."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.upsert import insert_unless_there
from backend.work.port import Handler
from backend.work.schedule import Daily, Schedule
from backend.work.tables import work_ticks

log = logging.getLogger(__name__)

_LOOK = 30.0
"""Seconds between looks at work that is due once a day."""


@dataclass(slots=True, kw_only=True)
class Ticks:
    """The repeated work of one process; `me` is its executor id.

    A run that goes on renews its `lease`; that of a process that died is taken up by another when its lease has ended.
    """

    database: Database
    clock: Clock
    me: str
    lease: timedelta = timedelta(seconds=30)
    _planned: dict[str, Schedule] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def plan(self, schedule: Schedule, name: str) -> None:
        """Add repeated work. Raises ValueError for a name taken."""
        if name in self._planned:
            raise ValueError(f"{name} is already planned")
        self._planned[name] = schedule

    async def start(self, handlers: dict[str, Handler], *, alone: bool) -> None:
        """Run until `stop`. `alone`: nobody else is alive, so leases of others are void."""
        if alone:
            async with self.database.begin() as connection:
                await connection.execute(update(work_ticks).values(leased_by=None, leased_until=None))
        for name, schedule in self._planned.items():
            task = asyncio.create_task(self._repeat(name, schedule, handlers[name]), name=f"tick {name}")
            self._tasks.append(task)

    async def stop(self) -> None:
        """End at once; a run that is cut off is due again when its lease ends."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    async def _repeat(self, name: str, schedule: Schedule, handler: Handler) -> None:
        pause = _LOOK if isinstance(schedule, Daily) else schedule.seconds
        while True:
            try:
                if await self._claim(name, schedule):
                    await self._run(name, handler)
                    await self._finish(name, schedule)
            except Exception as problem:  # noqa: BLE001 — the next round must come whatever went wrong in this one
                log.warning("repeated work failed", extra={"work": name, "error": type(problem).__name__})
                await self._let_go(name, schedule)
            await asyncio.sleep(pause)

    async def _run(self, name: str, handler: Handler) -> None:
        renewing = asyncio.create_task(self._renew(name), name=f"tick {name}: renew")
        try:
            await handler({})
        finally:
            renewing.cancel()

    async def _renew(self, name: str) -> None:
        """Until it is cancelled. A lease that somebody else has taken since stays with them."""
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            mine = (work_ticks.c.name == name, work_ticks.c.leased_by == self.me)
            try:
                async with self.database.begin() as connection:
                    until = self.clock.now() + self.lease
                    await connection.execute(update(work_ticks).where(*mine).values(leased_until=until))
            except Exception as problem:  # noqa: BLE001 — the next renewal comes well before the lease ends
                log.warning("repeated work not renewed", extra={"work": name, "error": type(problem).__name__})

    async def _claim(self, name: str, schedule: Schedule) -> bool:
        now = self.clock.now()
        async with self.database.begin() as connection:
            known = await connection.scalar(select(work_ticks.c.due_at).where(work_ticks.c.name == name))
            if known is None:
                await insert_unless_there(connection, work_ticks, {"name": name, "due_at": schedule.first(now)})
            done = await connection.execute(
                update(work_ticks)
                .where(work_ticks.c.name == name, work_ticks.c.due_at <= now)
                .where(or_(work_ticks.c.leased_until.is_(None), work_ticks.c.leased_until < now))
                .values(leased_by=self.me, leased_until=now + self.lease)
            )
            return done.rowcount == 1

    async def _finish(self, name: str, schedule: Schedule) -> None:
        await self._release(name, schedule.after(self.clock.now()))

    async def _let_go(self, name: str, schedule: Schedule) -> None:
        """After a failed run: due again soon. A database that is away now is asked again in the next round."""
        soon = self.clock.now() + timedelta(seconds=min(60.0, getattr(schedule, "seconds", 60.0)))
        try:
            await self._release(name, soon)
        except Exception as problem:  # noqa: BLE001 — the lease ends by itself
            log.warning("repeated work not released", extra={"work": name, "error": type(problem).__name__})

    async def _release(self, name: str, due_at: datetime) -> None:
        async with self.database.begin() as connection:
            await connection.execute(
                update(work_ticks)
                .where(work_ticks.c.name == name, work_ticks.c.leased_by == self.me)
                .values(due_at=due_at, leased_by=None, leased_until=None)
            )
