"""How long does a one-time code wait behind 5,000 messages of a broadcast? Both engines on both databases, in one run."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.migrations.apply import upgrade
from backend.work.choice import EngineKind, choose_engine, prepare_engine
from backend.work.port import Args
from bench.figures import Figure
from bench.servers import NotInstalled, PostgresServer

BACKLOG, CODES, PAUSE = 5_000, 100, 0.05
_KINDS: tuple[EngineKind, ...] = ("lease", "dbos")
_UNITS = {
    "code_p50": "ms that a code waits, p50",
    "code_p99": "ms that a code waits, p99",
    "broadcasts": "broadcasts a second meanwhile",
    "left": "broadcasts of the backlog left, which must not be 0",
}


async def measure(kind: EngineKind, url: str) -> dict[str, float]:
    """Waits of codes in milliseconds, and how many broadcasts a second were done meanwhile."""
    await asyncio.to_thread(upgrade, url)
    await asyncio.to_thread(prepare_engine, kind, url=url)
    database = Database(url=url)
    engine = choose_engine(kind, database=database, url=url, clock=WallClock(), alone=True)
    asked: dict[int, float] = {}
    waits: list[float] = []
    sent = 0

    async def code(args: Args) -> None:
        waits.append(time.perf_counter() - asked[int(args["id"])])

    async def broadcast(_args: Args) -> None:
        nonlocal sent
        await asyncio.sleep(0.01)
        sent += 1

    engine.register("code", code)
    engine.register("broadcast", broadcast)
    for start in range(0, BACKLOG, 500):
        async with database.begin() as connection:
            for number in range(start, start + 500):
                await engine.enqueue(connection, "broadcast", {"id": number}, lane=Lane.BROADCAST)
    await engine.start()
    await asyncio.sleep(1)
    begun, before = time.perf_counter(), sent
    for number in range(CODES):
        async with database.begin() as connection:
            await engine.enqueue(connection, "code", {"id": number}, lane=Lane.CODES)
            asked[number] = time.perf_counter()
        await asyncio.sleep(PAUSE)
    while len(waits) < CODES:  # noqa: ASYNC110 — the handlers ring no bell
        await asyncio.sleep(0.01)
    rate = (sent - before) / (time.perf_counter() - begun)
    left = sum(lane.waiting for lane in (await engine.backlog()).values())
    await engine.stop()
    await database.close()
    waits.sort()
    return {
        "code_p50": statistics.median(waits) * 1000,
        "code_p99": waits[int(len(waits) * 0.99) - 1] * 1000,
        "broadcasts": rate,
        "left": left,
    }


def lanes() -> Iterator[Figure]:
    """For each engine and database: how long a code waits, and how many broadcasts are done meanwhile."""
    for place, figures in asyncio.run(_all()).items():
        for name, value in figures.items():
            yield Figure(f"lanes_{place}_{name}", value, _UNITS[name])


async def _all() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bimeyar-lanes-") as name:
        folder = Path(name)
        for kind in _KINDS:
            found[f"{kind}_sqlite"] = await measure(kind, f"sqlite+aiosqlite:///{folder / kind}.db")
        try:
            async with PostgresServer(folder / "postgres") as server:
                for kind in _KINDS:
                    found[f"{kind}_postgresql"] = await measure(kind, await server.make_database(kind))
        except NotInstalled:
            return found
    return found
