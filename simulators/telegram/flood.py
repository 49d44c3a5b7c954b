"""Is this bot sending too fast? Flood control per chat, per group and per bot, switched off until asked for."""

import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass

from simulators.telegram.database import Database
from simulators.telegram.refusals import Refused, too_many


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Messages allowed; None means no limit. Telegram's own: 1 a second, 30 a second, 20 a minute."""

    chat_per_second: float | None = None
    bot_per_second: float | None = None
    group_per_minute: float | None = None
    burst: int = 1  # messages of a chat let through at once before the rate counts


class FloodGate:
    """Counts what is sent; the limits survive a restart, the levels do not."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock
        self._free_at: dict[tuple[str, int, int], float] = {}
        stored = database.value("SELECT value FROM settings WHERE name = 'flood'")
        self.limits = FloodLimits(**json.loads(stored)) if stored else FloodLimits()

    def limit(self, limits: FloodLimits) -> None:
        """Sets the limits and forgets the levels."""
        self._database.run("INSERT OR REPLACE INTO settings VALUES ('flood', ?)", json.dumps(asdict(limits)))
        self._free_at.clear()
        self.limits = limits

    def admit(self, bot_id: int, chat_id: int) -> None:
        """Lets one message through or raises 429 with the seconds to wait."""
        now, limits = self._clock(), self.limits
        buckets: list[tuple[tuple[str, int, int], float, float]] = []
        if limits.bot_per_second:
            buckets.append((("bot", bot_id, 0), 1 / limits.bot_per_second, max(limits.bot_per_second, 1)))
        if chat_id < 0 and limits.group_per_minute:
            buckets.append((("group", bot_id, chat_id), 60 / limits.group_per_minute, limits.group_per_minute))
        elif limits.chat_per_second:
            buckets.append((("chat", bot_id, chat_id), 1 / limits.chat_per_second, float(limits.burst)))
        for key, gap, burst in buckets:
            ahead = self._free_at.get(key, now) - now
            if ahead > gap * (burst - 1) + 1e-9:
                raise Refused(too_many(max(1, math.ceil(ahead - gap * (burst - 1))), key[0]))
        for key, gap, _ in buckets:
            self._free_at[key] = max(self._free_at.get(key, now), now) + gap
