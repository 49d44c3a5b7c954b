"""How does a process reach the Redis that all share? Connections as needed, short time-outs, and a greeting that notes restarts."""

from __future__ import annotations

from dataclasses import dataclass

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from conversations.shared import PREFIX
from conversations.stores.life import ServerLife

_CONNECTIONS = 500
"""More than updates are ever dealt with at once here: nobody waits for another one's connection."""
_CONNECT_SECONDS, _ANSWER_SECONDS = 2.0, 2.0
"""Redis answers in a millisecond; whoever waits longer is better served by an update that comes again."""


@dataclass(frozen=True, slots=True)
class SharedRedis:
    """The client, and since when its server has lost nothing."""

    client: Redis
    life: ServerLife

    async def was_there(self) -> None:
        """Returns once it has answered since this process began; raises until then.

        Where it goes away later every process misses it alike: people are better told so than turned away.
        """
        if not self.life.is_known:
            await self.client.exists(PREFIX)

    async def close(self) -> None:
        """Give the connections back."""
        await self.client.aclose()


def open_redis(url: str) -> SharedRedis:
    """A client of the server at `url` ("redis://HOST:PORT/NUMBER"); connects when it is first used."""
    life = ServerLife()
    pool = ConnectionPool.from_url(
        url,
        max_connections=_CONNECTIONS,
        socket_connect_timeout=_CONNECT_SECONDS,
        socket_timeout=_ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
        redis_connect_func=life.greet,
        driver_info=None,
    )
    return SharedRedis(Redis.from_pool(pool), life)
