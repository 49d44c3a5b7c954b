"""Who asks for updates, where many replicas could? The one that holds the post; the others wait until it is free.

A token allows one consumer. The post is a lease: it is renewed while the work goes on, given back at a good end, and
falls free by itself some seconds after its holder died.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import structlog

log = structlog.get_logger(__name__)
LEASE = 8.0
"""Seconds after which the post of a dead process falls free."""
_RENEW, _LOOK, _UNSURE = 2.5, 1.0, 0.5


class Posts(Protocol):
    """Leases known to all replicas; `backend.work.leases.Leases` is one."""

    async def take(self, name: str, *, seconds: float) -> bool:
        """Take or keep it for so long; False while somebody else has it."""
        ...

    async def leave(self, name: str) -> None:
        """Give it back, if it is ours."""
        ...


class Leading:
    """Runs some work in one replica at a time."""

    def __init__(
        self,
        *,
        posts: Posts,
        name: str,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._posts = posts
        self._name = name
        self._now = now
        self._sleep = sleep
        self._ours_until = 0.0
        self._is_anothers = False

    async def run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """For ever: wait for the post, and work as long as it is ours."""
        while True:
            while not await self._take():
                await self._sleep(_LOOK)
            log.info("this process has the post", post=self._name)
            working, keeping = asyncio.create_task(work()), asyncio.create_task(self._keep())
            try:
                await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (working, keeping):
                    task.cancel()
                ended, _ = await asyncio.gather(working, keeping, return_exceptions=True)
                await self._leave()
            log.warning("the post is left", post=self._name, error=type(ended).__name__)
            await self._sleep(_LOOK)

    async def _keep(self) -> None:
        """Renew it; return when it is not surely ours any more."""
        wait = _RENEW
        while True:
            await self._sleep(wait)
            if await self._take():
                wait = _RENEW
            elif self._is_anothers or self._now() >= self._ours_until - _RENEW:
                return
            else:
                wait = _UNSURE

    async def _take(self) -> bool:
        asked = self._now()
        try:
            async with asyncio.timeout(LEASE / 2):
                taken = await self._posts.take(self._name, seconds=LEASE)
        except Exception as error:  # noqa: BLE001 — whoever keeps the leases may be away for a while
            log.warning("the post could not be asked for", post=self._name, error=type(error).__name__)
            self._is_anothers = False
            return False
        self._is_anothers = not taken
        if taken:
            self._ours_until = asked + LEASE
        return taken

    async def _leave(self) -> None:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(LEASE / 2):
                await self._posts.leave(self._name)
