"""What does a process cost that has nothing to do? Two workers on one PostgreSQL, either engine; and what each role takes to start."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from backend.work.choice import EngineKind, prepare_engine
from bench.cluster.replica import Kind, Replica
from bench.figures import Figure
from bench.processes import cpu_seconds, resident_bytes
from bench.servers import NotInstalled, PostgresServer
from bench.throw_away import free_port

SETTLES, LOOKS = 20.0, 60.0
"""Seconds after the start that do not count, and seconds that do."""
_ENGINES: tuple[EngineKind, ...] = ("lease", "dbos")


def idle_workers() -> Iterator[Figure]:
    """CPU of each of two idle workers, in thousandths of a core over a minute; nothing without PostgreSQL."""
    found = asyncio.run(_idle())
    for engine, thousandths in found.items():
        versus, ratio = "", None
        if engine == "dbos":
            versus, ratio = f"lease {found['lease']:.1f}", thousandths / found["lease"]
        yield Figure(f"idle_worker_{engine}", thousandths, "thousandths of a core, each of two", versus, ratio)


def starting() -> Iterator[Figure]:
    """CPU until /readyz says yes, and memory then, of each role by itself; median of three."""
    for role, (cpu, memory) in asyncio.run(_starts()).items():
        yield Figure(f"start_{role}_cpu", cpu, "s of CPU until ready")
        yield Figure(f"start_{role}_memory", memory / 1e6, "MB resident when ready")


async def _idle() -> dict[str, float]:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bimeyar-idle-") as name:
        folder = Path(name)
        try:
            async with PostgresServer(folder / "postgres") as server:
                for engine in _ENGINES:
                    found[engine] = await _two_workers(engine, await server.make_database(engine), folder)
        except NotInstalled:
            return {}
    return found


async def _two_workers(engine: EngineKind, url: str, folder: Path) -> float:
    await asyncio.to_thread(upgrade, url)
    await asyncio.to_thread(prepare_engine, engine, url=url)
    environment = _environment(url, engine)
    workers = [_replica(Kind.WORKER, f"{engine}-{number}", environment, folder) for number in range(2)]
    try:
        for worker in workers:
            await worker.start()
        for worker in workers:
            await worker.ready()
        await asyncio.sleep(SETTLES)
        before = cpu_seconds(_pids(workers))
        await asyncio.sleep(LOOKS)
        return (cpu_seconds(_pids(workers)) - before) / LOOKS / len(workers) * 1000
    finally:
        for worker in workers:
            await worker.kill()


async def _starts() -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bimeyar-start-") as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'start.db'}"
        await asyncio.to_thread(upgrade, url)
        for role in Kind:
            taken = [await _one_start(role, url, folder) for _ in range(3)]
            found[role] = (statistics.median(cpu for cpu, _ in taken), statistics.median(memory for _, memory in taken))
    return found


async def _one_start(role: Kind, url: str, folder: Path) -> tuple[float, float]:
    replica = _replica(role, role, _environment(url, "lease"), folder)
    try:
        await replica.start()
        await replica.ready()
        (pid,) = _pids([replica])
        return cpu_seconds([pid]), float(resident_bytes(pid))
    finally:
        await replica.kill()


def _environment(url: str, engine: EngineKind) -> dict[str, str]:
    return {
        "BIMEYAR_DATABASE": url,
        "BIMEYAR_DATA_KEY": new_key(),
        "BIMEYAR_INDEX_KEY": new_key(),
        "BIMEYAR_WORK_ENGINE": engine,
        "BIMEYAR_LOG_LEVEL": "WARNING",
    }


def _replica(role: Kind, name: str, environment: dict[str, str], folder: Path) -> Replica:
    return Replica(kind=role, name=name, port=free_port(), environment=environment, log=folder / f"{name}.log")


def _pids(replicas: list[Replica]) -> list[int]:
    return [replica.process.pid for replica in replicas if replica.process is not None]
