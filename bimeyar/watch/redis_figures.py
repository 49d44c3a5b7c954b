"""Is the Redis that all share there, since when has it lost nothing, and what has the database not got from it yet?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bimeyar.shared_redis import SharedRedis
from bimeyar.watch.metrics import Metrics
from conversations.ports import StoreAway
from conversations.stores.redis import count_dirty


@dataclass(slots=True)
class RedisFigures:
    """A reading for `Figures`. That Redis is away is a figure and no failure; what it held then keeps its last count."""

    shared: SharedRedis
    metrics: Metrics
    _was_there: bool = False

    async def read(self, _now: datetime) -> None:
        """One question to Redis."""
        try:
            uncopied = await count_dirty(self.shared.client)
        except StoreAway:
            if self._was_there:
                self.metrics.redis_went_away.inc()
            self._was_there = False
            self.metrics.redis_away.set(1)
            return
        self._was_there = True
        self.metrics.redis_away.set(0)
        self.metrics.redis_life.set(int(self.shared.life.since) / 1000)
        self.metrics.sessions_uncopied.set(uncopied)
