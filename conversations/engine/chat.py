"""Which chat is it, and what came from it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conversations.engine.event import Event


@dataclass(frozen=True, slots=True)
class ChatKey:
    """One chat, in the adapter's own strings: ("telegram", "123456", "987")."""

    channel: str
    bot: str
    chat: str

    def __str__(self) -> str:
        """One string, unique among all channels."""
        return f"{self.channel}:{self.bot}:{self.chat}"

    @classmethod
    def parse(cls, text: str) -> ChatKey:
        """The inverse of `str`. Raises ValueError."""
        channel, bot, chat = text.split(":", 2)
        return cls(channel, bot, chat)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One update: `update_id` is unique within the chat, `at` aware UTC, `locale` what the channel knows of the language."""

    chat: ChatKey
    update_id: str
    at: datetime
    locale: str
    event: Event
