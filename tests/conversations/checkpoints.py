"""One Redis that may lose everything, the database behind it, and processes on both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bimeyar.shared_redis import SharedRedis
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.redis import RedisStore
from conversations.stores.sql import SqlStore
from conversations.turns.redis import RedisTurns
from tests.conversations.lanes import Lane
from tests.conversations.test_stores import Xor


@dataclass
class World:
    """One Redis and one database, and stores on them as of so many processes."""

    shared: SharedRedis
    behind: SqlStore

    def store(self, **more: Any) -> CheckpointedStore:
        front = RedisStore(client=self.shared.client, cipher=Xor(), life=self.shared.life, **more)
        return CheckpointedStore(front=front, behind=self.behind)

    def lane(self, backend: Any = None, **settings: Any) -> Lane:
        """One more process."""
        turns = RedisTurns(client=self.shared.client)
        store = self.store(token_of=turns.token, turn_key=turns.key, at_hand=turns.at_hand)
        return Lane(store=store, backend=backend, turns=turns, **settings)

    async def flush(self) -> None:
        await self.shared.client.flushdb()


def ids(replies: list[Any]) -> list[str]:
    return [reply.text.id for reply in replies]
