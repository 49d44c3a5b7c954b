"""How do two transactions really run at once? Statement by statement, each waiting for the other as long as it can.

Whatever reads before it writes then reads before the other one has written: the interleaving that is rare in life and
that SQLite, with its one writer, never shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from backend.kit.db import Database

T = TypeVar("T")
_BLOCKED = 0.05
"""Seconds after which somebody who has not arrived is taken to wait for a lock in the database."""
_ASKS = frozenset({"execute", "scalar", "scalars", "exec_driver_sql", "run_sync"})


@dataclass
class Lockstep:
    """Lets so many tasks make a statement each, then the next."""

    tasks: int
    waiting: list[asyncio.Future[None]] = field(default_factory=list)

    async def step(self) -> None:
        """Wait until all others have arrived too, or are held up."""
        if len(self.waiting) + 1 >= self.tasks:
            self._go()
            return
        mine = asyncio.get_running_loop().create_future()
        self.waiting.append(mine)
        try:
            await asyncio.wait_for(mine, _BLOCKED)
        except TimeoutError:
            if mine in self.waiting:
                self.waiting.remove(mine)

    def ended(self) -> None:
        """One task less to wait for."""
        self.tasks -= 1
        self._go()

    def _go(self) -> None:
        for one in self.waiting:
            if not one.done():
                one.set_result(None)
        self.waiting.clear()


class LockstepDatabase(Database):
    """The database of a test, with a step before every statement and before every commit."""

    def __init__(self, inner: Database) -> None:
        self.engine, self.is_sqlite = inner.engine, inner.is_sqlite
        self.lockstep = Lockstep(1)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Any]:
        async with self.engine.begin() as connection:
            yield _Stepping(connection, self.lockstep)
            await self.lockstep.step()

    async def race(self, *work: Awaitable[T]) -> Sequence[T | BaseException]:
        """Run it all at once; results and exceptions in order."""
        self.lockstep = Lockstep(len(work))
        try:
            return await asyncio.gather(*(self._one(each) for each in work), return_exceptions=True)
        finally:
            self.lockstep = Lockstep(1)

    async def _one(self, work: Awaitable[T]) -> T:
        try:
            return await work
        finally:
            self.lockstep.ended()


class _Stepping:
    def __init__(self, connection: Any, lockstep: Lockstep) -> None:
        self._connection, self._lockstep = connection, lockstep

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if name not in _ASKS:
            return found

        async def ask(*args: Any, **options: Any) -> Any:
            await self._lockstep.step()
            return await found(*args, **options)

        return ask


def fault_of(results: Sequence[object]) -> list[str]:
    """Refusal codes and names of other faults among the results, sorted."""
    faults = [result for result in results if isinstance(result, BaseException)]
    return sorted(str(getattr(fault, "code", type(fault).__name__)) for fault in faults)
