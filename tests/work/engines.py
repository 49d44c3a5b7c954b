"""Opens either engine on a database of a test, quick to notice work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.choice import EngineKind, prepare_engine
from backend.work.dbos_engine import DbosEngine
from backend.work.executors import Signs
from backend.work.lease_engine import LeaseEngine
from backend.work.port import LaneWidth, Tries

KINDS: tuple[EngineKind, ...] = ("lease", "dbos")
WIDTHS = {
    Lane.CODES: LaneWidth(at_once=2, poll=0.05),
    Lane.REPLIES: LaneWidth(at_once=2, poll=0.05),
    Lane.BROADCAST: LaneWidth(at_once=1, poll=0.05),
}
TRIES = Tries(most=3, first=timedelta(milliseconds=20))
SIGNS = Signs(every=timedelta(seconds=0.3), dead_after=timedelta(seconds=1.5))
"""A process that is silent for a second and a half counts as dead in these tests."""


@asynccontextmanager
async def open_database(url: str, kind: EngineKind) -> AsyncIterator[Database]:
    database = Database(url=url)
    await asyncio.to_thread(prepare_engine, kind, url=url)
    yield database
    await database.close()


def make_engine(kind: EngineKind, database: Database, url: str, *, alone: bool = True) -> LeaseEngine | DbosEngine:
    clock, lease = WallClock(), SIGNS.dead_after
    if kind == "lease":
        return LeaseEngine(
            database=database, clock=clock, alone=alone, widths=WIDTHS, tries=TRIES, patience=1, lease=lease
        )
    return DbosEngine(
        database=database, url=url, clock=clock, alone=alone, widths=WIDTHS, tries=TRIES, patience=1, signs=SIGNS
    )
