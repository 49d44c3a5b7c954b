"""How does a process die at the n-th word to its database, whatever it is doing?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from backend.kit.db import Database

_ASKS = frozenset({"execute", "scalar", "scalars", "exec_driver_sql"})


class Killed(BaseException):
    """The process is gone; no `except Exception` saves it."""


class DyingDatabase(Database):
    """The database of a test; dies before the statement of this number, or before the commit that follows the last one."""

    def __init__(self, inner: Database, *, at: int) -> None:
        self.engine, self.is_sqlite = inner.engine, inner.is_sqlite
        self.left, self.died = at, False

    def step(self) -> None:
        """One word more."""
        self.left -= 1
        if self.left < 0:
            self.died = True
            raise Killed

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Any]:
        """One transaction whose every statement, and whose commit, may be the last."""
        async with self.engine.begin() as connection:
            yield _Watched(connection, self)
            self.step()


class _Watched:
    """A connection that counts what it is asked."""

    def __init__(self, inner: Any, database: DyingDatabase) -> None:
        self._inner, self._database = inner, database

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in _ASKS:
            return found

        async def ask(*args: Any, **named: Any) -> Any:
            self._database.step()
            return await found(*args, **named)

        return ask
