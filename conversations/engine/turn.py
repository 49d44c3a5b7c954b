"""What is the next state, what is shown, and what must be asked of the backend? One pure function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conversations.engine.book import Book
from conversations.engine.event import Event
from conversations.engine.reply import Reply
from conversations.engine.session import Pending, Session


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one event. While `call` is there the runner performs it and comes back with Got or Failed."""

    session: Session
    replies: tuple[Reply, ...]
    call: Pending | None


def advance(book: Book, session: Session, event: Event, *, now: datetime) -> Turn:
    """Take one event. Never raises for anything a person can send; `now` is aware UTC."""
    raise NotImplementedError
