"""How fast may this bot token send? One limiter for everything that sends with the token (channels.md 2.2, 2.5).

A message books its turn and waits for it, so nobody overtakes and nobody starves. News has a line of its own that is
narrower than the token's, so an answer to a citizen never waits behind it.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from limits import RateLimitItem, parse

from bot.citizen.lines import Claim, Lines, LocalLines


@dataclass(frozen=True, slots=True)
class SendingLimits:
    """Allowed sends: over the whole token, of news nobody asked for, and to one private chat.

    Telegram tolerates short bursts to one chat.
    """

    token: RateLimitItem = field(default_factory=lambda: parse("30/second"))
    news: RateLimitItem = field(default_factory=lambda: parse("24/second"))
    chat: RateLimitItem = field(default_factory=lambda: parse("6/6 seconds"))


class HeldBack(Exception):
    """The turn would come later than the sender is ready to wait; `seconds` until it is worth asking again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class TokenLimiter:
    """Waits until a send is allowed; a retry-after from Telegram holds the whole token back, in all its processes."""

    def __init__(
        self,
        *,
        limits: SendingLimits | None = None,
        lines: Lines | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`lines` are those of one token."""
        self._limits = limits or SendingLimits()
        self._lines = lines or LocalLines(now=now)
        self._now = now
        self._sleep = sleep

    async def wait(self, chat: str, *, news: bool = False, most: float = 30.0) -> None:
        """Return when one call may leave: a new message to this chat, or with "" a change or a repetition.

        Raises HeldBack where that takes more than `most` seconds.
        """
        token = Claim("token", self._limits.token)
        others = [("news", self._limits.news)] * news
        if chat:
            others.insert(0, (f"chat:{chat}", self._limits.chat))
        claims = [*(Claim(line, rate) for line, rate in others), token]
        until = self._now() + most
        while True:
            left = max(0.0, until - self._now())
            taken, wait = await self._lines.book(claims, left)
            if wait > left:
                raise HeldBack(wait)
            if wait == 0:
                return
            await self._sleep(wait)
            # with all turns taken and waited for, only a hold may have come meanwhile: then the token's is to be had anew
            claims = claims[taken:] if claims else [token]

    async def hold(self, seconds: float) -> None:
        """Telegram said 429: nothing leaves with this token for so long, and a little longer."""
        await self._lines.hold(seconds + random.random() / 4)  # noqa: S311 — no secret
