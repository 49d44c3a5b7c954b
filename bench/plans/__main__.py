"""python -m bench.plans [--people N]: a throw-away PostgreSQL full of people, and the plan of every hot query.

Ends with 1 where one of them reads a big table from end to end.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bench.plans.flow import run_flow
from bench.plans.judging import Plan, big_tables, doubled_indexes, explain, idle_indexes
from bench.plans.rows import MADE, fill
from bench.plans.watching import Watching
from bench.servers import NotInstalled, PostgresServer
from bimeyar.parts import build_parts
from bimeyar.people import seed_people
from bimeyar.settings import Settings
from bimeyar.texting import build_texting


@dataclass(frozen=True, slots=True)
class Judged:
    """Every plan, the indexes that nothing used, and those that another one makes needless."""

    plans: tuple[Plan, ...]
    idle: tuple[str, ...]
    doubled: tuple[str, ...]


async def judge(url: str, *, people: int, report: Callable[[str], object]) -> Judged:
    """Fill the empty database at `url`, do everything once, and look at every statement. Needs a superuser.

    Which tables are big is read right after they were filled: later the server counts anew whenever it likes, and then
    the work that is under way is a big table in one run and a small one in the next.
    """
    settings = Settings(database=url, data_key=new_key(), index_key=new_key(), work_engine="lease", identity_floor_ms=0)
    await asyncio.to_thread(upgrade, url)
    await seed_people(settings, people=MADE, seed=1, report=report)
    parts = build_parts(settings)
    await fill(parts.database, people=people, report=report)
    texting = build_texting(parts)
    watching = Watching(parts.database.engine)
    try:
        async with parts.database.begin() as connection:
            big = await big_tables(connection, least=max(1000, people // 20))
        await run_flow(parts, texting, watching)
        async with parts.database.begin() as connection:
            doubled = await doubled_indexes(connection)
        plans = [await explain(parts.database, asked, big=big) for asked in watching.asked.values()]
        async with parts.database.begin() as connection:
            idle = await idle_indexes(connection, plans)
    finally:
        await texting.provider.close()
        await parts.close()
    return Judged(tuple(plans), tuple(idle), tuple(doubled))


async def main(people: int) -> int:
    """Print one line a query. 1 where one reads a big table whole, 2 without a server program."""
    begun = time.monotonic()

    def report(line: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {line}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        try:
            async with PostgresServer(Path(folder) / "postgres", durable=False) as server:
                judged = await judge(await server.make_database("plans"), people=people, report=report)
        except NotInstalled as missing:
            print(missing, file=sys.stderr)
            return 2
    for plan in judged.plans:
        print(plan)
    for index in judged.idle:
        print(f"no hot query used {index}")
    for line in judged.doubled:
        print(line)
    whole = [plan for plan in judged.plans if plan.whole]
    print(f"{len(judged.plans)} statements, {len(whole)} of them read a big table from end to end")
    return 1 if whole else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="./run plans", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000, help="how many people, for example 20000")
    raise SystemExit(asyncio.run(main(parser.parse_args().people)))
