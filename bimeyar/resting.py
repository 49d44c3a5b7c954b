"""Where do conversations rest, and who may answer a chat? With Redis all replicas share both, else this process has them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from backend.kit.db import metadata
from bimeyar.parts import Parts
from bimeyar.shared_redis import SharedRedis
from conversations.ports import Cipher, Store, Turns
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.recent import RecentStore
from conversations.stores.redis import RedisStore
from conversations.stores.sql import SqlStore, sessions_table
from conversations.turns.local import LocalTurns
from conversations.turns.redis import RedisTurns


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Store and turns that belong together; `checkpoint` where the store has something to copy."""

    store: Store
    turns: Turns
    checkpoint: Callable[[], Awaitable[int]] | None = None


def build_resting(parts: Parts) -> Resting:
    """From settings."""
    sessions = SqlStore(begin=parts.database.begin, table=sessions_table(metadata), cipher=parts.vault)
    return rest_in(sessions, cipher=parts.vault, shared=parts.redis)


def rest_in(sessions: SqlStore, *, cipher: Cipher, shared: SharedRedis | None) -> Resting:
    """Redis in front of the database, or the database with the last sessions in memory."""
    if shared is None:
        return Resting(store=RecentStore(store=sessions), turns=LocalTurns())
    turns = RedisTurns(client=shared.client)
    working = RedisStore(
        client=shared.client,
        cipher=cipher,
        life=shared.life,
        token_of=turns.token,
        turn_key=turns.key,
        at_hand=turns.at_hand,
    )
    store = CheckpointedStore(front=working, behind=sessions)
    return Resting(store=store, turns=turns, checkpoint=store.checkpoint)
