"""How are the database, the work engine and the ways out watched? Each passes everything on and notes what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import QueuePool
from structlog.contextvars import bound_contextvars

from backend.areas.notifications.carrier import Carrier, OpenMessage, Outcome
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.port import Args, Handler, WorkEngine
from bimeyar.watch.metrics import Metrics
from bimeyar.watch.tracing import Tracer

TRACE = "traceparent"
"""Name of the value by which a piece of work carries its trace; handlers never see it."""


class WatchedDatabase(Database):
    """Notes how long transactions wait for a connection."""

    def __init__(self, *, metrics: Metrics, url: str, **more: Any) -> None:
        super().__init__(url=url, **more)
        self._metrics = metrics

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """See `Database.begin`."""
        begun = time.perf_counter()
        self._metrics.connections_waiting.inc()
        async with contextlib.AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(super().begin())
            finally:
                self._metrics.connections_waiting.dec()
                self._metrics.connection_seconds.observe(time.perf_counter() - begun)
            yield connection

    def glance(self) -> None:
        """Set the gauge of connections in use."""
        pool = self.engine.sync_engine.pool
        if isinstance(pool, QueuePool):
            self._metrics.connections.set(pool.checkedout())


class WatchedEngine:
    """Counts runs of work, names them in the logs, and carries the trace of the cause over to the work."""

    def __init__(self, engine: WorkEngine, *, metrics: Metrics, tracer: Tracer) -> None:
        self._engine = engine
        self._metrics = metrics
        self._tracer = tracer

    def __getattr__(self, name: str) -> Any:
        """Whatever is not watched is the engine's own."""
        return getattr(self._engine, name)

    def register(self, name: str, handler: Handler) -> None:
        """See `WorkEngine.register`."""
        self._engine.register(name, self._watch(name, handler))

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
        """See `WorkEngine.enqueue`."""
        parent = self._tracer.traceparent()
        carried: Args = {**args, TRACE: parent} if parent else args
        await self._engine.enqueue(connection, name, carried, lane=lane, delay=delay, dedup=dedup)

    def _watch(self, name: str, handler: Handler) -> Handler:
        async def run(args: Args) -> None:
            plain = {key: value for key, value in args.items() if key != TRACE}
            outcome, parent = "failed", str(args.get(TRACE, ""))
            with bound_contextvars(work=name, item=plain.get("id")), self._span(name, plain, parent):
                try:
                    await handler(plain)
                    outcome = "done"
                except asyncio.CancelledError:
                    outcome = "cancelled"
                    raise
                finally:
                    self._metrics.work_runs.labels(name, outcome).inc()

        return run

    def _span(self, name: str, args: Args, parent: str) -> contextlib.AbstractContextManager[Any]:
        """Repeated work with nothing to do is no trace; work that somebody caused is."""
        return self._tracer.span(f"work {name}", parent=parent) if parent or args else contextlib.nullcontext()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedCarrier:
    """Counts tries to send by what came of them."""

    carrier: Carrier
    channel: str
    metrics: Metrics
    tracer: Tracer

    async def carry(self, message: OpenMessage) -> Outcome:
        """See `Carrier.carry`."""
        verdict = "unforeseen"
        with self.tracer.span(f"carry {self.channel}") as span:
            try:
                outcome = await self.carrier.carry(message)
                verdict = outcome.verdict.value
            finally:
                span.say("kind", message.kind)
                span.say("number", message.id)
                span.say("verdict", verdict)
                self.metrics.tries.labels(self.channel, verdict).inc()
        return outcome
