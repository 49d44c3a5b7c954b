"""Does nothing leave faster than allowed, does nobody starve, and do answers go before news? On a clock of our own."""

from __future__ import annotations

import asyncio
import heapq
import itertools

import pytest
from limits import parse

from bot.citizen.limiter import HeldBack, SendingLimits, TokenLimiter
from bot.citizen.lines import Claim, LocalLines


class FakeTime:
    """Sleepers wake in order of their time, as soon as nobody else can go on."""

    def __init__(self) -> None:
        self.now_ = 1000.0
        self._waiting: list[tuple[float, int, asyncio.Event]] = []
        self._number = itertools.count()

    def now(self) -> float:
        return self.now_

    async def sleep(self, seconds: float) -> None:
        event = asyncio.Event()
        heapq.heappush(self._waiting, (self.now_ + seconds, next(self._number), event))
        await event.wait()

    async def run(self, work: asyncio.Future[object]) -> None:
        while not work.done():
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting and not work.done():
                self.now_, _, event = heapq.heappop(self._waiting)
                event.set()
        await work


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def limiter(time: FakeTime, **limits: str) -> TokenLimiter:
    rates = {"token": "30/second", "news": "24/second", "chat": "6/6 seconds", **limits}
    wide = SendingLimits(**{name: parse(rate) for name, rate in rates.items()})
    return TokenLimiter(limits=wide, now=time.now, sleep=time.sleep)


async def send(limiter: TokenLimiter, time: FakeTime, sends: list[tuple[str, bool]], most: float = 1e6) -> list[float]:
    """Moments at which the messages left, by place in `sends`."""
    left: list[float] = [0.0] * len(sends)

    async def one(place: int, chat: str, news: bool) -> None:
        await limiter.wait(chat, news=news, most=most)
        left[place] = time.now() - 1000.0

    await time.run(asyncio.gather(*(one(place, *each) for place, each in enumerate(sends))))
    return left


async def test_no_second_sees_more_than_thirty(time: FakeTime) -> None:
    left = await send(limiter(time), time, [(str(number), False) for number in range(200)])
    assert left == sorted(left), "first come, first served"
    assert left[29] == 0
    assert left[30] == 1
    assert left[-1] == 6
    assert all(b - a >= 1 for a, b in zip(left, left[30:], strict=False))


async def test_one_chat_gets_a_burst_and_then_one_a_second(time: FakeTime) -> None:
    left = await send(limiter(time), time, [("7", False)] * 9)
    assert left == [0, 0, 0, 0, 0, 0, 6, 6, 6]


async def test_a_chat_at_its_limit_takes_no_turn_of_the_others(time: FakeTime) -> None:
    left = await send(limiter(time), time, [("7", False)] * 40 + [(str(number), False) for number in range(100, 124)])
    assert max(left[40:]) == 0


async def test_answers_do_not_wait_behind_news(time: FakeTime) -> None:
    crowd = [(f"n{number}", True) for number in range(240)]
    limits = limiter(time)

    async def later() -> float:
        await time.sleep(3.5)
        await limits.wait("citizen")
        return time.now() - 1000.0

    answered = asyncio.ensure_future(later())
    left = await send(limits, time, crowd)
    assert await answered == 3.5
    assert max(left) == 9, "24 a second"


async def test_retry_after_holds_every_chat_of_the_token(time: FakeTime) -> None:
    limits = limiter(time)
    await limits.hold(7)
    left = await send(limits, time, [("1", False), ("2", False)])
    assert all(7 <= moment < 7.5 for moment in left)


async def test_a_hold_that_comes_while_one_waits_counts_too(time: FakeTime) -> None:
    limits = limiter(time, token="1/second")

    async def refused() -> None:
        await time.sleep(0.5)
        await limits.hold(10)

    hold = asyncio.ensure_future(refused())
    left = await send(limits, time, [("1", False), ("2", False)])
    await hold
    assert left[0] == 0
    assert 10.5 <= left[1] < 12


async def test_who_would_wait_too_long_is_told_at_once_and_takes_no_turn(time: FakeTime) -> None:
    limits = limiter(time)
    await limits.hold(300)
    with pytest.raises(HeldBack) as told:
        await limits.wait("1", most=20)
    assert 299 < told.value.seconds < 301
    busy = limiter(time, chat="1/60 seconds")
    await busy.wait("1")
    for _ in range(5):
        with pytest.raises(HeldBack) as soon:
            await busy.wait("1", most=20)
        assert soon.value.seconds == 60


async def test_lines_in_which_nobody_stands_are_forgotten(time: FakeTime) -> None:
    lines, rate = LocalLines(now=time.now), parse("6/6 seconds")
    for number in range(20_000):
        time.now_ = number * 0.1
        await lines.book([Claim(f"chat:{number}", rate)], 1e9)
    assert len(lines) < 6_000
