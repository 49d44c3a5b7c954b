"""How does a crowd go from hello to the receipt through two bot replicas, and what does that cost?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, TCPConnector
from redis.asyncio import Redis

from bench.bot_api import BotApi
from bench.cluster.cluster import Cluster
from bench.cluster.payer import Payer
from bench.cluster.replica import Kind
from bench.figures import Figure
from bench.load.people import CrowdCitizen, Times, Webhooks
from bench.load.report import step_figures
from bench.processes import children, cpu_seconds, resident_bytes
from bimeyar.demo_folder import free_port
from conversations.shared import PREFIX

SIZES: Mapping[Kind, int] = {Kind.API: 1, Kind.BOT: 2, Kind.SMS: 1, Kind.WORKER: 1}
_WEBHOOK = "/telegram/webhook"
_FIRST_CHAT = 500_000
_WITHIN = 600.0
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class LoadRun:
    """What one run gave: times by step, wall seconds, CPU seconds by kind of process, memory, who did not finish."""

    times: Times
    seconds: float
    cpu: Mapping[str, float]
    failures: Sequence[str]
    again: int
    chat_bytes: float
    bot_bytes: tuple[int, int]

    @property
    def steps(self) -> int:
        """All steps of all people."""
        return sum(map(len, self.times.by_step.values()))


async def run_slips(folder: Path, *, users: int, at_once: int, think: float) -> LoadRun:
    """A cluster of its own, and `users` whole conversations, at most `at_once` at a time."""
    api, port = BotApi(), free_port()
    await api.start(port)
    wide = {"BIMEYAR_TELEGRAM_URL": f"http://127.0.0.1:{port}", "BIMEYAR_TELEGRAM_MESSAGES_PER_SECOND": "100000"}
    try:
        async with (
            Cluster(folder=folder, sizes=SIZES, people=max(500, users * 4), more=wide) as cluster,
            ClientSession(connector=TCPConnector(limit=0)) as session,
        ):
            return await _converse(cluster, session, api, users=users, at_once=at_once, think=think)
    finally:
        await api.stop()


async def _converse(
    cluster: Cluster, session: ClientSession, api: BotApi, *, users: int, at_once: int, think: float
) -> LoadRun:
    urls = tuple(f"{bot.base}{_WEBHOOK}" for bot in cluster.replicas(Kind.BOT))
    webhooks = Webhooks(session=session, urls=urls, secret=cluster.site.kept.telegram_secret)
    times, gate, failures = Times(), asyncio.Semaphore(at_once), []

    async def one(number: int, row: dict[str, str]) -> None:
        citizen = CrowdCitizen(
            street=cluster.street,
            chat=_FIRST_CHAT + number,
            mobile=row["mobile"],
            api=api,
            webhooks=webhooks,
            times=times,
            think=think,
        )
        async with gate:
            try:
                await Payer(citizen, row).finish(within=_WITHIN)
            except Exception as trouble:  # noqa: BLE001 — whatever went wrong, this person has no receipt
                failures.append(str(trouble) or type(trouble).__name__)

    resident, used, begun = _bots(cluster), _cpu(cluster), time.monotonic()
    await asyncio.gather(*(one(number, row) for number, row in enumerate(cluster.take_people(users))))
    seconds = time.monotonic() - begun
    spent = {kind: after - used[kind] for kind, after in _cpu(cluster).items()}
    return LoadRun(
        times=times,
        seconds=seconds,
        cpu=spent,
        failures=failures,
        again=webhooks.again,
        chat_bytes=await _resting(cluster.redis.url),
        bot_bytes=(resident, _bots(cluster)),
    )


def slip_figures(run: LoadRun, *, at_once: int) -> Iterator[Figure]:
    """Rate, latencies, CPU and memory of a run."""
    yield from step_figures(run.times.by_step, seconds=run.seconds, chats=at_once)
    for kind, seconds in run.cpu.items():
        yield Figure(f"load_cpu_{kind}", seconds * 1000 / run.steps, "ms of CPU a step")
    yield Figure("load_resting", run.chat_bytes * 100_000 / _MEBIBYTE, "MiB in Redis for 100,000 resting conversations")
    before, after = (held / _MEBIBYTE for held in run.bot_bytes)
    yield Figure("load_bot_memory", after, "MiB that a bot replica holds at the end", f"at the start: {before:.0f} MiB")


def _bots(cluster: Cluster) -> int:
    bots = cluster.replicas(Kind.BOT)
    return sum(resident_bytes(bot.process.pid) for bot in bots if bot.process is not None) // len(bots)


def _cpu(cluster: Cluster) -> dict[str, float]:
    """CPU seconds so far of every kind of process."""
    pids: dict[str, list[int]] = {
        str(kind): [one.process.pid for one in cluster.replicas(kind) if one.process is not None] for kind in SIZES
    }
    for name, server in (("postgresql", cluster.postgres), ("redis", cluster.redis)):
        if server.process is not None:
            pids[name] = [server.process.pid, *children(server.process.pid)]
    return {name: cpu_seconds(some) for name, some in pids.items()}


async def _resting(url: str) -> float:
    """Mean memory of a chat's key, its share of the server's tables included, in bytes."""
    async with Redis.from_url(url) as client:
        sizes = [int(await client.memory_usage(key) or 0) async for key in client.scan_iter(f"{PREFIX}chat:*")]
    return sum(sizes) / max(len(sizes), 1)
