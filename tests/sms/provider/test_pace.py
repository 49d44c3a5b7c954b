"""Do calls keep their distance, and do urgent ones overtake?"""

import asyncio
from itertools import pairwise

import pytest

from sms.providers.pace import Pace


class Watch:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


async def test_calls_are_evenly_apart() -> None:
    watch = Watch()
    pace = Pace(5.0, clock=watch, sleep=watch.sleep)
    times = []
    for _ in range(11):
        await pace.take_turn()
        times.append(watch.now)
    assert times[0] == 100.0
    assert times[-1] == pytest.approx(102.0, abs=0.02)
    assert min(b - a for a, b in pairwise(times)) >= 0.199


async def test_rest_saves_up_no_more_than_the_burst() -> None:
    watch = Watch()
    pace = Pace(5.0, burst=3, clock=watch, sleep=watch.sleep)
    watch.now += 60
    for _ in range(3):
        await pace.take_turn()
    assert watch.now == 160.0
    await pace.take_turn()
    assert watch.now == pytest.approx(160.2, abs=0.01)


async def test_urgent_calls_overtake_and_order_is_kept() -> None:
    pace = Pace(200.0)
    await pace.take_turn()
    order: list[str] = []

    async def call(name: str, *, urgent: bool) -> None:
        await pace.take_turn(urgent=urgent)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for name in ("a", "b", "c"):
            group.create_task(call(name, urgent=False))
        for name in ("1", "2"):
            group.create_task(call(name, urgent=True))
    assert order == ["1", "2", "a", "b", "c"]


async def test_a_cancelled_wait_uses_no_turn_and_blocks_nobody() -> None:
    watch = Watch()
    pace = Pace(1.0, clock=watch)
    await pace.take_turn()
    for urgent in (True, False):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pace.take_turn(urgent=urgent), 0.01)
    watch.now += 1.0
    await asyncio.wait_for(pace.take_turn(), 1)


@pytest.mark.parametrize(("per_second", "burst"), [(0, 1), (-1, 1), (5, 0)])
def test_a_pace_that_never_moves_is_refused(per_second: float, burst: int) -> None:
    with pytest.raises(ValueError, match="pace"):
        Pace(per_second, burst=burst)
