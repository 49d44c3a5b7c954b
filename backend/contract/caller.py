"""Who is asking? The chat that an adapter vouches for, and the key that makes an effect happen once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """One question from one chat.

    `channel`, `bot`, `chat` are the strings of the adapter ("telegram", "123456", "987"); the backend looks up
    the person linked to that chat itself and never believes a person id from a request.
    `key` is the idempotency key: the same key for a committing method gives the same effect and answer once.
    `locale` is "fa" or "en".
    """

    channel: str
    bot: str
    chat: str
    key: str
    locale: str = "fa"
