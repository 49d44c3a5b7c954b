"""What do we ask of a work engine? Little enough that another can take its place in a day.

Work is a name and a few plain values, written in the transaction of its cause: committed with it or never there.
A handler may be run again after a crash, so it must be repeatable: the row it works on is the truth, the engine only
says "look at it now".
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.outbox import Lane
from backend.work.schedule import Schedule

Args = Mapping[str, str | int]
"""Values of one piece of work: numbers of rows, never personal data."""

Handler = Callable[[Args], Awaitable[None]]
"""Does one piece of work. An exception means: again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedWork:
    """Work that was set aside after its last try. `error` is the name of an exception class, never its text."""

    id: str
    name: str
    lane: Lane
    args: Args
    tries: int
    error: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What one lane still has to do: due and not begun, how long the oldest of it waits, and what was set aside."""

    waiting: int = 0
    oldest: timedelta = timedelta()
    parked: int = 0


class WorkEngine(Protocol):
    """Runs registered handlers, each lane beside the others: a stuck lane holds up nobody else [B6].

    A handler that raises is run again after `Tries.wait`; after `Tries.most` runs its work is set aside and logged.
    Only a started engine runs work; any process may `enqueue`.
    """

    def register(self, name: str, handler: Handler) -> None:
        """Say who does the work called `name`. Before `start`. Raises ValueError for a name taken."""
        ...

    def every(self, schedule: Schedule, name: str) -> None:
        """Run the registered `name` (with no values) again and again, in one process at a time. Before `start`."""
        ...

    async def enqueue(
        self,
        connection: AsyncConnection,
        name: str,
        args: Args,
        *,
        lane: Lane,
        delay: timedelta | None = None,
        dedup: str | None = None,
    ) -> None:
        """Write the work in this transaction. The same `dedup` again, even when long done, is the same work."""
        ...

    async def start(self) -> None:
        """Begin to run work, first of all what a dead process left behind."""
        ...

    async def stop(self) -> None:
        """Take no new work, wait a little for what runs; what does not end is found again by the next process.

        Stopping twice is harmless.
        """
        ...

    async def backlog(self) -> Mapping[Lane, Backlog]:
        """Every lane with what it still has to do. Any process may ask."""
        ...

    async def parked(self, *, limit: int = 100) -> Sequence[ParkedWork]:
        """Work that was set aside, oldest first. Any process may ask."""
        ...

    async def replay(self, work: str) -> bool:
        """Do parked work once more, with all its tries; False where nothing of this id is parked. Any process may ask."""
        ...


@dataclass(frozen=True, slots=True)
class LaneWidth:
    """How many pieces of work of a lane run at once in one process, and how often it is looked at (seconds)."""

    at_once: int
    poll: float


WIDTHS: Mapping[Lane, LaneWidth] = {
    Lane.CODES: LaneWidth(at_once=8, poll=0.2),
    Lane.REPLIES: LaneWidth(at_once=8, poll=0.5),
    Lane.BROADCAST: LaneWidth(at_once=4, poll=1.0),
}


@dataclass(frozen=True, slots=True)
class Tries:
    """How patient is an engine with a handler that raises?"""

    most: int = 20
    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=5)

    def wait(self, tried: int) -> timedelta:
        """The pause after `tried` runs (from 1): doubling from `first` up to `longest`."""
        doublings = min(max(tried - 1, 0), 20)
        return min(self.first * (1 << doublings), self.longest)
