"""Is this process alive, and should anybody be sent to it? Each reason is one word and tells an outsider nothing more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.kit.db import Database

Probe = Callable[[], Awaitable[None]]
"""Returns when its part is well; raises otherwise. `NotWell` may name a better reason than the probe's own name."""

DRAINING = "draining"


class NotWell(Exception):
    """A part is there but cannot be used; the text is one word in kebab-case."""


@dataclass(slots=True, kw_only=True)
class Readiness:
    """What must be well before this process is sent anybody; each probe has `seconds`, and is asked once in `fresh`.

    `draining`: the process is about to end and takes nobody new, whatever its parts say.
    """

    probes: dict[str, Probe] = field(default_factory=dict)
    draining: bool = False
    seconds: float = 3.0
    fresh: float = 1.0
    now: Callable[[], float] = time.monotonic
    _asked_at: float | None = None
    _found: tuple[str, ...] = ()
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def reasons(self) -> tuple[str, ...]:
        """Why not, in a word each; empty when ready."""
        if self.draining:
            return (DRAINING,)
        async with self._lock:
            if self._asked_at is None or self.now() - self._asked_at >= self.fresh:
                answers = await asyncio.gather(*(self._ask(name, probe) for name, probe in self.probes.items()))
                self._found = tuple(answer for answer in answers if answer)
                self._asked_at = self.now()
            return (DRAINING,) if self.draining else self._found

    async def _ask(self, name: str, probe: Probe) -> str:
        try:
            async with asyncio.timeout(self.seconds):
                await probe()
        except NotWell as reason:
            return str(reason)
        except Exception:  # noqa: BLE001 — whatever it is, we are not ready
            return name
        return ""


def database_probes(database: Database, *, revisions: tuple[str, ...]) -> Mapping[str, Probe]:
    """The database answers, and its shape is at least ours; `revisions` are those that this version knows, oldest first.

    A revision that we do not know is a newer one: during an upgrade the old version goes on beside it.
    """

    async def answers() -> None:
        async with database.begin() as connection:
            await connection.execute(text("SELECT 1"))

    async def has_our_shape() -> None:
        try:
            async with database.begin() as connection:
                found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        except DBAPIError:
            raise NotWell("schema") from None
        if found is None or found in revisions[:-1]:
            raise NotWell("schema")

    return {"database": answers, "schema": has_our_shape}
