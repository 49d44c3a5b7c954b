"""What if Redis loses a session? Redis works in front, the database behind it has a copy some seconds old.

A call with an effect is in the database before it is performed, so no effect is ever unknown to it. All else follows
within seconds. What must be taken from the copy `came_back`: the engine then takes no text for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from conversations.engine.chat import ChatKey
from conversations.ports import Stored
from conversations.stores.redis import RedisStore
from conversations.stores.sql import SqlStore

_BATCH = 200


class CheckpointedStore:
    """A `conversations.ports.Store` of a working store and a lasting one."""

    def __init__(self, *, front: RedisStore, behind: SqlStore) -> None:
        self._front = front
        self._behind = behind

    async def load(self, chat: ChatKey) -> Stored | None:
        """From Redis; where it has nothing, or only what an earlier life of it left, the newest copy there is."""
        working = await self._front.load(chat)
        if working is not None and not working.came_back:
            return working
        copy = await self._behind.load(chat)
        newest = max((one for one in (working, copy) if one is not None), key=lambda one: one.revision, default=None)
        return None if newest is None else replace(newest, came_back=True)

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        """To Redis; with a call of unknown end also to the database, before anybody performs it."""
        record = await self._front.save(chat, stored)
        if stored.session.call is not None:
            await self._behind.copy_one(record)
        return record.revision

    async def checkpoint(self) -> int:
        """Copy what changed into the database; how many sessions. Several processes may do it at once."""
        copied = 0
        while records := await self._front.dirty(_BATCH):
            await self._behind.copy(records)
            await self._front.clean(records)
            copied += len(records)
            if len(records) < _BATCH:
                break
        return copied

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        """Of the database, once it knows what changed."""
        await self.checkpoint()
        return await self._behind.due(now, limit=limit)

    async def forget(self, before: datetime) -> int:
        """Of both."""
        await self.checkpoint()
        chats = await self._behind.forget_chats(before)
        await self._front.drop(chats)
        return len(chats)
