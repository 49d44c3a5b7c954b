"""How late does the event loop wake who sleeps? A little sleeper that measures its own oversleeping."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass

from bimeyar.watch.metrics import Metrics


@dataclass(slots=True, kw_only=True)
class LoopLag:
    """Measures as long as it runs."""

    metrics: Metrics
    every: float = 0.5
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the running loop."""
        self._task = asyncio.create_task(self._measure(), name="watch: loop lag")

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _measure(self) -> None:
        while True:
            wanted = time.perf_counter() + self.every
            await asyncio.sleep(self.every)
            self.metrics.loop_lag.observe(max(0.0, time.perf_counter() - wanted))
