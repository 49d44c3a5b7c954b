"""What is a person told when nothing can be remembered just now? That the answer comes later, once a minute at most."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.citizen.sender import Sender
from conversations.engine.book import Book
from conversations.engine.chat import ChatKey, Envelope

_PAUSE = 60.0
_MOST_REMEMBERED = 20_000


class Later:
    """Tells it without touching the session. The update itself comes again and is answered then."""

    def __init__(self, *, sender: Sender, book: Book, now: Callable[[], float] = time.monotonic) -> None:
        self._sender = sender
        self._book = book
        self._now = now
        self._told: OrderedDict[ChatKey, float] = OrderedDict()

    async def tell(self, envelope: Envelope) -> None:
        """Nothing depends on it: where it does not arrive, it does not."""
        chat, now = envelope.chat, self._now()
        told = self._told.get(chat)
        if told is not None and now - told < _PAUSE:
            return
        self._told[chat] = now
        self._told.move_to_end(chat)
        while len(self._told) > _MOST_REMEMBERED:
            self._told.popitem(last=False)
        locale = self._book.locale_of(envelope.locale)
        await self._sender.mention(chat, self._book.texts.text("bot-later", {}, locale))
