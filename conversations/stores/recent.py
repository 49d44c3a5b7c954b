"""Must a chat that wrote a moment ago be read again? The last sessions are remembered, the store stays the truth.

What is remembered is only ever a guess: `save` goes to the store, which refuses a revision that moved on (another
replica wrote), and then the guess is dropped and the chat read again. A turn costs one write instead of a read and a
write.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from conversations.engine.chat import ChatKey
from conversations.ports import Store, Stored


class RecentStore:
    """A store over another one, with the sessions of the last `size` chats in memory."""

    def __init__(self, *, store: Store, size: int = 2_000) -> None:
        self._store = store
        self._size = size
        self._recent: OrderedDict[ChatKey, Stored] = OrderedDict()

    async def load(self, chat: ChatKey) -> Stored | None:
        """From memory, else from the store."""
        known = self._recent.get(chat)
        if known is not None:
            self._recent.move_to_end(chat)
            return known
        return self._remember(chat, await self._store.load(chat))

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        """To the store; whatever goes wrong there, the chat is read again next time."""
        self._recent.pop(chat, None)
        revision = await self._store.save(chat, stored)
        self._remember(chat, replace(stored, revision=revision))
        return revision

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        """Of the store."""
        return await self._store.due(now, limit=limit)

    async def forget(self, before: datetime) -> int:
        """Of the store; nothing that is forgotten stays in memory."""
        self._recent.clear()
        return await self._store.forget(before)

    def _remember(self, chat: ChatKey, stored: Stored | None) -> Stored | None:
        if stored is not None:
            self._recent[chat] = stored
            while len(self._recent) > self._size:
                self._recent.popitem(last=False)
        return stored
