"""Which figures must be read from the database, and how often? At most once in so many seconds, however often we are asked."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from backend.kit.clock import Clock
from bimeyar.watch.metrics import Metrics

log = logging.getLogger(__name__)

Reading = Callable[[datetime], Awaitable[None]]
"""Reads some figures as of this moment, and sets their gauges."""
Glance = Callable[[], None]
"""Sets gauges that cost nothing: each time we are asked."""


@dataclass(slots=True, kw_only=True)
class Figures:
    """Gauges with what fills them. A reading that fails leaves the old figures and is counted."""

    metrics: Metrics
    clock: Clock
    readings: Sequence[Reading] = ()
    glances: Sequence[Glance] = ()
    every: float = 15.0
    seconds: float = 5.0
    now: Callable[[], float] = time.monotonic
    _read_at: float | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def refresh(self) -> None:
        """Make the gauges as fresh as they may be. Never raises."""
        for glance in self.glances:
            glance()
        async with self._lock:
            if self._read_at is not None and self.now() - self._read_at < self.every:
                return
            self._read_at = self.now()
            for reading in self.readings:
                await self._read(reading)

    async def _read(self, reading: Reading) -> None:
        at = self.clock.now()
        try:
            async with asyncio.timeout(self.seconds):
                await reading(at)
        except Exception as error:  # noqa: BLE001 — a scrape must be answered whatever ails the database
            self.metrics.figures_failed.inc()
            log.warning("figures not read", extra={"error": type(error).__name__})
        else:
            self.metrics.figures_read.set(at.timestamp())
