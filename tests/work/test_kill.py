"""Does work survive what happens to processes and servers: kill -9, a pause, a hard restart of the database?"""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest

from backend.migrations.apply import upgrade
from backend.work.choice import EngineKind
from bench.servers import NotInstalled, PostgresServer
from tests.work.crew import Crew, open_crew, send
from tests.work.engines import KINDS, SIGNS

HOW_MANY = 24
TAKEN_OVER = SIGNS.dead_after.total_seconds() + 25
"""Seconds within which somebody else goes on, on a machine that has other things to do as well."""


@pytest.fixture(params=KINDS)
async def crew(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Crew]:
    async with open_crew(request.param, database_url) as crew:
        yield crew


async def test_killed_in_the_middle_everything_is_done_once(crew: Crew) -> None:
    await crew.enqueue(range(HOW_MANY))
    for least in (4, 12):
        worker = await crew.start(alone=True)
        await crew.wait_for_effects(least)
        worker.kill()
        await worker.wait()
        assert len(await crew.effects()) < HOW_MANY
    await crew.start(alone=True)
    await crew.wait_for_effects(HOW_MANY)
    assert await crew.effects() == list(range(HOW_MANY))
    assert Counter(row.n for row in await crew.ask("SELECT n FROM begun")).most_common(1)[0][1] <= 3


async def test_what_a_killed_worker_was_doing_is_taken_over_by_another(crew: Crew) -> None:
    first, second = await crew.start(), await crew.start()
    await crew.enqueue(range(4), ms=600_000)
    await crew.wait("SELECT 1 FROM (SELECT COUNT(DISTINCT n) AS c FROM begun) AS b WHERE c = 4")
    held = {row.n for row in await crew.ask(f"SELECT n FROM begun WHERE pid = {first.pid}")}
    assert len(held) == 2, "each has two hands for this lane"
    first.kill()
    await first.wait()
    third = await crew.start()
    taken = f"pid IN ({second.pid}, {third.pid}) AND n IN ({', '.join(map(str, held))})"
    both = f"SELECT 1 FROM (SELECT COUNT(DISTINCT n) AS c FROM begun WHERE {taken}) AS b WHERE c = 2"
    await crew.wait(both, within=TAKEN_OVER)
    assert Counter(row.n for row in await crew.ask("SELECT n FROM begun")).most_common(1)[0][1] == 2


async def test_a_paused_worker_does_no_harm_when_it_goes_on(crew: Crew) -> None:
    paused = await crew.start()
    await crew.enqueue(range(2), ms=1500)
    await crew.wait("SELECT 1 FROM (SELECT COUNT(*) AS c FROM begun) AS b WHERE c = 2")
    send(paused, signal.SIGSTOP)
    await crew.start()
    await crew.wait_for_effects(2, within=TAKEN_OVER)
    await crew.enqueue(range(2, 12))
    await crew.wait_for_effects(12)
    send(paused, signal.SIGCONT)
    await crew.enqueue(range(12, HOW_MANY))
    await crew.wait_for_effects(HOW_MANY)
    await crew.wait(f"SELECT 1 FROM begun WHERE pid = {paused.pid} AND n >= 12", within=TAKEN_OVER)
    assert await crew.effects() == list(range(HOW_MANY))
    assert max(Counter(row.n for row in await crew.ask("SELECT n FROM begun")).values()) <= 2
    assert paused.returncode is None


async def test_repeated_work_is_in_one_process_and_moves_when_that_dies(crew: Crew) -> None:
    workers = {worker.pid: worker for worker in (await crew.start(), await crew.start())}
    await crew.wait("SELECT 1 FROM (SELECT COUNT(*) AS c FROM ticked WHERE what = 'end') AS t WHERE c >= 6")
    last = (await crew.ask("SELECT pid FROM ticked ORDER BY at DESC LIMIT 1"))[0].pid
    workers[last].kill()
    await workers[last].wait()
    (other,) = (pid for pid in workers if pid != last)
    at = (await crew.ask("SELECT MAX(at) AS at FROM ticked"))[0].at
    await crew.wait(f"SELECT 1 FROM ticked WHERE pid = {other} AND at > {at}", within=TAKEN_OVER)
    runs = [row.what for row in await crew.ask(f"SELECT what FROM ticked WHERE at <= {at} ORDER BY at")]
    assert all(one != two for one, two in pairwise(runs)), "never two at once"


@pytest.mark.parametrize("kind", KINDS)
async def test_it_goes_on_by_itself_after_a_hard_restart_of_the_server(kind: EngineKind, tmp_path: Path) -> None:
    try:
        server = PostgresServer(tmp_path)
        await server.start()
    except NotInstalled as missing:
        pytest.skip(str(missing))
    try:
        url = await server.make_database("work")
        await asyncio.to_thread(upgrade, url)
        async with open_crew(kind, url) as crew:
            for _ in range(2):
                await crew.start()
            await crew.enqueue(range(HOW_MANY), ms=200)
            await crew.wait_for_effects(4)
            await server.restart(hard=True)
            await crew.wait_for_effects(HOW_MANY)
            assert await crew.effects() == list(range(HOW_MANY))
            await crew.wait("SELECT 1")
            await asyncio.sleep(0.5)
            await crew.enqueue(range(HOW_MANY, HOW_MANY + 6))
            await crew.wait_for_effects(HOW_MANY + 6)
            assert [worker.returncode for worker in crew.workers] == [None, None]
    finally:
        await server.stop()
        await server.remove()
