"""Where is it written what the staff saw and did with cases? In the audit trail; `CaseTrail` of the desk."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.audit import Did, Entry, Trail
from backend.kit.clock import Clock

_OFFICE = 20


class NotedCases:
    """The trail, as the desk of cases asks for it."""

    def __init__(self, trail: Trail, clock: Clock) -> None:
        self._trail, self._clock = trail, clock

    async def note(
        self, connection: AsyncConnection, *, staff: int, did: str, ref: str = "", office: str = "", detail: str = ""
    ) -> None:
        """Add a row; codes and references alone. A long name of a county is cut, the reference says which case it was."""
        entry = Entry(account=staff, act=Did(did), kind="case", ref=ref, office=office[:_OFFICE], detail=detail[:300])
        await self._trail.add(connection, entry, at=self._clock.now())
