"""Does a chat that cannot be served hold up nobody but itself, and is nothing of it lost?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.citizen import desk as module
from bot.citizen.desk import MOST_DEFERRED, Desk, Paper
from tests.bot.citizen.desk import Drawer, paper

STUCK = 9


class Hall:
    """Takes all but what comes from a chat that is stuck."""

    def __init__(self) -> None:
        self.stuck = {STUCK}
        self.taken: list[int] = []
        self.given_up: list[int] = []

    async def take(self, paper: Paper) -> bool:
        await asyncio.sleep(0)
        message = paper.update.message
        if message is not None and message.chat.id in self.stuck:
            return False
        self.taken.append(paper.number)
        return True

    async def give_up(self, paper: Paper) -> None:
        self.given_up.append(paper.number)


@asynccontextmanager
async def open_desk(hall: Hall, drawer: Drawer | None) -> AsyncIterator[Desk]:
    async def brief(seconds: float) -> None:
        await asyncio.sleep(0.001)

    desk = Desk(take=hall.take, give_up=hall.give_up, deferred=drawer, sleep=brief)
    yield desk
    await desk.close()


async def test_the_others_go_on_and_the_offset_passes() -> None:
    hall, drawer = Hall(), Drawer()
    async with open_desk(hall, drawer) as desk:
        for number, chat in ((5, STUCK), (6, 10), (7, STUCK), (8, 11)):
            desk.put(paper(number, chat))
        await desk.settle(0.05)
        assert hall.taken == [6, 8]
        assert (desk.offset, desk.is_held_up) == (9, False)
        assert sorted(drawer.kept) == [5, 7]
        desk.put(paper(9, 10))
        await desk.settle(0.05)
        assert hall.taken == [6, 8, 9]
        hall.stuck.clear()
        await desk.finish()
        assert hall.taken == [6, 8, 9, 5, 7], "in their order"
        assert drawer.kept == {}


async def test_what_cannot_be_written_down_stays_with_the_messenger() -> None:
    hall, drawer = Hall(), Drawer()
    drawer.is_away = True
    async with open_desk(hall, drawer) as desk:
        desk.put(paper(5, STUCK))
        desk.put(paper(6, 10))
        await desk.settle(0.02)
        assert (hall.taken, desk.offset, desk.is_held_up) == ([6], 5, True)
        assert desk.knows(6), "it comes again with the next question"
        drawer.is_away = False
        await desk.settle(0.02)
        assert (desk.offset, desk.is_held_up) == (7, False)


async def test_without_a_table_the_offset_waits_and_nobody_else() -> None:
    hall = Hall()
    async with open_desk(hall, None) as desk:
        desk.put(paper(5, STUCK))
        desk.put(paper(6, 10))
        await desk.settle(0.02)
        assert (hall.taken, desk.offset) == ([6], 5)


async def test_no_more_than_so_many_are_written_down() -> None:
    hall, drawer = Hall(), Drawer()
    async with open_desk(hall, drawer) as desk:
        for number in range(1, MOST_DEFERRED + 3):
            desk.put(paper(number, STUCK))
        await desk.settle(0.01)
        assert len(drawer.kept) == MOST_DEFERRED
        assert desk.offset == MOST_DEFERRED + 1


async def test_a_slow_one_is_written_down_once_and_crossed_out() -> None:
    hall, drawer = Hall(), Drawer()
    begun = asyncio.Event()

    async def slow(paper: Paper) -> bool:
        await begun.wait()
        return True

    hall.take = slow  # type: ignore[method-assign]
    async with open_desk(hall, drawer) as desk:
        desk.put(paper(5, 10))
        await desk.settle(0.01)
        await desk.settle(0.01)
        assert (drawer.ever, desk.offset) == ([5], 6)
        begun.set()
        await desk.finish()
        assert drawer.kept == {}


async def test_what_never_can_be_done_is_given_up_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module._GIVEN_UP_AFTER * module._LONGEST_WAIT >= 24 * 3600
    hall, drawer = Hall(), Drawer()
    monkeypatch.setattr(module, "_GIVEN_UP_AFTER", 5)
    async with open_desk(hall, drawer) as desk:
        desk.put(paper(5, STUCK))
        desk.put(paper(6, STUCK))
        await desk.finish()
    assert hall.given_up == [5, 6]


async def test_numbers_may_begin_anew_after_a_silence() -> None:
    async with open_desk(Hall(), Drawer()) as desk:
        desk.put(paper(900, 10))
        await desk.finish()
        assert (desk.offset, desk.knows(900)) == (901, True)
        desk.confirmed(901, nothing_left=True)
        assert (desk.offset, desk.knows(900)) == (0, False)
        desk.put(paper(3, 10))
        await desk.finish()
        assert desk.offset == 4
