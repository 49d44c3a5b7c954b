"""How is work done by DBOS, in our own database file or PostgreSQL database? One tiny workflow, three queues.

DBOS is launched on a thread without an event loop, so that its own loop and threads stay apart from ours: a library
that is launched inside our loop puts its thread pool under every `asyncio.to_thread` and leaves a dead one behind.
The workflow only hands the work over to our loop. It never phones home: no conductor key, no auto-upgrade.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import uuid4

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.bell import Bell
from backend.work.dbos_place import sqlite_engine, system_url
from backend.work.dbos_queues import Queues
from backend.work.dbos_shelf import WORKFLOW, Parked, count_backlog, find_parked, list_parked
from backend.work.executors import Executors, Signs
from backend.work.port import WIDTHS, Args, Backlog, Handler, LaneWidth, ParkedWork, Tries
from backend.work.schedule import Daily, Every, Schedule
from backend.work.ticks import Ticks

log = logging.getLogger(__name__)
T = TypeVar("T")

VERSION = "1"
"""Constant over deployments: the workflow never changes, so a release strands nothing."""
REAP, PURGE = "dbos.reap", "dbos.purge"
_NEXT = 0.01
"""Seconds after the end of a piece of work until DBOS counts it as ended and the next is looked for."""


@dataclass(slots=True, kw_only=True)
class DbosEngine:
    """DBOS behind our port. `url` is that of `database`; only one of these may be started in a process.

    `alone`: no other process runs work on this database, so what others left unfinished is resumed at the start;
    otherwise once their sign of life is older than `signs.dead_after`.
    """

    database: Database
    url: str = field(repr=False)
    clock: Clock
    alone: bool
    widths: Mapping[Lane, LaneWidth] = field(default_factory=lambda: dict(WIDTHS))
    tries: Tries = field(default_factory=Tries)
    keep: timedelta = timedelta(days=7)
    patience: float = 5.0
    signs: Signs = field(default_factory=Signs)
    me: str = field(default_factory=lambda: uuid4().hex)
    _handlers: dict[str, Handler] = field(default_factory=dict)
    _active: set[Future[None]] = field(default_factory=set)
    _queues: Queues = field(default_factory=Queues)
    _bell: Bell = field(init=False)
    _ticks: Ticks = field(init=False)
    _executors: Executors = field(init=False)
    _client: DBOSClient | None = None
    _control: ThreadPoolExecutor | None = None
    _engine: Engine | None = None
    _beating: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._bell = Bell(database=self.database, ring=self._queues.ring)
        self._ticks = Ticks(database=self.database, clock=self.clock, me=self.me, lease=self.signs.dead_after)
        self._executors = Executors(database=self.database, clock=self.clock, me=self.me, signs=self.signs)
        self.register(REAP, self._reap)
        self.every(Every(self.signs.every.total_seconds()), REAP)
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
        await self._enqueue(connection, name, args, lane=lane, delay=delay, dedup=dedup, tried=0)

    async def _enqueue(
        self,
        connection: AsyncConnection,
        name: str,
        args: Args,
        *,
        lane: Lane,
        delay: timedelta | None,
        dedup: str | None,
        tried: int,
    ) -> None:
        client = self._asking()
        options: EnqueueOptions = {"workflow_name": WORKFLOW, "queue_name": lane.value}
        if delay is not None:
            options["delay_seconds"] = max(0.0, delay.total_seconds())
        if dedup is not None:
            options["workflow_id"] = dedup
        plain = dict(args)
        await connection.run_sync(
            lambda inner: client.enqueue_in_transaction(inner, options, name, lane.value, plain, tried)
        )
        if delay is None:
            await self._bell.announce(connection, lane)

    def _asking(self) -> DBOSClient:
        if self._client is None:
            self._client = DBOSClient(system_database_url=system_url(self.url), lazy=True)
        return self._client

    async def start(self) -> None:
        ours = asyncio.get_running_loop()
        self._control = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dbos-control")
        await self._on_control(lambda: self._launch(ours))
        if self.alone:
            await self._executors.forget_others()
        await self._executors.beat()
        await self._reap({})
        self._beating = asyncio.create_task(self._keep_beating(), name="dbos: sign of life")
        self._bell.start()
        await self._ticks.start(self._handlers, alone=self.alone)

    def _launch(self, ours: asyncio.AbstractEventLoop) -> None:
        """On the control thread: nothing here may see a running event loop."""

        @DBOS.workflow(name=WORKFLOW)
        async def work(name: str, lane: str, args: dict[str, str | int], tried: int) -> None:
            flow = DBOS.workflow_id or ""
            running = asyncio.run_coroutine_threadsafe(self._run(flow, name, Lane(lane), args, tried), ours)
            self._active.add(running)
            try:
                await asyncio.wrap_future(running)
            finally:
                self._active.discard(running)
                ours.call_soon_threadsafe(ours.call_later, _NEXT, self._queues.ring, Lane(lane))

        config: DBOSConfig = {
            "name": "bimeyar",
            "system_database_url": system_url(self.url),
            "executor_id": self.me,
            "application_version": VERSION,
            "log_level": "WARNING",
            "sys_db_pool_size": 4,
            "max_executor_threads": 4,
        }
        if self.database.is_sqlite:
            self._engine = sqlite_engine(self.url)
            config["system_database_engine"] = self._engine
        dbos = DBOS(config=config)
        DBOS.listen_queues([])
        DBOS.launch()
        self._queues.start(dbos, self.widths)

    async def stop(self) -> None:
        if self._client is not None:
            self._client.destroy()
            self._client = None
        if self._control is None:
            return
        await self._ticks.stop()
        await self._bell.stop()
        if self._beating is not None:
            self._beating.cancel()
        await self._on_control(self._queues.stop)
        wait = int(self.patience) if self._active else 0
        await self._on_control(lambda: DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=wait))
        if self._engine is not None:
            self._engine.dispose()
        self._control.shutdown()
        self._control = None

    async def _run(self, flow: str, name: str, lane: Lane, args: Args, tried: int) -> None:
        try:
            await self._handlers[name](args)
        except Exception as problem:  # noqa: BLE001 — whatever a handler raises, its work must not be lost
            tried += 1
            parked = tried >= self.tries.most
            level = logging.ERROR if parked else logging.WARNING
            error = type(problem).__name__
            log.log(
                level, "work parked" if parked else "work failed", extra={"work": name, "tries": tried, "error": error}
            )
            if parked:
                raise Parked(error) from None
            root = flow.rsplit("~", 1)[0] if tried > 1 else flow
            await self._put_back(name, args, lane=lane, again=f"{root}~{tried}", tried=tried)

    async def _put_back(self, name: str, args: Args, *, lane: Lane, again: str, tried: int) -> None:
        """Write the next try. Where the database is away too, the work stays ours until it is back."""
        while True:
            try:
                async with self.database.begin() as connection:
                    wait = self.tries.wait(tried)
                    return await self._enqueue(connection, name, args, lane=lane, delay=wait, dedup=again, tried=tried)
            except Exception as problem:  # noqa: BLE001 — raised further, the engine would give the work up for good
                log.warning("work not put back yet", extra={"work": name, "error": type(problem).__name__})
            await asyncio.sleep(1.0)

    async def _keep_beating(self) -> None:
        while True:
            await asyncio.sleep(self.signs.every.total_seconds())
            try:
                await self._executors.beat()
            except Exception as problem:  # noqa: BLE001 — a database that is away comes back
                log.warning("no sign of life written", extra={"error": type(problem).__name__})

    async def _reap(self, _args: Args) -> None:
        """Resume what dead processes left unfinished; the free part of DBOS only does so for its own executor id."""
        alive = await self._executors.alive()
        found = await self._on_control(
            lambda: DBOS.list_workflows(status="PENDING", name=WORKFLOW, load_input=False, load_output=False)
        )
        stranded: dict[str, list[str]] = {}
        for flow in found:
            if flow.executor_id not in alive:
                stranded.setdefault(flow.queue_name or Lane.REPLIES.value, []).append(flow.workflow_id)
        for queue, ids in stranded.items():
            log.warning("resuming stranded work", extra={"lane": queue, "count": len(ids)})
            await self._on_control(partial(DBOS.resume_workflows, ids, queue_name=queue))

    async def _purge(self, _args: Args) -> None:
        """Forget what was done long ago; what failed for good stays for people to see."""
        before = (self.clock.now() - self.keep).isoformat()
        while True:
            found = await self._on_control(
                lambda: DBOS.list_workflows(
                    status=["SUCCESS", "CANCELLED"],
                    completed_before=before,
                    limit=500,
                    load_input=False,
                    load_output=False,
                )
            )
            if not found:
                return
            await self._on_control(partial(DBOS.delete_workflows, [flow.workflow_id for flow in found]))

    async def backlog(self) -> Mapping[Lane, Backlog]:
        async with self.database.begin() as connection:
            return await count_backlog(connection, self.clock.now())

    async def parked(self, *, limit: int = 100) -> Sequence[ParkedWork]:
        return await asyncio.to_thread(list_parked, self._asking(), limit)

    async def replay(self, work: str) -> bool:
        """The same work under a name made from its old one: replayed twice at once it is still done once."""
        client = self._asking()
        found = await asyncio.to_thread(find_parked, client, work)
        if found is None:
            return False
        async with self.database.begin() as connection:
            await self.enqueue(connection, found.name, found.args, lane=found.lane, dedup=f"{work}~again")
        await asyncio.to_thread(client.delete_workflows, [work])
        return True

    async def _on_control(self, ask: Callable[[], T]) -> T:
        """Every synchronous call to DBOS: one thread, never our event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._control, ask)
