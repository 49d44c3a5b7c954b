"""Can this chat be written to? Every process notes what it finds, and all know it before they write unasked."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import structlog

from backend.areas.notifications.closed_chats import close_chat, is_closed, reopen_chat
from backend.kit.clock import Clock
from backend.kit.db import Database
from conversations.engine.chat import ChatKey
from conversations.engine.reply import Reply
from conversations.ports import Deliver

log = structlog.get_logger(__name__)
_HEARD_FOR = 60.0
"""Seconds for which a chat that was heard from counts as open without looking."""
_MOST_REMEMBERED = 20_000


class SharedReachability:
    """Notes in the database which chats are closed. Never raises: a lost note costs one message in vain."""

    def __init__(self, *, database: Database, clock: Clock, now: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._now = now
        self._heard: OrderedDict[ChatKey, float] = OrderedDict()
        self._closings: OrderedDict[ChatKey, int] = OrderedDict()

    async def mark(self, chat: ChatKey, *, reachable: bool) -> None:
        """The person blocked the bot, or came back."""
        if not reachable:
            self._heard.pop(chat, None)
            _remember(self._closings, chat, self._closings.get(chat, 0) + 1)
        try:
            async with self._database.begin() as connection:
                if reachable:
                    await reopen_chat(connection, channel=chat.channel, bot=chat.bot, chat=chat.chat)
                else:
                    now = self._clock.now()
                    await close_chat(connection, channel=chat.channel, bot=chat.bot, chat=chat.chat, now=now)
        except Exception as error:  # noqa: BLE001 — whatever it is, the update must go on
            log.warning("a closed chat could not be noted", channel=chat.channel, error=type(error).__name__)
            return
        if reachable:
            _remember(self._heard, chat, self._now())

    async def hear(self, chat: ChatKey) -> None:
        """The person wrote, where no messenger says that they came back; the database is asked once a minute."""
        if self._now() - self._heard.get(chat, -_HEARD_FOR) >= _HEARD_FOR:
            await self.mark(chat, reachable=True)

    async def is_closed(self, chat: ChatKey) -> bool:
        """Did anybody find it closed? Open where that cannot be learned."""
        try:
            async with self._database.begin() as connection:
                return await is_closed(connection, channel=chat.channel, bot=chat.bot, chat=chat.chat)
        except Exception as error:  # noqa: BLE001 — then the message itself shows it
            log.warning("closed chats could not be looked up", channel=chat.channel, error=type(error).__name__)
            return False

    def closings(self, chat: ChatKey) -> int:
        """How often this process found it closed."""
        return self._closings.get(chat, 0)


class WayForNews:
    """The way into a chat for what nobody asked for: nothing leaves for one that is closed. `closed` after a call."""

    def __init__(self, *, chat: ChatKey, way: Deliver, reachability: SharedReachability) -> None:
        self._chat = chat
        self._way = way
        self._reachability = reachability
        self.closed = False

    async def __call__(self, replies: tuple[Reply, ...]) -> None:
        """See `Deliver`."""
        self.closed = await self._reachability.is_closed(self._chat)
        if self.closed:
            return
        before = self._reachability.closings(self._chat)
        await self._way(replies)
        self.closed = self._reachability.closings(self._chat) != before


def _remember(memory: OrderedDict[ChatKey, Any], chat: ChatKey, value: float) -> None:
    memory[chat] = value
    memory.move_to_end(chat)
    while len(memory) > _MOST_REMEMBERED:
        memory.popitem(last=False)
