"""What does the runner need from outside: a store, a clock, a cipher, a place for poisoned updates?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.reply import Reply
from conversations.engine.session import Session


class Conflict(Exception):
    """Somebody else wrote this chat since it was loaded; load again."""


class StoreAway(Exception):
    """The store did not answer, and nobody knows whether it wrote: hand the same update over again."""


class TurnAway(StoreAway):
    """The chat's turn was not to be had in time, or was lost while it was held: hand the same update over again."""


class Unreadable(Exception):
    """What is kept of a chat does not open or is not a session: wrong key, altered bytes. Never carries the bytes."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Replies of one update that nobody is sure to have been sent."""

    update_id: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is kept of a chat, written in one write.

    `seen`: ids of the last updates taken, oldest first. `revision` grows with every write; 0 was never written.
    `lapses_at`: when to look again for a person who fell silent (aware UTC); None when nothing waits.
    `came_back`: an older copy of what is lost; the person's last answers may be missing.
    """

    session: Session
    seen: tuple[str, ...] = ()
    unsent: tuple[Unsent, ...] = ()
    revision: int = 0
    lapses_at: datetime | None = None
    came_back: bool = False


class Store(Protocol):
    """Where sessions rest."""

    async def load(self, chat: ChatKey) -> Stored | None:
        """What is kept of a chat; None when it was never seen. One read. Raises Unreadable."""
        ...

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        """Write it over revision `stored.revision`, in one write; the new revision, which is greater.

        Raises Conflict when the revision moved on, StoreAway where the store cannot be reached.
        """
        ...

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        """Chats whose `lapses_at` has come, earliest first."""
        ...

    async def forget(self, before: datetime) -> int:
        """Delete chats that were last written before this moment; how many."""
        ...


class Turns(Protocol):
    """Lets updates of one chat through one at a time, in one process or in all of them."""

    def turn(self, chat: ChatKey, order: int | None) -> AbstractAsyncContextManager[None]:
        """Hold the chat's turn for the block. Of those who wait the smallest `order` is next; without one, the last.

        Raises TurnAway, or StoreAway, where it cannot be had.
        """
        ...


class Cipher(Protocol):
    """Seals bytes for a place "table.column"; `backend.kit.vault.Vault` is one."""

    def encrypt(self, data: bytes, place: str) -> bytes:
        """Seal."""
        ...

    def decrypt(self, sealed: bytes, place: str) -> bytes:
        """Open. Raises when it does not open."""
        ...


class Clock(Protocol):
    """The present moment."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Parking(Protocol):
    """Where updates go that could not be handled, for staff to see."""

    async def park(self, envelope: Envelope, error: Exception) -> None:
        """Keep it. Must not raise."""
        ...


class Deliver(Protocol):
    """Sends replies to the chat the envelope came from; returns when the channel took them."""

    async def __call__(self, replies: tuple[Reply, ...]) -> None:
        """Send in order. `reply.locale` is the language."""
        ...


class DeliverTo(Protocol):
    """Gives the way to one chat, for replies nobody asked for."""

    def __call__(self, chat: ChatKey) -> Deliver:
        """The way to this chat."""
        ...
