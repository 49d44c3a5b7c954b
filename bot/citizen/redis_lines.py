"""How do all processes that send with one token keep its limits together? Lines in Redis, by Redis' own clock.

All lines of a message are booked in one round trip. While Redis is away each process keeps lines of its own, a quarter
as wide: conversations stand still then, so what is sent is little, and should it still be too much, a 429 says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import structlog
from limits import RateLimitItem
from redis.asyncio import Redis

from bot.citizen.lines import Claim, LocalLines
from conversations.ports import StoreAway
from conversations.shared import PREFIX, Script, redis_answers

log = structlog.get_logger(__name__)
_MOST_AHEAD: Final = 300_000_000
_BOOK: Final = """
local t = redis.call('TIME')
local now, most, last = t[1] * 1000000 + t[2], tonumber(ARGV[1]), #KEYS - 1
local held = math.max(0, tonumber(redis.call('GET', KEYS[1]) or 0) - now)
if last == 0 then return {0, held, now} end
for i = 1, last do
    if i == last and held > 0 then return {i - 1, held, now} end
    local line, amount, window = KEYS[i + 1], tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
    if tonumber(redis.call('LINDEX', line, -1) or 0) > now + tonumber(ARGV[2]) then redis.call('DEL', line) end
    local turn = now
    if redis.call('LLEN', line) >= amount then
        turn = math.max(now, tonumber(redis.call('LINDEX', line, -amount)) + window)
    end
    if turn - now > most then return {i - 1, turn - now, now} end
    redis.call('RPUSH', line, string.format('%.0f', turn))
    redis.call('LTRIM', line, -amount, -1)
    redis.call('PEXPIRE', line, math.ceil((turn - now + window) / 1000) + 1)
    if turn > now then return {i, turn - now, now} end
end
return {last, 0, now}
"""
"""KEYS: hold, lines. ARGV: most to wait, furthest turn that can be meant, then amount and window of each line; all in
microseconds. Turns taken, wait, present moment. A turn far ahead comes from a clock that was set back: it is forgotten."""
_HOLD: Final = """
local t = redis.call('TIME')
local till = t[1] * 1000000 + t[2] + tonumber(ARGV[1])
if till > tonumber(redis.call('GET', KEYS[1]) or 0) then
    redis.call('SET', KEYS[1], string.format('%.0f', till), 'PX', math.ceil(ARGV[1] / 1000) + 1)
end
"""


class RedisLines:
    """The lines of one token in all processes; see `bot.citizen.lines.Lines`."""

    def __init__(self, *, client: Redis, name: str, alone: LocalLines | None = None) -> None:
        """`name` tells tokens apart and is none: channel and number of the bot. `alone`: lines without Redis."""
        self._place = f"{PREFIX}send:{name}:"
        self._book: Script = client.register_script(_BOOK)
        self._hold: Script = client.register_script(_HOLD)
        self._alone = alone or LocalLines()
        self._is_away = False

    async def book(self, claims: Sequence[Claim], most: float) -> tuple[int, float]:
        """See `Lines.book`."""
        try:
            taken, wait, _ = await self.book_exactly(claims, most)
        except StoreAway:
            self._note(away=True)
            return await self._alone.book([Claim(claim.line, _quarter(claim.rate)) for claim in claims], most)
        self._note(away=False)
        return taken, wait / 1e6

    async def book_exactly(self, claims: Sequence[Claim], most: float) -> tuple[int, int, int]:
        """Turns taken, microseconds to wait, and the moment by Redis' clock. Raises StoreAway."""
        keys, args = [f"{self._place}hold"], [int(most * 1e6), _MOST_AHEAD]
        for claim in claims:
            keys.append(f"{self._place}{claim.line}")
            args += [claim.rate.amount, claim.rate.get_expiry() * 1_000_000]
        with redis_answers():
            taken, wait, now = await self._book(keys, args)
        return taken, wait, now

    async def hold(self, seconds: float) -> None:
        """See `Lines.hold`; this process keeps to it even without Redis."""
        await self._alone.hold(seconds)
        try:
            with redis_answers():
                await self._hold([f"{self._place}hold"], [int(seconds * 1e6)])
        except StoreAway:
            self._note(away=True)

    def _note(self, *, away: bool) -> None:
        if away != self._is_away:
            self._is_away = away
            log.warning("sending limits are kept by each process alone" if away else "sending limits are shared again")


def _quarter(rate: RateLimitItem) -> RateLimitItem:
    return type(rate)(max(1, rate.amount // 4), rate.multiples)
