"""Holds a conversation by hand: `advance` with a backend that answers at once, the session through JSON every time."""

from __future__ import annotations

import json
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

from backend.contract.caller import Caller
from conversations.calls import perform
from conversations.engine import Book, Event, Pressed, Reply, Session, Typed, advance, write, write_text
from conversations.engine.session import from_json, to_json
from tests.conversations.toys import NOON, FakeBackend, open_book


def at_once(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise AssertionError("it waited")


class Hand:
    def __init__(self, book: Book | None = None, backend: Any = None, now: datetime = NOON) -> None:
        self.book = book or open_book()
        self.backend = backend or FakeBackend()
        self.now = now
        self.session = Session.fresh(id="t", locale="fa", now=now)
        self.replies: tuple[Reply, ...] = ()

    def send(self, event: Event) -> tuple[Reply, ...]:
        replies: tuple[Reply, ...] = ()
        turn = advance(self.book, self._through_json(), event, now=self.now)
        replies += turn.replies
        while turn.call is not None:
            self.session = turn.session
            caller = Caller("telegram", "1", "2", turn.call.key)
            outcome = at_once(perform(self.book.methods[turn.call.method], self.backend, turn.call, caller))
            turn = advance(self.book, self._through_json(), outcome, now=self.now)
            replies += turn.replies
        self.session = turn.session
        self.replies = replies
        return replies

    def _through_json(self) -> Session:
        again = from_json(json.loads(json.dumps(to_json(self.session))))
        assert again == self.session
        return again

    def type(self, text: str) -> str:
        self.send(Typed(text))
        return self.words

    def press(self, key: str) -> str:
        screen = self.last.screen
        assert key in [option.key for option in self.last.options], [o.key for o in self.last.options]
        self.send(Pressed(screen, key))
        return self.words

    def wait(self, span: timedelta) -> None:
        self.now += span

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def words(self) -> str:
        return "\n---\n".join(write(reply, self.book.texts) for reply in self.replies)

    @property
    def keys(self) -> list[str]:
        return [option.key for option in self.last.options]

    @property
    def labels(self) -> list[str]:
        return [write_text(option.text, self.book.texts, self.last.locale) for option in self.last.options]

    @property
    def step(self) -> str:
        return f"{self.session.frames[-1].flow}.{self.session.frames[-1].step}" if self.session.frames else "idle"
