"""Which fetched updates are under way? Each chat in order, chats side by side; one that must come again waits alone.

An update may be confirmed to its messenger once it was dealt with, or once it is written down to be dealt with later.
So a chat that cannot be served now never holds up the offset, and with it the whole bot.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from aiogram.types import Update

from bot.citizen.updates import chat_of

log = structlog.get_logger(__name__)
MOST_DEFERRED = 1_000
"""Updates that wait in our own table at most; with more, the messenger keeps them."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_GIVEN_UP_AFTER = 2_880
"""Tries of one update, about a day; then staff sees it."""


class Deferred(Protocol):
    """Where updates of this bot wait; `conversations.stores.deferred.SqlDeferred` is one."""

    async def keep(self, update_id: int, body: bytes) -> None:
        """Write it down, sealed. Raises where that fails."""
        ...

    async def drop(self, update_id: int) -> None:
        """It was dealt with."""
        ...

    async def waiting(self, limit: int) -> Sequence[tuple[int, bytes]]:
        """Number and body of those that wait, oldest first."""
        ...


@dataclass(slots=True)
class Paper:
    """One update on the desk, with the bytes it came as; `deferred`: written down."""

    number: int
    body: bytes = field(repr=False)
    update: Update = field(repr=False)
    deferred: bool = False
    tries: int = 0


class Desk:
    """The updates of one bot that were fetched and are not yet done.

    `take` deals with one update and says False when it must come again; `give_up` is for one that never can be.
    """

    def __init__(
        self,
        *,
        take: Callable[[Paper], Awaitable[bool]],
        give_up: Callable[[Paper], Awaitable[None]],
        deferred: Deferred | None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._take = take
        self._give_up = give_up
        self._deferred = deferred
        self._sleep = sleep
        self._open: dict[int, Paper] = {}
        self._lanes: dict[str, deque[Paper]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._seen: set[int] = set()
        self._next = 0

    @property
    def offset(self) -> int:
        """The number from which the messenger is to go on: everything below it is done or written down."""
        held = [number for number, paper in self._open.items() if not paper.deferred]
        return min(held, default=self._next)

    @property
    def is_held_up(self) -> bool:
        """Does something hold the offset back?"""
        return any(not paper.deferred for paper in self._open.values())

    def knows(self, number: int) -> bool:
        """Is it here, or was it done and perhaps not yet confirmed?"""
        return number in self._open or number in self._seen

    def note(self, number: int) -> None:
        """It came, and nothing is to be done about it."""
        self._seen.add(number)
        self._next = max(self._next, number + 1)

    def put(self, paper: Paper) -> None:
        """Deal with it as soon as its chat's earlier ones are done."""
        if not paper.deferred:
            self.note(paper.number)
        self._open[paper.number] = paper
        lane = chat_of(paper.update) or ""
        self._lanes.setdefault(lane, deque()).append(paper)
        if lane not in self._tasks or self._tasks[lane].done():
            task = self._tasks[lane] = asyncio.create_task(self._work(lane))
            task.add_done_callback(_tell_if_broken)

    def confirmed(self, offset: int, *, nothing_left: bool) -> None:
        """The messenger has heard this offset. Where it has nothing more, its numbers may begin anew one day."""
        self._seen = {number for number in self._seen if number >= offset and not nothing_left}
        if nothing_left:
            self._next = 0

    async def finish(self) -> None:
        """Wait until nothing is left."""
        while self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    async def settle(self, seconds: float) -> None:
        """Wait a moment for what is under way; what takes longer is written down, so that it holds up nobody."""
        held = {chat_of(paper.update) or "" for paper in self._open.values() if not paper.deferred}
        tasks = [self._tasks[lane] for lane in held if lane in self._tasks]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        await self._write_down()

    async def close(self) -> None:
        """Leave everything as it is; it comes again, to whoever polls next."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _write_down(self) -> None:
        if self._deferred is None:
            return
        waiting = sum(paper.deferred for paper in self._open.values())
        for paper in sorted(self._open.values(), key=lambda paper: paper.number):
            if paper.deferred or waiting >= MOST_DEFERRED:
                continue
            try:
                await self._deferred.keep(paper.number, paper.body)
            except Exception as error:  # noqa: BLE001 — then the messenger keeps it
                log.warning("an update could not be written down", error=type(error).__name__)
                return
            paper.deferred = True
            waiting += 1
            if paper.number not in self._open:  # done in the meantime
                await self._drop(paper)

    async def _work(self, lane: str) -> None:
        papers = self._lanes[lane]
        while papers:
            await self._finish(papers[0])
            papers.popleft()
        del self._lanes[lane], self._tasks[lane]

    async def _finish(self, paper: Paper) -> None:
        """Until it is done, or nobody can hope any more."""
        wait = _FIRST_WAIT
        while not await self._take(paper):
            paper.tries += 1
            if paper.tries >= _GIVEN_UP_AFTER:
                log.error("an update could not be dealt with for a day")
                await self._give_up(paper)
                break
            await self._sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        self._open.pop(paper.number, None)
        if paper.deferred:
            await self._drop(paper)

    async def _drop(self, paper: Paper) -> None:
        try:
            if self._deferred is not None:
                await self._deferred.drop(paper.number)
        except Exception as error:  # noqa: BLE001 — it comes again and is known then
            log.warning("a written-down update could not be crossed out", error=type(error).__name__)


def _tell_if_broken(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a chat's updates are stuck by a defect", error=type(error).__name__)
