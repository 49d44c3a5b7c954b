"""Are the database and Redis there yet? Processes may be started in any order; whoever is early waits and says so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from backend.kit.db import Database
from backend.migrations.apply import revisions
from bimeyar.settings import Settings
from bimeyar.shared_redis import open_redis
from bimeyar.watch.health import Readiness, database_probes

log = structlog.get_logger(__name__)

_MOST = 2.0
"""Seconds between two looks, once it takes long."""
_SAY_AGAIN = 15.0

WHAT_TO_DO = {
    "database": (
        "the database does not answer; is it running, and is BIMEYAR_DATABASE its address, "
        "for example postgresql+asyncpg://bimeyar@127.0.0.1:5432/bimeyar?"
    ),
    "schema": "the database has not the tables of this version yet; make them with: python -m bimeyar migrate",
    "redis": "Redis does not answer; is it running, and is BIMEYAR_REDIS its address, for example redis://127.0.0.1:6379/0?",
}


class NeighboursAway(Exception):
    """What a process stands on did not come in time; the text says what is missing and what to do."""


async def wait_for_neighbours(settings: Settings) -> None:
    """Return when database, tables and Redis are there. Raises NeighboursAway after `start_seconds`."""
    database = Database(url=settings.database, pool=2)
    url = settings.redis.get_secret_value()
    shared = open_redis(url) if url else None
    probes = dict(database_probes(database, revisions=revisions()))
    if shared is not None:
        probes["redis"] = shared.was_there
    try:
        await wait_until_ready(Readiness(probes=probes, fresh=0.0).reasons, seconds=settings.start_seconds)
    finally:
        if shared is not None:
            await shared.close()
        await database.close()


async def wait_until_ready(
    reasons: Callable[[], Awaitable[tuple[str, ...]]],
    *,
    seconds: float,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Ask until there are no reasons not to start, ever more seldom. Raises NeighboursAway after `seconds`."""
    until, pause, say_at = now() + seconds, 0.25, 0.0
    said: tuple[str, ...] = ()
    while missing := await reasons():
        if now() >= until:
            raise NeighboursAway(_in_words(missing, seconds))
        if missing != said or now() >= say_at:
            log.warning("waiting before the start", missing=list(missing), seconds_left=round(until - now()))
            said, say_at = missing, now() + _SAY_AGAIN
        await sleep(min(pause, max(until - now(), 0.0)))
        pause = min(pause * 2, _MOST)


def _in_words(missing: tuple[str, ...], seconds: float) -> str:
    if "database" in missing:
        missing = tuple(reason for reason in missing if reason != "schema")
    words = "\n".join(WHAT_TO_DO.get(reason, reason) for reason in missing)
    return f"Not started after waiting {seconds:.0f} seconds (BIMEYAR_START_SECONDS):\n{words}"
