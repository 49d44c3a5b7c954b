"""How is work done with nothing but our own table? A lease in each row, right by its UPDATE and not by locks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.kit.upsert import insert_unless_there
from backend.work.bell import Bell
from backend.work.lease_shelf import count_backlog, list_parked, unpark
from backend.work.port import WIDTHS, Args, Backlog, Handler, LaneWidth, ParkedWork, Tries
from backend.work.schedule import Daily, Schedule
from backend.work.tables import work_items
from backend.work.ticks import Ticks

log = logging.getLogger(__name__)

PURGE = "work.purge"


@dataclass(slots=True, kw_only=True)
class LeaseEngine:
    """The engine of the embedded mode, and the way out on PostgreSQL.

    `alone`: this is the only process that runs work on this database, so that at the start every lease is void.
    Otherwise the work of a dead process comes back when its `lease` ends. `keep` is how long a `dedup` is remembered.
    """

    database: Database
    clock: Clock
    alone: bool
    widths: Mapping[Lane, LaneWidth] = field(default_factory=lambda: dict(WIDTHS))
    tries: Tries = field(default_factory=Tries)
    lease: timedelta = timedelta(seconds=30)
    keep: timedelta = timedelta(days=7)
    patience: float = 5.0
    me: str = field(default_factory=lambda: uuid4().hex)
    _handlers: dict[str, Handler] = field(default_factory=dict)
    _running: dict[int, tuple[Lane, asyncio.Task[None]]] = field(default_factory=dict)
    _look_now: dict[Lane, asyncio.Event] = field(init=False)
    _bell: Bell = field(init=False)
    _ticks: Ticks = field(init=False)
    _loops: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._look_now = {lane: asyncio.Event() for lane in Lane}
        self._bell = Bell(database=self.database, ring=lambda lane: self._look_now[lane].set())
        self._ticks = Ticks(database=self.database, clock=self.clock, me=self.me, lease=self.lease)
        self.register(PURGE, self._purge)
        self.every(Daily(hour=3, minute=40), PURGE)

    def register(self, name: str, handler: Handler) -> None:
        if name in self._handlers:
            raise ValueError(f"{name} is already registered")
        self._handlers[name] = handler

    def every(self, schedule: Schedule, name: str) -> None:
        self._ticks.plan(schedule, name)

    async def enqueue(
        self,
        connection: AsyncConnection,
        name: str,
        args: Args,
        *,
        lane: Lane,
        delay: timedelta | None = None,
        dedup: str | None = None,
    ) -> None:
        due_at = self.clock.now() + (delay or timedelta())
        row = {"lane": lane, "name": name, "args": dict(args), "state": "waiting", "tries": 0, "due_at": due_at}
        await insert_unless_there(connection, work_items, row | {"dedup": dedup})
        if delay is None:
            await self._bell.announce(connection, lane)

    async def start(self) -> None:
        if self.alone:
            async with self.database.begin() as connection:
                free = update(work_items).where(work_items.c.leased_by.is_not(None))
                await connection.execute(free.values(leased_by=None, leased_until=None))
        self._loops = [
            *(asyncio.create_task(self._look_for_work(lane), name=f"work: {lane}") for lane in self.widths),
            asyncio.create_task(self._renew_leases(), name="work: renew"),
        ]
        self._bell.start()
        await self._ticks.start(self._handlers, alone=self.alone)

    async def stop(self) -> None:
        await self._ticks.stop()
        await self._bell.stop()
        loops, self._loops = self._loops, []
        tasks = [task for _, task in self._running.values()]
        for loop in loops[:-1]:
            loop.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=self.patience)
        for task in [*loops, *tasks]:
            task.cancel()
        await asyncio.gather(*loops, *tasks, return_exceptions=True)

    async def _look_for_work(self, lane: Lane) -> None:
        """Each lane by itself, so that a code waits for no look at another lane."""
        width, look_now = self.widths[lane], self._look_now[lane]
        while True:
            look_now.clear()
            try:
                room = width.at_once - self._busy(lane)
                for row in await self._claim(lane, room) if room > 0 else ():
                    task = asyncio.create_task(self._run(row), name=f"work {row.name}")
                    self._running[row.id] = (lane, task)
            except Exception as problem:  # noqa: BLE001 — a database that is away comes back
                log.warning("looking for work failed", extra={"error": type(problem).__name__})
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(width.poll):
                    await look_now.wait()

    async def _claim(self, lane: Lane, room: int) -> Sequence[Row[Any]]:
        """The rows are chosen once, in a query of their own: PostgreSQL may run one inside an IN again and take more."""
        first = (
            select(work_items.c.id)
            .where(work_items.c.lane == lane, *self._claimable())
            .order_by(work_items.c.due_at, work_items.c.id)
            .limit(room)
            .with_for_update(skip_locked=True)
            .cte("first_rows")
        )
        taken = (
            update(work_items)
            .where(work_items.c.id.in_(select(first.c.id)), *self._claimable())
            .values(leased_by=self.me, leased_until=self.clock.now() + self.lease, tries=work_items.c.tries + 1)
            .returning(work_items.c.id, work_items.c.lane, work_items.c.name, work_items.c.args, work_items.c.tries)
        )
        async with self.database.begin() as connection:
            return (await connection.execute(taken)).all()

    def _claimable(self) -> tuple[ColumnElement[bool], ...]:
        now = self.clock.now()
        free = or_(work_items.c.leased_until.is_(None), work_items.c.leased_until < now)
        return (work_items.c.state == "waiting", work_items.c.due_at <= now, free)

    def _busy(self, lane: Lane) -> int:
        return sum(1 for theirs, _ in self._running.values() if theirs == lane)

    async def _run(self, row: Row[Any]) -> None:
        try:
            try:
                await self._handlers[row.name](row.args)
            except Exception as problem:  # noqa: BLE001 — whatever a handler raises, its work must not be lost
                await self._again(row, problem)
            else:
                await self._end(row)
        finally:
            del self._running[row.id]
            self._look_now[Lane(row.lane)].set()

    async def _end(self, row: Row[Any]) -> None:
        mine = (work_items.c.id == row.id, work_items.c.leased_by == self.me)
        async with self.database.begin() as connection:
            gone = await connection.execute(delete(work_items).where(*mine, work_items.c.dedup.is_(None)))
            if not gone.rowcount:
                done = {"state": "done", "leased_by": None, "leased_until": None, "ended_at": self.clock.now()}
                await connection.execute(update(work_items).where(*mine).values(done))

    async def _again(self, row: Row[Any], problem: Exception) -> None:
        parked = row.tries >= self.tries.most
        level = logging.ERROR if parked else logging.WARNING
        extra = {"work": row.name, "tries": row.tries, "error": type(problem).__name__}
        log.log(level, "work parked" if parked else "work failed", extra=extra)
        values: dict[str, Any] = {"leased_by": None, "leased_until": None, "error": type(problem).__name__[:80]}
        now = self.clock.now()
        values |= {"state": "parked", "ended_at": now} if parked else {"due_at": now + self.tries.wait(row.tries)}
        async with self.database.begin() as connection:
            mine = update(work_items).where(work_items.c.id == row.id, work_items.c.leased_by == self.me)
            await connection.execute(mine.values(values))

    async def _renew_leases(self) -> None:
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            if not self._running:
                continue
            try:
                async with self.database.begin() as connection:
                    mine = update(work_items).where(work_items.c.leased_by == self.me)
                    await connection.execute(mine.values(leased_until=self.clock.now() + self.lease))
            except Exception as problem:  # noqa: BLE001 — the next renewal comes well before the lease ends
                log.warning("leases not renewed", extra={"error": type(problem).__name__})

    async def _purge(self, _args: Args) -> None:
        """Forget what was done long ago; what was set aside stays for people to see."""
        old = self.clock.now() - self.keep
        async with self.database.begin() as connection:
            gone = delete(work_items).where(work_items.c.state == "done", work_items.c.ended_at < old)
            await connection.execute(gone)

    async def backlog(self) -> Mapping[Lane, Backlog]:
        async with self.database.begin() as connection:
            return await count_backlog(connection, self.clock.now())

    async def parked(self, *, limit: int = 100) -> Sequence[ParkedWork]:
        async with self.database.begin() as connection:
            return await list_parked(connection, limit)

    async def replay(self, work: str) -> bool:
        async with self.database.begin() as connection:
            lane = await unpark(connection, work, self.clock.now())
            if lane is not None:
                await self._bell.announce(connection, lane)
        return lane is not None
