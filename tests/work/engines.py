"""Opens either engine on a database file of a test, quick to notice work."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.choice import EngineKind, prepare_engine
from backend.work.dbos_engine import DbosEngine
from backend.work.lease_engine import LeaseEngine
from backend.work.port import LaneWidth, Tries
from backend.work.tables import work_executors, work_items, work_ticks

KINDS: tuple[EngineKind, ...] = ("lease", "dbos")
WIDTHS = {
    Lane.CODES: LaneWidth(at_once=2, poll=0.05),
    Lane.REPLIES: LaneWidth(at_once=2, poll=0.05),
    Lane.BROADCAST: LaneWidth(at_once=1, poll=0.05),
}
TRIES = Tries(most=3, first=timedelta(milliseconds=20))


def url_of(file: Path) -> str:
    return os.environ.get("BIMEYAR_TEST_POSTGRES") or f"sqlite+aiosqlite:///{file}"


@asynccontextmanager
async def open_database(file: Path, kind: EngineKind) -> AsyncIterator[Database]:
    database = Database(url=url_of(file))
    async with database.begin() as connection:
        if not database.is_sqlite:
            await connection.execute(text("DROP SCHEMA IF EXISTS dbos CASCADE"))
        for table in (work_items, work_ticks, work_executors):
            if not database.is_sqlite:
                await connection.run_sync(table.drop, checkfirst=True)
            await connection.run_sync(table.create, checkfirst=True)
    prepare_engine(kind, url=url_of(file))
    yield database
    await database.close()


def make_engine(kind: EngineKind, database: Database, file: Path) -> LeaseEngine | DbosEngine:
    if kind == "lease":
        return LeaseEngine(database=database, clock=WallClock(), alone=True, widths=WIDTHS, tries=TRIES, patience=1)
    return DbosEngine(
        database=database, url=url_of(file), clock=WallClock(), alone=True, widths=WIDTHS, tries=TRIES, patience=1
    )
