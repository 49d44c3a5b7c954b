"""How do all processes that send with one key keep its pace together? The next free moment stands in Redis.

An urgent call books it and waits; any other goes only when it is free at once, so it is never before an urgent one.
While Redis is away each process keeps the pace alone: a code must still go out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from redis.asyncio import Redis

from conversations.ports import StoreAway
from conversations.shared import PREFIX, Script, redis_answers
from sms.providers.pace import Pace

log = structlog.get_logger(__name__)
_TAKE: Final = """
local t = redis.call('TIME')
local now, apart = t[1] * 1000000 + t[2], tonumber(ARGV[1])
local free = tonumber(redis.call('GET', KEYS[1]) or 0)
if free > now + 300000000 then free = 0 end
if ARGV[2] == '0' and free > now then return now - free end
local turn = math.max(now, free)
redis.call('SET', KEYS[1], string.format('%.0f', turn + apart), 'PX', math.ceil((turn + apart - now) / 1000) + 1000)
return turn - now
"""
"""KEYS: next free moment. ARGV: microseconds between calls, 1 for an urgent one. Microseconds to wait for the turn that
was taken; less than nothing: none was taken, ask again then. A moment far ahead comes from a clock that was set back."""


class RedisPace:
    """At most `per_second` calls a second of all processes together, evenly apart; see `Pace`."""

    def __init__(
        self,
        *,
        client: Redis,
        name: str,
        per_second: float,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`name` tells keys of the provider apart and is none."""
        self._key = f"{PREFIX}pace:{name}"
        self._take: Script = client.register_script(_TAKE)
        self._apart = int(1e6 / per_second)
        self._alone = Pace(per_second, sleep=sleep)
        self._sleep = sleep
        self._line = asyncio.Lock()

    async def take_turn(self, *, urgent: bool = False) -> None:
        """Return when the call may start."""
        try:
            if urgent:
                await self._sleep(await self._ask(urgent=True))
                return
            async with self._line:
                while (wait := await self._ask(urgent=False)) < 0:
                    await self._sleep(-wait)
        except StoreAway as away:
            log.warning("the pace of messages is kept alone", why=str(away))
            await self._alone.take_turn(urgent=urgent)

    async def _ask(self, *, urgent: bool) -> float:
        with redis_answers():
            return int(await self._take([self._key], [self._apart, int(urgent)])) / 1e6
