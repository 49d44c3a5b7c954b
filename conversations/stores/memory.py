"""How are sessions kept without a database (tests, play)? As JSON bytes, so that nothing lives on by accident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.engine.chat import ChatKey
from conversations.ports import Conflict, Stored
from conversations.stores.blob import decode, encode


class MemoryStore:
    """A store for one process."""

    def __init__(self) -> None:
        self._rows: dict[ChatKey, tuple[int, bytes, datetime | None, int]] = {}

    async def load(self, chat: ChatKey) -> Stored | None:
        row = self._rows.get(chat)
        return None if row is None else decode(row[1], revision=row[0], lapses_at=row[2])

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        row = self._rows.get(chat)
        if (row[0] if row else 0) != stored.revision:
            raise Conflict(str(chat.channel))
        self._rows[chat] = (stored.revision + 1, encode(stored), stored.lapses_at, stored.session.touched)
        return stored.revision + 1

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        late = [(row[2], chat) for chat, row in self._rows.items() if row[2] is not None and row[2] <= now]
        return [chat for _, chat in sorted(late, key=lambda pair: pair[0])][:limit]

    async def forget(self, before: datetime) -> int:
        old = [chat for chat, row in self._rows.items() if row[3] < before.timestamp()]
        for chat in old:
            del self._rows[chat]
        return len(old)
