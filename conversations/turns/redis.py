"""How do updates of one chat pass one at a time through all replicas? A lock in Redis with a queue by number.

Nobody who holds the turn is trusted to be alive: it ends by itself unless it is renewed, and a store that writes asks
for the token. Who waits asks again and again, the next in line most often; who no longer asks is forgotten. Where the
turn ends in the same process, its waiters ask at once.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis

from conversations.engine.chat import ChatKey
from conversations.ports import StoreAway, TurnAway
from conversations.shared import PREFIX, Script, redis_answers, session_key

log = structlog.get_logger(__name__)
_TAKE = """
local lock, queue, token = KEYS[1], KEYS[2], ARGV[1]
local is_free = redis.call('EXISTS', lock) == 0
if is_free and redis.call('EXISTS', queue) == 0 then
    redis.call('SET', lock, token, 'PX', ARGV[3])
    return {0, redis.call('GET', KEYS[3])}
end
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local order, arrived, most, others = tonumber(ARGV[2]), now, 0, {}
local entries = redis.call('HGETALL', queue)
for i = 1, #entries, 2 do
    local o, a, asked = string.match(entries[i + 1], '^(%d+) (%d+) (%d+)$')
    if entries[i] == token then
        order, arrived = tonumber(o), tonumber(a)
    elseif now - tonumber(asked) > tonumber(ARGV[4]) then
        redis.call('HDEL', queue, entries[i])
    else
        others[#others + 1] = {tonumber(o), tonumber(a), entries[i]}
        most = math.max(most, tonumber(o))
    end
end
order = order or most
local before = 0
for _, o in ipairs(others) do
    if o[1] < order or (o[1] == order and (o[2] < arrived or (o[2] == arrived and o[3] < token))) then
        before = before + 1
    end
end
if is_free and before == 0 then
    redis.call('HDEL', queue, token)
    redis.call('SET', lock, token, 'PX', ARGV[3])
    return {0, redis.call('GET', KEYS[3])}
end
redis.call('HSET', queue, token, string.format('%.0f %.0f %.0f', order, arrived, now))
redis.call('PEXPIRE', queue, 60000)
return {before + 1}
"""
"""KEYS: lock, queue, session. ARGV: token, number ('' for none), milliseconds of the turn, of a waiter's silence. The
place in the queue, 0 for the turn itself; with it the session, which its holder reads first of all."""
_LEAVE = """
redis.call('HDEL', KEYS[2], ARGV[1])
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
_RENEW = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long in seconds: a turn lasts without renewal, a waiter may be silent, one waits at most; pauses between questions."""

    turn: float = 15.0
    silence: float = 2.0
    most: float = 30.0
    next_asks: float = 0.01
    others_ask: float = 0.25


class RedisTurns:
    """Turns of all processes on one Redis; see `conversations.ports.Turns`."""

    def __init__(self, *, client: Redis, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._take: Script = client.register_script(_TAKE)
        self._leave: Script = client.register_script(_LEAVE)
        self._renew: Script = client.register_script(_RENEW)
        self._token: ContextVar[str] = ContextVar("turn", default="")
        self._first: ContextVar[tuple[ChatKey, bytes | None] | None] = ContextVar("first", default=None)
        self._ends: dict[str, asyncio.Event] = {}
        self._endings: set[asyncio.Task[None]] = set()

    def token(self) -> str:
        """Of the turn that this task holds; empty for none."""
        return self._token.get()

    def at_hand(self, chat: ChatKey) -> tuple[bytes | None] | None:
        """The session as it was when this task took the chat's turn; only once, for from then on it may change."""
        first = self._first.get()
        if first is None or first[0] != chat:
            return None
        self._first.set(None)
        return (first[1],)

    @staticmethod
    def key(chat: ChatKey) -> str:
        """Where the token of a chat's turn stands."""
        return f"{PREFIX}turn:{chat}"

    @asynccontextmanager
    async def turn(self, chat: ChatKey, order: int | None) -> AsyncIterator[None]:
        """Hold the turn for the block."""
        keys, token = [self.key(chat), f"{PREFIX}wait:{chat}"], secrets.token_hex(8)
        try:
            session = await self._wait([*keys, session_key(chat)], token, "" if order is None else str(order))
        except BaseException:
            self._end_aside(keys, token)
            raise
        before, first = self._token.set(token), self._first.set((chat, session))
        renewal = asyncio.get_running_loop().create_task(self._keep(keys, token))
        try:
            yield
        finally:
            renewal.cancel()
            self._token.reset(before)
            self._first.reset(first)
            await self._end(keys, token)

    def _end_aside(self, keys: list[str], token: str) -> None:
        """Whoever did not get the turn need not wait until its place is given back, least of all for a Redis that is away."""
        ending = asyncio.get_running_loop().create_task(self._end(keys, token))
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)

    async def _wait(self, keys: list[str], token: str, order: str) -> bytes | None:
        """The session, once the turn is taken."""
        patience = self._patience
        arguments: list[str | bytes | int] = [token, order, int(patience.turn * 1000), int(patience.silence * 1000)]
        until, pause = time.monotonic() + patience.most, patience.next_asks
        while True:
            with redis_answers():
                place, *session = await self._take(keys, arguments)
            if place == 0:
                return session[0] if session else None
            if time.monotonic() > until:
                raise TurnAway("waited too long")
            if place > 1:
                pause = patience.next_asks
                await self._nap(keys[0], patience.others_ask)
            else:
                await self._nap(keys[0], pause)
                pause = min(pause * 1.5, patience.others_ask)

    async def _nap(self, key: str, seconds: float) -> None:
        """Sleep, but no longer than until a turn of this chat ends in this process."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ends.setdefault(key, asyncio.Event()).wait()

    async def _keep(self, keys: list[str], token: str) -> None:
        """Renew the turn while it is held. A lost one is not won back: the store will refuse to write."""
        while True:
            await asyncio.sleep(self._patience.turn / 3)
            try:
                with redis_answers():
                    if not await self._renew(keys[:1], [token, int(self._patience.turn * 1000)]):
                        log.warning("a turn was lost")
                        return
            except StoreAway as away:
                log.warning("a turn is not renewed", why=str(away))

    async def _end(self, keys: list[str], token: str) -> None:
        """Give the turn or the place in the queue back; where that fails it ends by itself."""
        try:
            with redis_answers():
                await self._leave(keys, [token])
        except StoreAway as away:
            log.warning("a turn is not given back", why=str(away))
        finally:
            ended = self._ends.pop(keys[0], None)
            if ended is not None:
                ended.set()
