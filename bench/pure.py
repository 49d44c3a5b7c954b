"""advance: one turn of one of the product's own conversations, pure: no store, no network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bench.figures import Figure, median_micros
from conversations.engine import Session, Typed, advance
from conversations.flows.book import open_book
from locales.texts import Texts

_NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def measure() -> Iterator[Figure]:
    """Mean over a calculator walk of five typed answers, microseconds a turn."""
    book = open_book(Texts())
    fresh = Session.fresh(id="bench", locale="fa", now=_NOW)
    answers = ("حساب کن", "۲", "۱۲ درصد", "۱", "راهنما")

    def walk() -> None:
        session = fresh
        for text in answers:
            session = advance(book, session, Typed(text), now=_NOW).session

    yield Figure("advance", median_micros(walk) / len(answers), "µs a turn", "target: at most 100")
