"""Are the product's conversations sound, on every way through them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversations.check import check
from conversations.engine import (
    Ask,
    Attached,
    Book,
    ContactShared,
    Event,
    Pressed,
    Session,
    Typed,
    advance,
    write,
)
from conversations.engine.walk import walk
from locales.texts import LOCALES

NOW = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
UNWANTED: dict[str, Event] = {
    "emoji": Typed("😀"),
    "4097 characters": Typed("ب" * 4097),
    "photo": Attached("photo", "ref", "image/jpeg", 1000),
    "voice": Attached("voice", "ref"),
    "unknown kind": Attached("dice", "ref"),
    "somebody else's contact": ContactShared("09351112233", own=False),
    "yesterday's button": Pressed("old", "1"),
}


def test_every_edge_is_taken_and_every_text_is_there(book: Book) -> None:
    assert check(book, now=NOW).findings == ()


@pytest.fixture(scope="module")
def questions(book: Book) -> list[tuple[str, Session]]:
    """Every question of every conversation, as a walk comes to it."""
    return list(walk_all(book))


def walk_all(book: Book) -> Iterator[tuple[str, Session]]:
    for flow in book.by_id.values():
        for place, session in walk(book, flow, now=NOW).stands.items():
            frame = session.frames[-1]
            if session.call is None and isinstance(book.by_id[frame.flow].steps[frame.step], Ask):
                yield place, session


@pytest.mark.parametrize("unwanted", UNWANTED.values(), ids=list(UNWANTED))
def test_unwanted_input_is_answered_and_changes_nothing(
    unwanted: Event, book: Book, questions: list[tuple[str, Session]]
) -> None:
    silent = []
    assert len(questions) > 30
    for place, session in questions:
        if session.leaving:
            continue
        turn = advance(book, session, unwanted, now=NOW)
        said = turn.replies[-1] if turn.replies else None
        kept = [frame.answers for frame in turn.session.frames] == [frame.answers for frame in session.frames]
        if said is None or said.notice is None or turn.call is not None or not kept:
            silent.append(place)
            continue
        for locale in LOCALES:
            assert write(replace(said, locale=locale), book.texts)
    assert silent == []
