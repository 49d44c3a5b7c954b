"""How do two bots that carry the same form stand beside one another? Driven in alternation, each with its own processes."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from aiohttp import ClientError, ClientSession

from backend.kit.vault import new_key
from bench.bot_api import BotApi
from bench.ending import end_with_parent
from bench.processes import cpu_seconds
from bench.webhooks import Run, drive

OURS, THEIRS = "bench.our_form", "bench.bare_aiogram"


@dataclass(slots=True)
class Subject:
    """One of the two: the webhooks of its replicas, their process ids, and what its turns gave.

    `newcomers`: a crowd of chats that have never talked. `crowd`: the same chats a moment later.
    """

    urls: tuple[str, ...]
    pids: tuple[int, ...]
    runs: list[Run] = field(default_factory=list)
    cpu: float = 0.0
    newcomers: Run | None = None
    crowd: Run | None = None

    @property
    def cpu_a_step(self) -> float:
        """Milliseconds of CPU of all its processes for one step of the turns."""
        return self.cpu * 1000 / sum(len(run.latencies) for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many replicas of each, chats at once, forms in each chat, turns of each subject, chats of the last crowd."""

    replicas: int = 1
    chats: int = 16
    rounds: int = 6
    turns: int = 5
    crowd: int = 128


async def stand_beside(plan: Plan, *, redis_url: str = "") -> tuple[Subject, Subject]:
    """Ours and theirs, in the same run. Without `redis_url` each has a SQLite file, and then one replica."""
    api, port = BotApi(keeps=False), _free_port()
    await api.start(port)
    numbers = iter(range(1_000_000, 1_000_000_000, 1_000_000))
    try:
        with tempfile.TemporaryDirectory() as folder:
            opened = (_opened(module, port, Path(folder), redis_url, plan.replicas) for module in (OURS, THEIRS))
            async with contextlib.AsyncExitStack() as stack:
                ours, theirs = [await stack.enter_async_context(subject) for subject in opened]
                await _drive_both(plan, api, (ours, theirs), numbers)
    finally:
        await api.stop()
    return ours, theirs


async def _drive_both(plan: Plan, api: BotApi, both: Sequence[Subject], numbers: Iterator[int]) -> None:
    async def played(subject: Subject, chats: int, rounds: int, first_chat: int = 0) -> Run:
        first = next(numbers)
        return await drive(
            urls=subject.urls, api=api, chats=chats, rounds=rounds, first_update=first, first_chat=first_chat
        )

    for subject in both:
        await played(subject, plan.chats, 1)
    for _, subject in itertools.product(range(plan.turns), both):
        before = cpu_seconds(subject.pids)
        subject.runs.append(await played(subject, plan.chats, plan.rounds))
        subject.cpu += cpu_seconds(subject.pids) - before
    for subject in both:
        crowd = next(numbers)
        subject.newcomers = await played(subject, plan.crowd, 1, crowd)
        subject.crowd = await played(subject, plan.crowd, 2, crowd)


@contextlib.asynccontextmanager
async def _opened(module: str, api_port: int, folder: Path, redis_url: str, replicas: int) -> AsyncIterator[Subject]:
    """Processes of a subject that share what they keep and the key that it is sealed with."""
    ports = [_free_port() for _ in range(replicas)]
    rest = (f"http://127.0.0.1:{api_port}", str(folder / f"{module}.db"), new_key(), redis_url)
    start = partial(asyncio.create_subprocess_exec, sys.executable, "-m", module, preexec_fn=end_with_parent)
    processes = [await start(str(port), *rest) for port in ports]
    urls = tuple(f"http://127.0.0.1:{port}/telegram/webhook" for port in ports)
    try:
        async with ClientSession() as session:
            for url in urls:
                await _answers(session, url)
        yield Subject(urls, tuple(process.pid for process in processes))
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _answers(session: ClientSession, url: str) -> None:
    for _ in range(600):
        with contextlib.suppress(ClientError):
            async with session.get(url):
                return
        await asyncio.sleep(0.1)
    raise TimeoutError(url)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
