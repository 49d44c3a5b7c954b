"""How do updates of one chat pass one at a time within this process? The smallest number waiting goes first."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from conversations.engine.chat import ChatKey


@dataclass(slots=True)
class _Lane:
    """A chat whose turn is held, and who waits for it: order, arrival, what wakes them."""

    waiting: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    arrivals: int = 0

    def stand(self, order: int | None) -> asyncio.Future[None]:
        """Wait by number; without one behind all who wait now."""
        if order is None:
            order = max((entry[0] for entry in self.waiting), default=0)
        self.arrivals += 1
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self.waiting, (order, self.arrivals, woken))
        return woken

    def pass_on(self) -> bool:
        """Wake the next one; False when nobody waits."""
        while self.waiting:
            woken = heapq.heappop(self.waiting)[2]
            if not woken.done():
                woken.set_result(None)
                return True
        return False


class LocalTurns:
    """Turns of one process; see `conversations.ports.Turns`."""

    def __init__(self) -> None:
        self._lanes: dict[ChatKey, _Lane] = {}

    @asynccontextmanager
    async def turn(self, chat: ChatKey, order: int | None) -> AsyncIterator[None]:
        """Hold the turn for the block."""
        lane = self._lanes.get(chat)
        if lane is None:
            lane = self._lanes[chat] = _Lane()
        else:
            woken = lane.stand(order)
            try:
                await woken
            except asyncio.CancelledError:
                if woken.done() and not woken.cancelled():
                    self._leave(chat, lane)
                raise
        try:
            yield
        finally:
            self._leave(chat, lane)

    def _leave(self, chat: ChatKey, lane: _Lane) -> None:
        if not lane.pass_on():
            del self._lanes[chat]
