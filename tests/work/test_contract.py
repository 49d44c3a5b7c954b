"""What every work engine promises, tried on each of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import pytest

from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.choice import EngineKind
from backend.work.port import Args, ParkedWork, WorkEngine
from backend.work.schedule import Every
from tests.work.engines import KINDS, make_engine, open_database


class Notebook:
    """Writes down what was done, and can be told to fail or to wait."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.begun: list[int] = []
        self.fail: dict[int, int] = {}
        self.gate = asyncio.Event()

    async def write(self, args: Args) -> None:
        number = int(args["n"])
        self.begun.append(number)
        if self.fail.get(number, 0) > 0:
            self.fail[number] -= 1
            raise RuntimeError("not this time")
        self.done.append(number)

    async def hang(self, args: Args) -> None:
        self.begun.append(int(args["n"]))
        await self.gate.wait()
        self.done.append(int(args["n"]))

    async def tick(self, _args: Args) -> None:
        self.done.append(0)


async def until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 — engines ring no bell for a test
            await asyncio.sleep(0.01)


async def set_aside(engine: WorkEngine) -> Sequence[ParkedWork]:
    async with asyncio.timeout(30):
        while not (found := await engine.parked()):  # noqa: ASYNC110 — engines ring no bell for a test
            await asyncio.sleep(0.02)
    return found


class Bench:
    """An engine, its database and what its handlers wrote down."""

    def __init__(self, kind: EngineKind, database: Database, url: str) -> None:
        self.kind, self.database, self.url = kind, database, url
        self.notes = Notebook()
        self.engine = self.make()

    def make(self) -> WorkEngine:
        engine = make_engine(self.kind, self.database, self.url)
        engine.register("write", self.notes.write)
        engine.register("hang", self.notes.hang)
        engine.register("tick", self.notes.tick)
        return engine

    async def ask(
        self,
        number: int,
        name: str = "write",
        lane: Lane = Lane.REPLIES,
        delay: timedelta | None = None,
        dedup: str | None = None,
    ) -> None:
        async with self.database.begin() as connection:
            await self.engine.enqueue(connection, name, {"n": number}, lane=lane, delay=delay, dedup=dedup)


@pytest.fixture(params=KINDS)
async def bench(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Bench]:
    async with open_database(database_url, request.param) as database:
        bench = Bench(request.param, database, database_url)
        yield bench
        await bench.engine.stop()


class TestWorkEngine:
    async def test_committed_work_is_done_and_rolled_back_work_never(self, bench: Bench) -> None:
        await bench.engine.start()

        async def cause_then_fail() -> None:
            async with bench.database.begin() as connection:
                await bench.engine.enqueue(connection, "write", {"n": 1}, lane=Lane.REPLIES)
                raise LookupError

        with pytest.raises(LookupError):
            await cause_then_fail()
        await bench.ask(2)
        await bench.ask(3, lane=Lane.BROADCAST)
        await until(lambda: len(bench.notes.done) == 2)
        await asyncio.sleep(0.2)
        assert sorted(bench.notes.done) == [2, 3]

    async def test_work_left_by_a_stopped_engine_is_done_by_the_next(self, bench: Bench) -> None:
        await bench.ask(1)
        assert bench.notes.done == []
        await bench.engine.start()
        await until(lambda: bench.notes.done == [1])
        await bench.engine.stop()
        await bench.ask(2)
        bench.engine = bench.make()
        await bench.engine.start()
        await until(lambda: bench.notes.done == [1, 2])

    async def test_a_handler_that_raises_is_run_again_until_its_work_is_set_aside(self, bench: Bench) -> None:
        bench.notes.fail = {1: 1, 2: 99}
        await bench.engine.start()
        await bench.ask(1)
        await bench.ask(2)
        await until(lambda: bench.notes.done == [1] and bench.notes.begun.count(2) == 3)
        await bench.ask(3)
        await until(lambda: bench.notes.done == [1, 3])
        await asyncio.sleep(0.3)
        assert bench.notes.begun.count(1) == 2
        assert bench.notes.begun.count(2) == 3

    async def test_the_same_dedup_is_the_same_work_even_when_done(self, bench: Bench) -> None:
        await bench.engine.start()
        await bench.ask(1, dedup="one")
        await bench.ask(2, dedup="one")
        await until(lambda: bench.notes.done == [1])
        await bench.ask(3, dedup="one")
        await bench.ask(4, dedup="other")
        await until(lambda: 4 in bench.notes.done)
        await asyncio.sleep(0.2)
        assert bench.notes.done == [1, 4]

    async def test_delayed_work_waits(self, bench: Bench) -> None:
        await bench.engine.start()
        await bench.ask(1)
        await until(lambda: bench.notes.done == [1])
        await bench.ask(2, delay=timedelta(seconds=0.7))
        await bench.ask(3)
        await until(lambda: bench.notes.done == [1, 3])
        await asyncio.sleep(0.2)
        assert bench.notes.done == [1, 3]
        await until(lambda: bench.notes.done == [1, 3, 2])

    async def test_a_stuck_lane_holds_up_no_other(self, bench: Bench) -> None:
        await bench.engine.start()
        for number in range(6):
            await bench.ask(number, name="hang", lane=Lane.REPLIES)
        await until(lambda: len(bench.notes.begun) == 2)
        await bench.ask(100, lane=Lane.CODES)
        await until(lambda: bench.notes.done == [100])
        assert len(bench.notes.begun) == 3
        bench.notes.gate.set()
        await until(lambda: len(bench.notes.done) == 7)

    async def test_repeated_work_comes_again_even_after_a_failure(self, bench: Bench) -> None:
        falls = iter([True, False, False, False])

        async def stumble(_args: Args) -> None:
            if next(falls, False):
                raise RuntimeError("once")
            bench.notes.done.append(7)

        bench.engine.register("stumble", stumble)
        bench.engine.every(Every(0.05), "stumble")
        bench.engine.every(Every(0.05), "tick")
        await bench.engine.start()
        await until(lambda: bench.notes.done.count(7) >= 2 and bench.notes.done.count(0) >= 2)
        await bench.engine.stop()
        count = len(bench.notes.done)
        await asyncio.sleep(0.15)
        assert len(bench.notes.done) == count

    async def test_work_cut_off_by_a_stop_is_found_again(self, bench: Bench) -> None:
        await bench.engine.start()
        await bench.ask(1, name="hang")
        await until(lambda: bench.notes.begun == [1])
        await bench.engine.stop()
        assert bench.notes.done == []
        bench.notes.gate.set()
        bench.engine = bench.make()
        await bench.engine.start()
        await until(lambda: bench.notes.done == [1])
        assert bench.notes.begun == [1, 1]

    async def test_what_was_set_aside_is_shown_and_done_after_a_replay(self, bench: Bench) -> None:
        bench.notes.fail = {7: 3}
        await bench.engine.start()
        await bench.ask(7, lane=Lane.CODES)
        await until(lambda: bench.notes.begun.count(7) == 3)
        (row,) = await set_aside(bench.engine)
        assert (row.name, row.lane, dict(row.args), row.tries, row.error) == (
            "write", Lane.CODES, {"n": 7}, 3, "RuntimeError",
        )  # fmt: skip
        assert (await bench.engine.backlog())[Lane.CODES].parked == 1
        assert await bench.engine.replay(row.id)
        await until(lambda: bench.notes.done == [7])
        assert not await bench.engine.replay(row.id)
        assert not await bench.engine.replay("no-such-work")
        assert await bench.engine.parked() == []
        await asyncio.sleep(0.2)
        assert bench.notes.done == [7]

    async def test_work_that_fails_again_after_a_replay_is_set_aside_again(self, bench: Bench) -> None:
        bench.notes.fail = {7: 6}
        await bench.engine.start()
        await bench.ask(7)
        for times in (3, 6):
            await until(lambda times=times: bench.notes.begun.count(7) == times)
            found = await set_aside(bench.engine)
            assert [row.tries for row in found] == [3]
            assert await bench.engine.replay(found[0].id)
        await until(lambda: bench.notes.done == [7])

    async def test_the_backlog_is_counted_lane_by_lane(self, bench: Bench) -> None:
        for number in range(3):
            await bench.ask(number)
        await bench.ask(3, lane=Lane.BROADCAST, delay=timedelta(hours=1))
        await asyncio.sleep(0.05)
        lanes = await bench.engine.backlog()
        assert {lane: found.waiting for lane, found in lanes.items()} == {
            Lane.CODES: 0, Lane.REPLIES: 3, Lane.BROADCAST: 0,
        }  # fmt: skip
        assert timedelta(seconds=0.04) < lanes[Lane.REPLIES].oldest < timedelta(seconds=30)
        await bench.engine.start()
        await until(lambda: sorted(bench.notes.done) == [0, 1, 2])
        assert (await bench.engine.backlog())[Lane.REPLIES].waiting == 0

    async def test_a_name_is_registered_once(self, bench: Bench) -> None:
        with pytest.raises(ValueError, match="already registered"):
            bench.engine.register("write", bench.notes.write)
