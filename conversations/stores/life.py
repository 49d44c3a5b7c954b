"""Since when has this Redis lost nothing? A server that was started anew may hold older values than it once confirmed.

Each connection asks for the server's run id as it is made. A run id that is new begins a life: from then on, whatever
was written in an earlier life is only a copy that may be behind, like what the database has.
"""

from __future__ import annotations

from typing import Any, Final

from conversations.shared import PREFIX
from conversations.stores.record import spell

_KEY: Final = f"{PREFIX}life"
_BEGIN = """
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local known = redis.call('GET', KEYS[1])
if known and string.sub(known, 18) == run_id then return string.sub(known, 1, 16) end
local t = redis.call('TIME')
local since = string.format('%016.0f', t[1] * 1000 + math.floor(t[2] / 1000))
if known and string.sub(known, 1, 16) >= since then
    since = string.format('%016.0f', tonumber(string.sub(known, 1, 16)) + 1)
end
redis.call('SET', KEYS[1], since .. ' ' .. run_id)
return since
"""


class ServerLife:
    """Knows when the present life of the server began, in milliseconds since the epoch by the server's clock."""

    def __init__(self) -> None:
        self._since = 0

    @property
    def since(self) -> bytes:
        """The beginning, spelled as revisions are; a value written before it may be behind."""
        return spell(self._since)

    @property
    def is_known(self) -> bool:
        """Has any connection been made?"""
        return self._since > 0

    async def greet(self, connection: Any) -> None:
        """What a new connection does first; give it to the pool as `redis_connect_func`."""
        await connection.on_connect()
        await connection.send_command("EVAL", _BEGIN, 1, _KEY)
        self._since = max(self._since, int(await connection.read_response()))
