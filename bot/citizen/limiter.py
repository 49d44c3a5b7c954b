"""How fast may this bot token send? One limiter for everything that sends with the token (channels.md 2.2, 2.5).

A message books its turn and waits for it, so nobody overtakes and nobody starves. News has a line of its own that is
narrower than the token's, so an answer to a citizen never waits behind it.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from limits import RateLimitItem, parse

_SWEEP_EVERY = 5_000


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


class Lines(Protocol):
    """Where turns are booked: in memory here, in a shared store where replicas send with one token."""

    async def book(self, line: str, rate: RateLimitItem, now: float, latest: float) -> float:
        """The moment of the next free turn in this line; it is taken unless it comes after `latest`."""
        ...


class LocalLines:
    """Turns of one process: of each line the moments of the last turns, as many as one window holds."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[float]] = {}
        self._booked = 0

    async def book(self, line: str, rate: RateLimitItem, now: float, latest: float) -> float:
        """See `Lines.book`. Any window of the rate's length holds at most its amount of turns."""
        turns = self._lines.get(line)
        if turns is None:
            turns = self._lines[line] = deque(maxlen=rate.amount)
        turn = now
        if len(turns) == rate.amount:
            turn = max(now, turns[0] + rate.get_expiry())
        if turn > latest:
            return turn
        turns.append(turn)
        self._booked += 1
        if self._booked % _SWEEP_EVERY == 0:
            self._sweep(now - 60)
        return turn

    def _sweep(self, before: float) -> None:
        """Forget lines in which nobody stood for a minute."""
        for line in [line for line, turns in self._lines.items() if turns[-1] < before]:
            del self._lines[line]

    def __len__(self) -> int:
        """How many lines are remembered."""
        return len(self._lines)


class TokenLimiter:
    """Waits until a send is allowed; a retry-after from Telegram holds the whole token back."""

    def __init__(
        self,
        *,
        name: str,
        limits: SendingLimits | None = None,
        lines: Lines | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`name` is the bot's number, never its token. Lines shared by processes need a clock they share."""
        self._name = name
        self._limits = limits or SendingLimits()
        self._lines = lines or LocalLines()
        self._now = now
        self._sleep = sleep
        self._held_until = 0.0

    async def wait(self, chat: str, *, news: bool = False, most: float = 30.0) -> None:
        """Return when one call may leave: a new message to this chat, or with "" a change or a repetition.

        Raises HeldBack where that takes more than `most` seconds.
        """
        latest = self._now() + most
        if chat:
            await self._stand(f"chat:{chat}", self._limits.chat, latest)
        if news:
            await self._stand("news", self._limits.news, latest)
        while True:
            if self._held_until > self._now():
                await self._until(self._held_until + random.random() / 4, latest)  # noqa: S311 — spreads those who wait
            await self._stand("token", self._limits.token, latest)
            if self._held_until <= self._now():
                return

    def hold(self, seconds: float) -> None:
        """Telegram said 429: nothing leaves with this token for so long."""
        self._held_until = max(self._held_until, self._now() + seconds)

    async def _stand(self, line: str, rate: RateLimitItem, latest: float) -> None:
        await self._until(await self._lines.book(f"{self._name}:{line}", rate, self._now(), latest), latest)

    async def _until(self, moment: float, latest: float) -> None:
        wait = moment - self._now()
        if wait <= 0:
            return
        if moment > latest:
            raise HeldBack(wait)
        await self._sleep(wait)
