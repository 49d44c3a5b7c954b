"""How do all processes see the same session at once? One sealed value a chat in Redis, written by one script.

Redis is the working copy and may lose it: `CheckpointedStore` stands in front and keeps copies in the database.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from redis.asyncio import Redis

from conversations.engine.chat import ChatKey
from conversations.ports import Cipher, Conflict, Stored, TurnAway, Unreadable
from conversations.shared import PREFIX, redis_answers, session_key
from conversations.stores.life import ServerLife
from conversations.stores.record import Record, seal, spell, unpack, unseal

_DIRTY: Final = f"{PREFIX}dirty"
_SAVE = """
if ARGV[6] ~= '' and redis.call('GET', KEYS[3]) ~= ARGV[6] then return 'turn' end
local held, new = redis.call('GETRANGE', KEYS[1], 0, 15), ARGV[2]
local is_behind = held < ARGV[3]
if ARGV[1] == '' then
    if not is_behind then return 'conflict' end
    local t = redis.call('TIME')
    local now = string.format('%016.0f', t[1] * 1000 + math.floor(t[2] / 1000))
    if now > new then new = now end
    if ARGV[3] > new then new = ARGV[3] end
elseif is_behind or held ~= ARGV[1] then
    return 'conflict'
end
redis.call('SET', KEYS[1], new .. ARGV[4], 'EX', ARGV[5])
redis.call('ZADD', KEYS[2], new, ARGV[7])
return new
"""
"""KEYS: value, dirty, turn. ARGV: revision to be replaced ('' for none), least new revision, begin of the server's life,
what follows the revision, seconds to live, token of the turn ('' for none), chat. A new life of a chat begins at the
present millisecond, so that no revision of a lost one ever comes again."""
_CLEAN = """
for i = 1, #ARGV, 2 do
    local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
    if score and tonumber(score) <= tonumber(ARGV[i + 1]) then redis.call('ZREM', KEYS[1], ARGV[i]) end
end
"""


async def count_dirty(client: Redis) -> int:
    """How many sessions Redis has newer than the database. Raises StoreAway."""
    with redis_answers():
        return int(await client.zcard(_DIRTY))


class RedisStore:
    """The working copies of sessions, and which of them the database has not got yet."""

    def __init__(
        self,
        *,
        client: Redis,
        cipher: Cipher,
        life: ServerLife,
        token_of: Callable[[], str] = str,
        turn_key: Callable[[ChatKey], str] = str,
        at_hand: Callable[[ChatKey], tuple[bytes | None] | None] = lambda _chat: None,
        rest: timedelta = timedelta(days=7),
        remember: int = 2_000,
    ) -> None:
        """`token_of`, `turn_key`: the turn that this task holds, without which it must not write, and where it stands.

        `at_hand`: what stood there as the turn was taken, so that it need not be read again.
        `rest`: an untouched session leaves Redis after that; the database has it.
        """
        self._client = client
        self._cipher = cipher
        self._life = life
        self._token_of = token_of
        self._turn_key = turn_key
        self._at_hand = at_hand
        self._seconds = int(rest.total_seconds())
        self._save = client.register_script(_SAVE)
        self._clean = client.register_script(_CLEAN)
        self._remember = remember
        self._known: OrderedDict[ChatKey, tuple[bytes, Stored]] = OrderedDict()

    async def load(self, chat: ChatKey) -> Stored | None:
        """One GET, or none. The bytes of the last time need not be opened again. From an earlier life it `came_back`."""
        first = self._at_hand(chat)
        if first is not None:
            value: Any = first[0]
        else:
            with redis_answers():
                value = await self._client.get(session_key(chat))
        if value is None:
            return None
        known = self._known.get(chat)
        stored = known[1] if known is not None and known[0] == value else unseal(self._cipher, unpack(chat, value))
        self._note(chat, value, stored)
        return replace(stored, came_back=True) if value[:16] < self._life.since else stored

    async def save(self, chat: ChatKey, stored: Stored) -> Record:
        """One script: compare, write, mark for the next copy into the database. Raises TurnAway for a lost turn."""
        record = seal(self._cipher, chat, stored, revision=stored.revision + 1)
        is_new = stored.revision == 0 or stored.came_back
        rest = record.rest()
        with redis_answers():
            said: bytes = await self._save(
                keys=[session_key(chat), _DIRTY, self._turn_key(chat)],
                args=[
                    b"" if is_new else spell(stored.revision),
                    spell(record.revision),
                    self._life.since,
                    rest,
                    self._seconds,
                    self._token_of(),
                    str(chat),
                ],
            )
        if said == b"turn":
            raise TurnAway("lost")
        if said == b"conflict":
            raise Conflict(chat.channel)
        record = replace(record, revision=int(said))
        self._note(chat, said + rest, replace(stored, revision=record.revision, came_back=False))
        return record

    async def dirty(self, limit: int) -> Sequence[Record]:
        """Sessions that changed since they were marked `clean`, the longest waiting first."""
        with redis_answers():
            names: Any = await self._client.zrange(_DIRTY, 0, limit - 1)
            chats = [ChatKey.parse(name.decode()) for name in names]
            values: Any = await self._client.mget([session_key(chat) for chat in chats]) if chats else []
        records: list[Record] = []
        for chat, value in zip(chats, values, strict=True):
            try:
                records.append(unpack(chat, value or b""))
            except Unreadable:
                await self._drop_marks([chat])
        return records

    async def clean(self, records: Sequence[Record]) -> None:
        """The database has these; one that was written again meanwhile stays marked."""
        said = [part for record in records for part in (str(record.chat), record.revision)]
        with redis_answers():
            await self._clean(keys=[_DIRTY], args=said)

    async def drop(self, chats: Sequence[ChatKey]) -> None:
        """Forget these chats."""
        if chats:
            await self._drop_marks(chats)
            with redis_answers():
                await self._client.delete(*map(session_key, chats))

    async def _drop_marks(self, chats: Sequence[ChatKey]) -> None:
        with redis_answers():
            await self._client.zrem(_DIRTY, *map(str, chats))

    def _note(self, chat: ChatKey, value: bytes, stored: Stored) -> None:
        self._known[chat] = (value, stored)
        self._known.move_to_end(chat)
        while len(self._known) > self._remember:
            self._known.popitem(last=False)
