"""How is a message kept in our hands while it is carried? By a short claim that is renewed, so a dead worker's is soon free."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

log = logging.getLogger(__name__)


@asynccontextmanager
async def held(renew: Callable[[], Awaitable[None]], *, every: timedelta) -> AsyncIterator[None]:
    """Renew again and again until the block ends. Where that fails the claim may run out: the next one looks first."""
    renewing = asyncio.create_task(_keep(renew, every.total_seconds()))
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)


async def _keep(renew: Callable[[], Awaitable[None]], seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await renew()
        except Exception as problem:  # noqa: BLE001 — a database that is away comes back
            log.warning("a claim was not renewed", extra={"error": type(problem).__name__})
