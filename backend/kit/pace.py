"""How do two paths take the same time, so that the clock on the wall tells nobody which one was taken [I1]?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """Measures and waits; both are handed in, so that tests do not really wait."""

    stopwatch: Callable[[], float] = time.monotonic
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep

    @asynccontextmanager
    async def at_least(self, floor: timedelta) -> AsyncGenerator[None]:
        """Whatever happens inside, refusals too, leaving takes no less than `floor`."""
        began = self.stopwatch()
        try:
            yield
        finally:
            rest = floor.total_seconds() - (self.stopwatch() - began)
            if rest > 0:
                await self.wait(rest)
