"""When may the next call to the provider start? The provider does not publish its limit, so we keep our own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Protocol


class Turns(Protocol):
    """Says when a call may start; `Pace` in one process, `RedisPace` in all of them."""

    async def take_turn(self, *, urgent: bool = False) -> None:
        """Return when the call may start."""
        ...


class Pace:
    """At most `per_second` calls a second, evenly apart after a `burst`. Urgent ones go first, each kind in order."""

    def __init__(
        self,
        per_second: float,
        *,
        burst: int = 1,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`clock` gives seconds that never go back."""
        if per_second <= 0 or burst < 1:
            raise ValueError("a pace needs more than 0 calls a second and a burst of at least 1")
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._sleep = sleep
        self._left = float(burst)
        self._counted_at = clock()
        self._urgent_waiting = 0
        self._queues = {True: asyncio.Lock(), False: asyncio.Lock()}

    async def take_turn(self, *, urgent: bool = False) -> None:
        """Return when the call may start. Cancelled while waiting: no turn is used."""
        self._urgent_waiting += urgent
        try:
            async with self._queues[urgent]:
                while not self._may_go(urgent=urgent):
                    await self._sleep(max((1 - self._left) / self._per_second, 0.001))
                self._left -= 1
        finally:
            self._urgent_waiting -= urgent

    def _may_go(self, *, urgent: bool) -> bool:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        return self._left >= 1 and (urgent or not self._urgent_waiting)
