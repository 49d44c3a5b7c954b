"""How are our own parts: database, tables, clock, disk, rules, font, and what waits or lies aside?"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url, text

from backend.areas.notifications.figures import outbox_figures
from backend.domain.rules import load_ruleset
from backend.kit.clock import WallClock
from backend.kit.db import Database, metadata
from backend.migrations.apply import check
from backend.work.choice import choose_engine
from bimeyar.settings import Settings
from conversations.stores.figures import count_parked
from conversations.stores.parking import parked_table

SKEW = timedelta(seconds=5)
"""More than this between our clock and the database's makes codes and deadlines wrong."""
LEAST_FREE = 1 << 30
"""Bytes."""


class Unwell(Exception):
    """What is wrong, in words for an operator; nothing secret and nobody's data."""


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[Database]:
    database = Database(url=settings.database)
    try:
        yield database
    finally:
        await database.close()


async def settings_fit(settings: Settings) -> str:
    """They were sound, or we would not be here; what they leave open is said."""
    lacking = [
        name
        for name, value in (("SMS", settings.kavenegar_key), ("payment", settings.zarinpal_merchant))
        if not value.get_secret_value()
    ]
    return f"sound; not configured: {', '.join(lacking)}" if lacking else "sound"


async def database(settings: Settings) -> str:
    """It answers."""
    async with _opened(settings) as opened, opened.begin() as connection:
        await connection.execute(text("SELECT 1"))
    return "answers"


async def clock(settings: Settings) -> str:
    """Our clock and the database's go alike."""
    async with _opened(settings) as opened, opened.begin() as connection:
        told = await connection.scalar(text("SELECT CURRENT_TIMESTAMP"))
    moment = datetime.fromisoformat(told).replace(tzinfo=UTC) if isinstance(told, str) else told
    skew = abs(datetime.now(UTC) - moment) if isinstance(moment, datetime) else timedelta()
    if skew > SKEW:
        raise Unwell(f"{skew.total_seconds():.0f} seconds away from the database's; let both follow a time server")
    return "goes with the database's"


async def tables(settings: Settings) -> str:
    """They have the shape of this version."""
    differences = await asyncio.to_thread(check, settings.database)
    if differences:
        raise Unwell("not of this version; run: python -m bimeyar migrate")
    return "as this version wants them"


async def rules(_settings: Settings) -> str:
    """They load."""
    return f"ruleset {load_ruleset().id[:12]}"


async def font(settings: Settings) -> str:
    """The one of papers is there; without it they use another."""
    found = any(settings.fonts.rglob("Vazirmatn-Regular.woff2"))
    return "Vazirmatn is there" if found else "Vazirmatn is missing: papers use a system font; run: ./run setup"


async def disk(settings: Settings) -> str:
    """There is room where we write."""
    free = await asyncio.to_thread(_free_beside, settings.database)
    said = f"{free / LEAST_FREE:.1f} GiB free"
    if free < LEAST_FREE:
        raise Unwell(f"{said}; at least one is wanted")
    return said


def _free_beside(url: str) -> int:
    """Bytes free where the database's file lies, or where the process runs."""
    made = make_url(url)
    place = Path(made.database or ".").absolute().parent if made.get_backend_name() == "sqlite" else Path.cwd()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


async def work(settings: Settings) -> str:
    """What the engine has still to do."""
    async with _opened(settings) as opened:
        engine = choose_engine(
            settings.work_engine, database=opened, url=settings.database, clock=WallClock(), alone=False
        )
        try:
            backlog = await engine.backlog()
        finally:
            await engine.stop()
    lanes = ", ".join(f"{lane} {one.waiting}" for lane, one in backlog.items())
    oldest = max((one.oldest for one in backlog.values()), default=timedelta())
    if oldest > timedelta(minutes=10):
        raise Unwell(f"waiting: {lanes}; the oldest for {oldest.total_seconds():.0f} seconds: is a worker running?")
    return f"waiting: {lanes}; set aside: {sum(one.parked for one in backlog.values())}"


async def outbox(settings: Settings) -> str:
    """What waits to be sent, and whether it may."""
    now = WallClock().now()
    async with _opened(settings) as opened, opened.begin() as connection:
        found = await outbox_figures(connection, now)
    if found.paused:
        raise Unwell(f"nothing is sent by: {', '.join(sorted(found.paused))}; see the log for the reason")
    bad = ", ".join(f"{state} {count}" for state, count in found.ended_badly.items())
    return f"waiting: {sum(found.waiting.values())}, in doubt {found.in_doubt}; last day: {bad}"


async def parked(settings: Settings) -> str:
    """What lies aside for staff."""
    async with _opened(settings) as opened, opened.begin() as connection:
        count = await count_parked(connection, parked_table(metadata))
    return f"{count} updates; see: python -m bimeyar parked" if count else "nothing"
