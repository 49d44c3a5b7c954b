"""conversation_step: webhook in, state saved, reply sent, beside a bare-aiogram form on the same kind of store.

Once with SQLite on both sides, and once with one Redis for both where there is a server.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from aiohttp import ClientError, ClientSession

from bench.figures import Figure
from bench.servers import NotInstalled, RedisServer, redis_program
from bench.webhooks import Run, Sink, drive

CHATS, ROUNDS, TURNS = 16, 6, 5
_CROWD = 128
OURS, THEIRS = "bench.our_form", "bench.bare_aiogram"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def _subject(module: str, sink_port: int, folder: Path, redis_url: str) -> AsyncIterator[str]:
    """The webhook address of a subject in a process of its own."""
    port = _free_port()
    database = folder / f"{module}.db"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, str(port), f"http://127.0.0.1:{sink_port}", str(database), redis_url
    )
    url = f"http://127.0.0.1:{port}/telegram/webhook"
    try:
        async with ClientSession() as session:
            for _ in range(600):
                with contextlib.suppress(ClientError):
                    async with session.get(url):
                        break
                await asyncio.sleep(0.1)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def _measure(redis_url: str = "") -> tuple[list[Run], list[Run], Run]:
    sink, sink_port = Sink(), _free_port()
    await sink.start(sink_port)
    ours: list[Run] = []
    theirs: list[Run] = []
    numbers = iter(range(1_000_000, 1_000_000_000, 1_000_000))
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _subject(OURS, sink_port, Path(folder), redis_url) as our_url,
            _subject(THEIRS, sink_port, Path(folder), redis_url) as their_url,
        ):
            for url in (our_url, their_url):
                await drive(url=url, sink=sink, chats=CHATS, rounds=1, first_update=next(numbers))
            for _ in range(TURNS):
                ours.append(await drive(url=our_url, sink=sink, chats=CHATS, rounds=ROUNDS, first_update=next(numbers)))
                theirs.append(
                    await drive(url=their_url, sink=sink, chats=CHATS, rounds=ROUNDS, first_update=next(numbers))
                )
            crowd = await drive(url=our_url, sink=sink, chats=_CROWD, rounds=2, first_update=next(numbers))
    await sink.stop()
    return ours, theirs, crowd


async def _measure_on_redis() -> tuple[list[Run], list[Run], Run]:
    with tempfile.TemporaryDirectory() as folder:
        async with RedisServer(Path(folder) / "redis") as server:
            return await _measure(server.url)


def measure() -> Iterator[Figure]:
    """Steps a second (median of turns taken in alternation), and latencies."""
    yield from _figures("", "the same database", *asyncio.run(_measure()))
    try:
        redis_program()
    except NotInstalled:
        return
    yield from _figures("_redis", "the same Redis", *asyncio.run(_measure_on_redis()))


def _figures(kind: str, where: str, ours: list[Run], theirs: list[Run], crowd: Run) -> Iterator[Figure]:
    our_rate = statistics.median(run.steps_a_second for run in ours)
    their_rate = statistics.median(run.steps_a_second for run in theirs)
    ratio = statistics.median(a.steps_a_second / b.steps_a_second for a, b in zip(ours, theirs, strict=True))
    versus = f"bare aiogram form on {where}: {their_rate:.0f} steps/s"
    yield Figure(f"conversation_step{kind}", our_rate, "steps/s, 16 chats at once", versus, ratio)
    our_median = statistics.median(run.percentile(0.5) for run in ours)
    their_median = statistics.median(run.percentile(0.5) for run in theirs)
    yield Figure(
        f"conversation_step_p50{kind}",
        our_median,
        "ms, 16 chats",
        f"bare aiogram: {their_median:.1f} ms",
        our_median / their_median,
    )
    yield Figure(
        f"conversation_step_p99_128{kind}", crowd.percentile(0.99), "ms, 128 chats at once", "target under 200 ms"
    )
