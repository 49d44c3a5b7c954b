"""Do those who ask at the same moment share one question, and does nobody get an old answer or another's failure?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import event

from conversations.engine import ChatKey
from conversations.ports import StoreAway
from conversations.stores.together import Together
from tests.conversations.test_stores import ONE, TWO, _sql, some


class Library:
    """Knows the length of every word but the empty one; answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.let = asyncio.Event()
        self.fails: Exception | None = None

    async def lengths(self, words: Sequence[str]) -> dict[str, int]:
        self.asked.append(list(words))
        await self.let.wait()
        if self.fails is not None:
            raise self.fails
        return {word: len(word) for word in words if word}


async def started(*work: asyncio.Task[int | None]) -> None:
    """Let everything run that can."""
    for _ in range(len(work) + 5):
        await asyncio.sleep(0)


async def test_a_lone_one_is_asked_at_once_and_the_next_share() -> None:
    library = Library()
    together = Together(library.lengths, most=2)
    asks = [asyncio.create_task(together.ask(word)) for word in ("a", "bb", "", "bb", "dddd")]
    await started(*asks)
    assert library.asked == [["a", "bb"]]
    library.let.set()
    assert await asyncio.gather(*asks) == [1, 2, None, 2, 4]
    assert library.asked == [["a", "bb"], ["", "dddd"]]


async def test_what_is_asked_while_a_question_is_out_goes_with_the_next() -> None:
    library = Library()
    together = Together(library.lengths)
    first = asyncio.create_task(together.ask("a"))
    await started(first)
    again = asyncio.create_task(together.ask("a"))
    await started(again)
    library.let.set()
    assert await asyncio.gather(first, again) == [1, 1]
    assert library.asked == [["a"], ["a"]]


async def test_whoever_is_cancelled_takes_nobody_along() -> None:
    library = Library()
    together = Together(library.lengths)
    gone, patient = (asyncio.create_task(together.ask("a")) for _ in range(2))
    await started(gone, patient)
    gone.cancel()
    library.let.set()
    assert await patient == 1
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_a_failure_is_told_to_its_batch_and_the_next_is_asked_anew() -> None:
    library = Library()
    together = Together(library.lengths)
    library.fails = StoreAway("x")
    library.let.set()
    asks = [asyncio.create_task(together.ask(word)) for word in ("a", "b")]
    answers = await asyncio.gather(*asks, return_exceptions=True)
    assert [type(answer) for answer in answers] == [StoreAway, StoreAway]
    library.fails = None
    assert await together.ask("a") == 1


async def test_a_crowd_of_unknown_chats_costs_the_database_a_few_questions(database_url: str) -> None:
    store, engine = _sql(database_url)
    await store.save(ONE, some())
    statements: list[str] = []
    event.listen(
        engine.sync_engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement)
    )
    crowd = [ChatKey("telegram", "1", str(number)) for number in range(100, 220)]
    found = await asyncio.gather(*(store.load(chat) for chat in (*crowd, ONE, TWO)))
    assert len([one for one in found if one is not None]) == 1
    assert len([statement for statement in statements if statement.startswith("SELECT")]) <= 3
    await engine.dispose()
