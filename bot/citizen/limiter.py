"""How fast may this bot token send? One limiter for everything that sends with the token (channels.md 2.2, 2.5)."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter


@dataclass(frozen=True, slots=True)
class SendingLimits:
    """Allowed sends: over the whole token, and to one private chat (short bursts are tolerated by Telegram)."""

    token: RateLimitItem = field(default_factory=lambda: parse("30/second"))
    chat: RateLimitItem = field(default_factory=lambda: parse("6/6 seconds"))


class TokenLimiter:
    """Waits until a send is allowed; a retry-after from Telegram holds the whole token back."""

    def __init__(self, *, name: str, limits: SendingLimits | None = None, storage: Storage | None = None) -> None:
        """`name` is the bot's number, never its token; `storage` is memory here, Redis where replicas share it."""
        self._name = name
        self._limits = limits or SendingLimits()
        self._window = MovingWindowRateLimiter(storage or MemoryStorage())
        self._held_until = 0.0

    async def wait(self, chat: str) -> None:
        """Return when one message to this chat may leave."""
        while True:
            held = self._held_until - time.monotonic()
            if held > 0:
                await asyncio.sleep(held)
                continue
            if not await self._window.hit(self._limits.chat, self._name, chat):
                await self._sleep_until_free(self._limits.chat, chat)
            elif not await self._window.hit(self._limits.token, self._name):
                await self._sleep_until_free(self._limits.token)
            else:
                return

    def hold(self, seconds: float) -> None:
        """Telegram said 429: nothing leaves with this token for so long."""
        self._held_until = max(self._held_until, time.monotonic() + seconds)

    async def _sleep_until_free(self, limit: RateLimitItem, *names: str) -> None:
        window = await self._window.get_window_stats(limit, self._name, *names)
        await asyncio.sleep(min(max(window.reset_time - time.time(), 0.02), 1.0))
