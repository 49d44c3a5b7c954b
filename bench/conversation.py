"""conversation_step: webhook in, state saved, reply sent, beside a bare-aiogram form on the same kind of store.

Once with SQLite on both sides, and once with one Redis for both where there is a server.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.beside import Plan, Subject, stand_beside
from bench.figures import Figure
from bench.servers import NotInstalled, RedisServer, redis_program


def measure() -> Iterator[Figure]:
    """Steps a second (median of turns taken in alternation), and latencies."""
    yield from figures("conversation_step", "the same database", Plan(), *asyncio.run(stand_beside(Plan())))
    try:
        redis_program()
    except NotInstalled:
        return
    beside = asyncio.run(stand_beside_on_redis(Plan()))
    yield from figures("conversation_step_redis", "the same Redis", Plan(), *beside)


async def stand_beside_on_redis(plan: Plan) -> tuple[Subject, Subject]:
    """Both on one Redis of their own that writes to disk each second. Raises NotInstalled."""
    with tempfile.TemporaryDirectory() as folder:
        async with RedisServer(Path(folder) / "redis") as server:
            return await stand_beside(plan, redis_url=server.url)


def figures(name: str, where: str, plan: Plan, ours: Subject, theirs: Subject) -> Iterator[Figure]:
    """Rate, latency and CPU of ours beside theirs; ratios are medians over neighbouring turns."""
    our_rate = statistics.median(run.steps_a_second for run in ours.runs)
    their_rate = statistics.median(run.steps_a_second for run in theirs.runs)
    pairs = zip(ours.runs, theirs.runs, strict=True)
    ratio = statistics.median(a.steps_a_second / b.steps_a_second for a, b in pairs)
    form, chats = f"bare aiogram form on {where}", f"{plan.chats} chats at once"
    yield Figure(name, our_rate, f"steps/s, {chats}", f"{form}: {their_rate:.0f} steps/s", ratio)
    our_median = statistics.median(run.percentile(0.5) for run in ours.runs)
    their_median = statistics.median(run.percentile(0.5) for run in theirs.runs)
    versus = f"{form}: {their_median:.1f} ms"
    yield Figure(f"{name}_p50", our_median, f"ms, {chats}", versus, our_median / their_median)
    versus, ratio = f"{form}: {theirs.cpu_a_step:.2f} ms", ours.cpu_a_step / theirs.cpu_a_step
    yield Figure(f"{name}_cpu", ours.cpu_a_step, f"ms of CPU a step, {chats}", versus, ratio)
    crowds = (
        ("", "", ours.crowd, theirs.crowd),
        ("_new", " that have never talked", ours.newcomers, theirs.newcomers),
    )
    for kind, who, mine, other in crowds:
        if mine is not None and other is not None:
            a, b = mine.percentile(0.99), other.percentile(0.99)
            target = "target under 200 ms; " if "redis" in name else ""
            versus = f"{target}{form}: {b:.0f} ms"
            yield Figure(f"{name}_p99_{plan.crowd}{kind}", a, f"ms, {plan.crowd} chats at once{who}", versus, a / b)
