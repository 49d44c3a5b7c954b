"""How does a worker hear of new work at once, and not at its next look?

On PostgreSQL every worker listens, and whoever writes work notifies in the same transaction, so that all hear of it at
the commit. On SQLite there is one process, and its own commit rings. A bell that nobody hears costs the time until the
next look and nothing else; a broadcast is looked for, for thousands of bells would help nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from backend.kit.db import Database
from backend.kit.outbox import Lane

log = logging.getLogger(__name__)

CHANNEL = "bimeyar_work"
_NOTIFY = text("SELECT pg_notify(:channel, :lane)")
_STILL_THERE = 15.0
"""Seconds between questions whether the connection that listens still lives."""


@dataclass(slots=True, kw_only=True)
class Bell:
    """The bell of one process. `ring` is called on the event loop, once for each lane that has new work."""

    database: Database
    ring: Callable[[Lane], None] = field(repr=False)
    _answers: bool = False
    _listening: asyncio.Task[None] | None = None

    async def announce(self, connection: AsyncConnection, lane: Lane) -> None:
        """There is work in this lane once the transaction has committed."""
        if not self.database.is_sqlite:
            if lane is not Lane.BROADCAST:
                await connection.execute(_NOTIFY, {"channel": CHANNEL, "lane": lane.value})
        elif self._answers:
            self._ring_at_commit(connection, lane)

    def _ring_at_commit(self, connection: AsyncConnection, lane: Lane) -> None:
        def rung(_connection: Connection) -> None:
            asyncio.get_running_loop().call_soon(self.ring, lane)

        inner = connection.sync_connection
        if inner is not None:
            event.listen(inner, "commit", rung, once=True)

    def start(self) -> None:
        """Begin to hear."""
        self._answers = True
        if not self.database.is_sqlite:
            self._listening = asyncio.create_task(self._listen(), name="work: bell")

    async def stop(self) -> None:
        """Hear no more."""
        self._answers = False
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            self._listening = None

    async def _listen(self) -> None:
        engine = create_async_engine(self.database.engine.url, poolclass=NullPool)
        pause = 0.2
        while True:
            try:
                async with engine.connect() as connection:
                    driver: Any = (await connection.get_raw_connection()).driver_connection
                    pause = 0.2
                    await self._hear(driver)
            except Exception as problem:  # noqa: BLE001 — a database that is away comes back
                log.warning("the bell is not heard", extra={"error": type(problem).__name__})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)

    async def _hear(self, driver: Any) -> None:
        """Until the connection ends. Whatever came before it began is looked for."""
        ended = asyncio.Event()
        driver.add_termination_listener(lambda _connection: ended.set())
        await driver.add_listener(CHANNEL, self._heard)
        for lane in Lane:
            self.ring(lane)
        while not ended.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_STILL_THERE):
                    await ended.wait()
            if not ended.is_set():
                await driver.execute("SELECT 1", timeout=5)

    def _heard(self, _connection: Any, _sender: int, _channel: str, lane: str) -> None:
        with contextlib.suppress(ValueError):
            self.ring(Lane(lane))
