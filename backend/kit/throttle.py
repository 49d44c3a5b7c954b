"""Who asks too often? A moving window for each asker, in memory or in the Redis that all processes share."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def read_rate(text: str) -> RateLimitItem | None:
    """A rate such as "120/minute"; None for an empty text, which means without limit. Raises ValueError."""
    if not text:
        return None
    try:
        return parse(text)
    except ValueError:
        raise ValueError('must be a number and a time, for example "120/minute" or "20/hour", or empty') from None


class Throttle:
    """Lets each asker through so often, and says to the others how long to wait."""

    def __init__(
        self,
        *,
        name: str,
        rate: RateLimitItem | None,
        mark: Callable[[str], str],
        storage: Storage | None = None,
    ) -> None:
        """`mark` makes a name of an asker that tells nobody who they are.

        Without `storage`, and while it is away, each process counts for itself.
        """
        self._name = name
        self._rate = rate
        self._mark = mark
        self._alone = MovingWindowRateLimiter(MemoryStorage())
        self._shared = self._alone if storage is None else MovingWindowRateLimiter(storage)

    async def hit(self, who: str) -> int:
        """Count one; 0 when it may pass, else whole seconds until it is worth asking again."""
        if self._rate is None:
            return 0
        names = (self._name, self._mark(who))
        try:
            return await _hit(self._shared, self._rate, names)
        except (RedisError, OSError) as away:
            log.warning("a throttle counts alone", error=type(away).__name__)
            return await _hit(self._alone, self._rate, names)


async def _hit(window: MovingWindowRateLimiter, rate: RateLimitItem, names: tuple[str, str]) -> int:
    if await window.hit(rate, *names):
        return 0
    stats = await window.get_window_stats(rate, *names)
    return max(1, math.ceil(stats.reset_time - time.time()))
