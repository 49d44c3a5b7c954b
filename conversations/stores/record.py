"""Which bytes does a chat take outside the process, and how are they sealed? The same in Redis and in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from conversations.engine.chat import ChatKey
from conversations.ports import Cipher, Stored, Unreadable
from conversations.stores.blob import decode, encode

TABLE = "conversation_sessions"
PLACE = f"{TABLE}.blob"
_WIDTH = 16
"""Digits of a revision in a packed record: as text of one width revisions compare like the numbers they are."""


@dataclass(frozen=True, slots=True)
class Record:
    """A sealed chat with what must be known of it unopened; moments are whole seconds since the epoch."""

    chat: ChatKey
    revision: int
    touched: int
    lapses_at: int | None
    blob: bytes

    def pack(self) -> bytes:
        """One value: the revision, then the rest."""
        return spell(self.revision) + self.rest()

    def rest(self) -> bytes:
        """What follows the revision."""
        return b"%d %d " % (self.touched, self.lapses_at or 0) + self.blob


def spell(revision: int) -> bytes:
    """A revision as text of one width."""
    return b"%0*d" % (_WIDTH, revision)


def unpack(chat: ChatKey, value: bytes) -> Record:
    """The inverse of `Record.pack`. Raises Unreadable."""
    try:
        touched, lapses_at, blob = value[_WIDTH:].split(b" ", 2)
        return Record(chat, int(value[:_WIDTH]), int(touched), int(lapses_at) or None, blob)
    except ValueError:
        raise Unreadable("not a record") from None


def seal(cipher: Cipher, chat: ChatKey, stored: Stored, *, revision: int) -> Record:
    """The record of a chat, sealed with the chat as associated data."""
    blob = cipher.encrypt(encode(stored), f"{PLACE}:{chat}")
    lapses_at = None if stored.lapses_at is None else int(stored.lapses_at.timestamp())
    return Record(chat, revision, stored.session.touched, lapses_at, blob)


def unseal(cipher: Cipher, record: Record) -> Stored:
    """What was sealed. Raises Unreadable."""
    lapses_at = None if record.lapses_at is None else datetime.fromtimestamp(record.lapses_at, UTC)
    try:
        opened = cipher.decrypt(record.blob, f"{PLACE}:{record.chat}")
        return decode(opened, revision=record.revision, lapses_at=lapses_at)
    except Exception as error:  # noqa: BLE001 every cipher has errors of its own
        raise Unreadable(type(error).__name__) from None
