"""Does one replica poll at a time, does another follow within seconds, and does nobody poll who may have lost the post?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.citizen.leading import LEASE, Leading

SPEED = 20
"""The time of these tests runs so many times faster."""


def now() -> float:
    return asyncio.get_running_loop().time() * SPEED


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / SPEED)


class Board:
    """The leases of all replicas, in memory."""

    def __init__(self) -> None:
        self.holder = ""
        self.until = 0.0
        self.is_away = False

    def seat(self, me: str) -> Seat:
        return Seat(self, me)


class Seat:
    def __init__(self, board: Board, me: str) -> None:
        self.board, self.me = board, me

    async def take(self, name: str, *, seconds: float) -> bool:
        if self.board.is_away:
            raise ConnectionError
        if self.board.holder not in {"", self.me} and self.board.until > now():
            return False
        self.board.holder, self.board.until = self.me, now() + seconds
        return True

    async def leave(self, name: str) -> None:
        if self.board.is_away:
            raise ConnectionError
        if self.board.holder == self.me:
            self.board.holder = ""


class Replica:
    def __init__(self, board: Board, me: str, works: list[str]) -> None:
        self.me, self.works = me, works
        self.task = asyncio.create_task(Leading(posts=board.seat(me), name="poll", now=now, sleep=sleep).run(self.work))

    async def work(self) -> None:
        self.works.append(self.me)
        try:
            await asyncio.Event().wait()
        finally:
            self.works.remove(self.me)

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def until(check: Callable[[], bool], seconds: float = 3 * LEASE) -> float:
    """How long it took, in the time of these tests."""
    begun = now()
    while not check():
        assert now() - begun < seconds, "it did not come to that"
        await asyncio.sleep(0.001)
    return now() - begun


async def hold_still(check: Callable[[], bool], seconds: float) -> None:
    end = now() + seconds
    while now() < end:
        assert check()
        await asyncio.sleep(0.001)


async def test_one_works_and_a_good_end_hands_over_at_once() -> None:
    board, works = Board(), list[str]()
    replicas = [Replica(board, me, works) for me in ("one", "two", "three")]
    await until(lambda: len(works) == 1)
    await hold_still(lambda: len(works) == 1, 3 * LEASE)
    first = next(replica for replica in replicas if replica.me == works[0])
    await first.end()
    assert await until(lambda: len(works) == 1 and works[0] != first.me) < LEASE
    for replica in replicas:
        await replica.end()
    assert (works, board.holder) == ([], "")


async def test_after_a_death_another_follows_when_the_lease_ends() -> None:
    board, works = Board(), list[str]()
    board.holder, board.until = "dead", now() + LEASE
    replica = Replica(board, "two", works)
    assert await until(lambda: works == ["two"]) < LEASE + 2
    await replica.end()


async def test_who_loses_the_post_stops() -> None:
    board, works = Board(), list[str]()
    replica = Replica(board, "one", works)
    await until(lambda: works == ["one"])
    board.holder, board.until = "other", now() + 4 * LEASE
    await until(lambda: works == [])
    await hold_still(lambda: works == [], LEASE)
    await replica.end()


async def test_while_nobody_can_say_who_holds_it_work_ends_before_the_lease_does() -> None:
    board, works = Board(), list[str]()
    replica = Replica(board, "one", works)
    await until(lambda: works == ["one"])
    board.is_away = True
    ends = board.until
    await until(lambda: works == [])
    assert now() < ends
    board.is_away = False
    await until(lambda: works == ["one"])
    await replica.end()


async def test_a_short_absence_interrupts_nobody() -> None:
    board, works = Board(), list[str]()
    replica = Replica(board, "one", works)
    await until(lambda: works == ["one"])
    board.is_away = True
    await hold_still(lambda: works == ["one"], 2)
    board.is_away = False
    await hold_still(lambda: works == ["one"], 2 * LEASE)
    await replica.end()


async def test_work_that_ends_by_a_defect_begins_again() -> None:
    begun: list[float] = []

    async def broken() -> None:
        begun.append(now())
        raise ZeroDivisionError

    task = asyncio.create_task(Leading(posts=Board().seat("one"), name="poll", now=now, sleep=sleep).run(broken))
    await until(lambda: len(begun) >= 3)
    assert begun[1] - begun[0] > 0.5, "not in a storm"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
