"""How is one update handled exactly once: lock, load, advance, call, save, deliver?"""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.engine.book import Book
from conversations.engine.chat import Envelope
from conversations.ports import Clock, Deliver, DeliverTo, Parking, Store


class Runner:
    """Handles updates of many chats at once, those of one chat in order. `backend` is a `backend.contract.backend.Backend`."""

    def __init__(
        self,
        *,
        book: Book,
        store: Store,
        backend: object,
        clock: Clock,
        parking: Parking | None = None,
        deadline: timedelta = timedelta(seconds=20),
        remember: int = 200,
    ) -> None:
        self._book = book

    async def handle(self, envelope: Envelope, deliver: Deliver) -> None:
        """Take one update. Returns once state and replies are written and the replies delivered; acknowledge after that.

        Raises only what the store or `deliver` raise (then hand the same update over again), or CancelledError.
        """
        raise NotImplementedError

    async def lapse(self, now: datetime, deliver_to: DeliverTo, *, limit: int = 100) -> int:
        """Warn and expire conversations that fell silent; how many chats were looked at. Call it every minute or so."""
        raise NotImplementedError
