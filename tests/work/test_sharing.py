"""Do several workers on one database share the work, and does one take over from another that went silent?"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.kit.clock import FixedClock, WallClock
from backend.kit.outbox import Lane
from backend.work.executors import Executors
from backend.work.lease_engine import PURGE, LeaseEngine
from backend.work.port import Args, Tries
from backend.work.schedule import Daily, Every
from backend.work.ticks import Ticks
from tests.work.engines import TRIES, WIDTHS, open_database

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


async def test_two_engines_do_each_piece_once(database_url: str) -> None:
    done: Counter[int] = Counter()
    by: Counter[str] = Counter()
    finished = asyncio.Event()

    async with open_database(database_url, "lease") as database:

        def make(name: str) -> LeaseEngine:
            async def work(args: Args) -> None:
                await asyncio.sleep(0.01)
                done[int(args["n"])] += 1
                by[name] += 1
                if done.total() >= 40:
                    finished.set()

            made = LeaseEngine(database=database, clock=WallClock(), alone=False, widths=WIDTHS, me=name)
            made.register("work", work)
            return made

        engines = [make("one"), make("two")]
        async with database.begin() as connection:
            for number in range(40):
                await engines[0].enqueue(connection, "work", {"n": number}, lane=Lane.REPLIES)
        for engine in engines:
            await engine.start()
        await asyncio.wait_for(finished.wait(), 20)
        for engine in engines:
            await engine.stop()
        assert sum(lane.waiting for lane in (await engines[0].backlog()).values()) == 0
    assert done == Counter(range(40))
    assert set(by) == {"one", "two"}


async def test_work_of_a_silent_engine_is_taken_over_when_its_lease_ends(database_url: str) -> None:
    begun: list[str] = []
    taken = asyncio.Event()

    async with open_database(database_url, "lease") as database:
        lease = timedelta(seconds=0.6)

        def make(name: str) -> LeaseEngine:
            async def work(_args: Args) -> None:
                begun.append(name)
                if name == "silent":
                    await asyncio.Event().wait()
                taken.set()

            made = LeaseEngine(database=database, clock=WallClock(), alone=False, widths=WIDTHS, me=name, lease=lease)
            made.patience = 0
            made.register("work", work)
            return made

        silent, next_one = make("silent"), make("next")
        await silent.start()
        async with database.begin() as connection:
            await silent.enqueue(connection, "work", {"n": 1}, lane=Lane.REPLIES)
        async with asyncio.timeout(5):
            while not begun:  # noqa: ASYNC110 — the engine rings no bell
                await asyncio.sleep(0.01)
        await asyncio.sleep(1.0)
        await next_one.start()
        await asyncio.sleep(0.3)
        assert begun == ["silent"], "a lease that is renewed holds"
        await silent.stop()
        await asyncio.wait_for(taken.wait(), 5)
        await next_one.stop()
    assert begun == ["silent", "next"]


async def test_done_work_is_forgotten_after_its_time(database_url: str) -> None:
    async with open_database(database_url, "lease") as database:
        clock = FixedClock(NOON)
        done: list[int] = []

        async def work(args: Args) -> None:
            done.append(int(args["n"]))

        engine = LeaseEngine(database=database, clock=clock, alone=True, widths=WIDTHS, tries=TRIES)
        engine.register("work", work)
        await engine.start()
        for number, days in ((1, 0), (2, 0), (3, 8)):
            clock.forward(timedelta(days=days))
            if days:
                await engine._handlers[PURGE]({})
            async with database.begin() as connection:
                await engine.enqueue(connection, "work", {"n": number}, lane=Lane.REPLIES, dedup="same")
            await asyncio.sleep(0.3)
        await engine.stop()
    assert done == [1, 3]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 — ticks ring no bell
            await asyncio.sleep(0.01)


class TestTicks:
    async def test_one_of_two_processes_runs_each_tick(self, database_url: str) -> None:
        async with open_database(database_url, "lease") as database:
            clock = FixedClock(NOON)
            runs: list[str] = []
            both = []
            for name in ("one", "two"):

                async def run(_args: Args, name: str = name) -> None:
                    runs.append(name)

                ticks = Ticks(database=database, clock=clock, me=name)
                ticks.plan(Every(0.05), "sweep")
                both.append(ticks)
                await ticks.start({"sweep": run}, alone=False)
            await until(lambda: bool(runs))
            await asyncio.sleep(0.3)
            assert len(runs) == 1, "the clock stands still: due once"
            clock.forward(timedelta(seconds=1))
            await until(lambda: len(runs) == 2)
            for ticks in both:
                await ticks.stop()

    async def test_a_run_that_was_cut_off_is_due_again(self, database_url: str) -> None:
        async with open_database(database_url, "lease") as database:
            clock = FixedClock(NOON)
            runs: list[str] = []

            async def hang(_args: Args) -> None:
                runs.append("hung")
                await asyncio.Event().wait()

            async def run(_args: Args) -> None:
                runs.append("ran")

            first = Ticks(database=database, clock=clock, me="one")
            first.plan(Every(0.05), "sweep")
            await first.start({"sweep": hang}, alone=True)
            await until(lambda: runs == ["hung"])
            await first.stop()
            second = Ticks(database=database, clock=clock, me="two")
            second.plan(Every(0.05), "sweep")
            await second.start({"sweep": run}, alone=False)
            await asyncio.sleep(0.2)
            assert runs == ["hung"], "its lease holds"
            await second.stop()
            await second.start({"sweep": run}, alone=True)
            await until(lambda: len(runs) == 2)
            await second.stop()
            assert runs == ["hung", "ran"]

    async def test_a_name_is_planned_once(self, database_url: str) -> None:
        async with open_database(database_url, "lease") as database:
            ticks = Ticks(database=database, clock=WallClock(), me="one")
            ticks.plan(Every(1), "sweep")
            with pytest.raises(ValueError, match="already planned"):
                ticks.plan(Every(2), "sweep")


def test_once_a_day_in_tehran() -> None:
    half_past_three = Daily(hour=3, minute=30)
    assert half_past_three.after(datetime(2026, 11, 20, 23, 59, tzinfo=UTC)) == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
    assert half_past_three.after(datetime(2026, 11, 21, 0, 0, tzinfo=UTC)) == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


def test_pauses_double_up_to_the_longest() -> None:
    tries = Tries(most=20, first=timedelta(seconds=1), longest=timedelta(seconds=10))
    assert [tries.wait(tried).total_seconds() for tried in (1, 2, 3, 4, 5, 500)] == [1, 2, 4, 8, 10, 10]


async def test_executors_are_alive_while_they_say_so(database_url: str) -> None:
    async with open_database(database_url, "lease") as database:
        clock = FixedClock(NOON)
        one = Executors(database=database, clock=clock, me="one")
        two = replace(one, me="two")
        await one.beat()
        clock.forward(timedelta(seconds=10))
        await two.beat()
        assert await two.alive() == {"one", "two"}
        clock.forward(timedelta(seconds=10))
        assert await two.alive() == {"two"}
        await two.forget_others()
        clock.forward(timedelta(seconds=-10))
        assert await two.alive() == {"two"}
