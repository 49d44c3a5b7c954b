"""Do processes that share a token keep its limits together, to the message, and what when they cannot ask each other?"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits import RateLimitItemPerSecond, parse

from bimeyar.shared_redis import SharedRedis, open_redis
from bot.citizen.limiter import HeldBack, SendingLimits, TokenLimiter
from bot.citizen.lines import Claim, LocalLines
from bot.citizen.redis_lines import RedisLines
from tests.redis_at_hand import redis_server

_numbers = count()


def processes(shared: SharedRedis, how_many: int = 3) -> list[RedisLines]:
    name = f"telegram:{next(_numbers)}"
    return [RedisLines(client=shared.client, name=name) for _ in range(how_many)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    windows=st.tuples(st.sampled_from([1, 2, 6]), st.sampled_from([1, 2, 6])),
    bookings=st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.sampled_from([0.0, 1.5, 60.0])), max_size=120),
)
async def test_no_window_ever_holds_more_than_its_amount(
    shared: SharedRedis,
    amounts: tuple[int, int],
    windows: tuple[int, int],
    bookings: list[tuple[int, bool, float]],
) -> None:
    lines = processes(shared)
    rates = [RateLimitItemPerSecond(amount, window) for amount, window in zip(amounts, windows, strict=True)]
    claims = [Claim("chat:1", rates[0]), Claim("token", rates[1])]
    turns: dict[str, list[int]] = defaultdict(list)

    async def book(who: int, both: bool, most: float) -> None:
        wanted = claims if both else claims[1:]
        taken, wait, now = await lines[who].book_exactly(wanted, most)
        own = wait if wait <= most * 1e6 else 0  # a longer one is that of the turn that was not taken
        for place in range(taken):
            turns[wanted[place].line].append(now + (own if place == taken - 1 else 0))
        assert taken < len(wanted) or wait == own

    await asyncio.gather(*(book(*booking) for booking in bookings))
    for claim in claims:
        booked = sorted(turns[claim.line])
        span = claim.rate.get_expiry() * 1_000_000
        late = zip(booked, booked[claim.rate.amount :], strict=False)
        assert all(after - before >= span for before, after in late), claim


async def test_three_processes_send_as_many_as_one_may(shared: SharedRedis) -> None:
    lines = processes(shared)
    answers = [await lines[number % 3].book([Claim("token", parse("30/second"))], 60) for number in range(91)]
    assert [wait for _, wait in answers[:30]] == [0.0] * 30
    assert all(0 < wait <= 1 for _, wait in answers[30:60])
    assert 2 < answers[90][1] <= 3


async def test_a_message_costs_one_round_trip(shared: SharedRedis) -> None:
    limiter = TokenLimiter(lines=processes(shared)[0])
    await limiter.wait("1", news=True)
    await shared.client.config_resetstat()
    await limiter.wait("1", news=True)
    said = await shared.client.info("commandstats")
    assert said["cmdstat_evalsha"]["calls"] == 1


async def test_a_retry_after_holds_every_process_and_no_other_token(shared: SharedRedis) -> None:
    here, there, _ = (TokenLimiter(lines=lines) for lines in processes(shared))
    other = TokenLimiter(lines=processes(shared)[0])
    await here.hold(1.0)
    await other.wait("1", most=0)
    began = time.monotonic()
    with pytest.raises(HeldBack):
        await there.wait("1", most=0.5)
    await there.wait("1")
    assert time.monotonic() - began >= 0.9


async def test_a_longer_hold_is_not_shortened(shared: SharedRedis) -> None:
    here, there, _ = processes(shared)
    await here.hold(50)
    await there.hold(1)
    assert 49 < (await there.book([], 60))[1] <= 50


async def test_a_clock_that_was_set_back_does_not_stop_the_bot(shared: SharedRedis) -> None:
    lines, rate = processes(shared)[0], parse("2/second")
    _, _, now = await lines.book_exactly([], 1)
    await shared.client.rpush(f"{lines._place}token", now + 3_600_000_000, now + 3_600_000_001)
    assert await lines.book([Claim("token", rate)], 1) == (1, 0.0)


async def test_nothing_is_left_of_lines_in_which_nobody_stands(shared: SharedRedis) -> None:
    lines = processes(shared)[0]
    await lines.book([Claim("chat:1", parse("6/6 seconds"))], 1)
    await lines.hold(3)
    left = [await shared.client.pttl(f"{lines._place}{key}") for key in ("chat:1", "hold")]
    assert 5_900 < left[0] <= 6_002
    assert 2_900 < left[1] <= 3_002


async def test_without_redis_each_process_sends_a_quarter() -> None:
    async with redis_server() as server:
        shared = open_redis(server.url)
        lines = RedisLines(client=shared.client, name="telegram:1", alone=LocalLines())
        claim = [Claim("token", parse("30/second"))]
        assert await lines.book(claim, 5) == (1, 0.0)
        await server.kill()
        answers = [await lines.book(claim, 5) for _ in range(8)]
        assert [wait for _, wait in answers[:7]] == [0.0] * 7
        assert answers[7][1] > 0
        await lines.hold(2)
        assert (await lines.book(claim, 5))[0] == 0
        await server.start()
        assert await lines.book(claim, 5) == (1, 0.0)
        await shared.close()


async def test_the_limits_of_a_bot_are_kept_by_all_its_processes_together(shared: SharedRedis) -> None:
    limits = SendingLimits(token=parse("20/second"), news=parse("5/second"))
    bots = [TokenLimiter(limits=limits, lines=lines) for lines in processes(shared)]
    left: list[float] = []

    async def send(number: int) -> None:
        await bots[number % 3].wait(str(number), news=True)
        left.append(time.monotonic())

    await asyncio.gather(*(send(number) for number in range(16)))
    left.sort()
    assert left[15] - left[0] >= 2.9, "five of news a second"
