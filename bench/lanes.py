"""How long does a one-time code wait behind 5,000 messages of a broadcast? Both engines on both databases, in one run."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.migrations.apply import upgrade
from backend.work.choice import EngineKind, choose_engine, prepare_engine
from backend.work.port import Args
from bench.servers import NotInstalled, PostgresServer

BACKLOG, CODES, PAUSE = 5_000, 100, 0.05


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
        "median ms": statistics.median(waits) * 1000,
        "p99 ms": waits[int(len(waits) * 0.99) - 1] * 1000,
        "broadcasts a second": rate,
        "left of the backlog": left,
    }


async def run(folder: Path) -> None:
    """Print one line for each engine and database."""
    places = {"SQLite": lambda kind: f"sqlite+aiosqlite:///{folder / kind}.db"}
    server = None
    try:
        server = PostgresServer(folder / "postgres")
        (folder / "postgres").mkdir()
        await server.start()
    except NotInstalled:
        print("PostgreSQL is not here")
        server = None
    kinds: tuple[EngineKind, ...] = ("lease", "dbos")
    for kind in kinds:
        print(f"{kind:<6} SQLite      {_line(await measure(kind, places['SQLite'](kind)))}")
        if server is not None:
            print(f"{kind:<6} PostgreSQL  {_line(await measure(kind, await server.make_database(kind)))}")
    if server is not None:
        await server.stop()
        await server.remove()


def _line(figures: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:,.0f}" for name, value in figures.items())


def main() -> None:
    """In a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="bimeyar-lanes-") as folder:
        asyncio.run(run(Path(folder)))


if __name__ == "__main__":
    main()
