"""Where is it written what the staff saw and did with what? In the audit trail; `StaffTrail` of the areas."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.audit import Did, Entry, Trail
from backend.kit.clock import Clock

_OFFICE = 20


class Noted:
    """The trail, as an area asks for it; `kind` is what the references of that area name."""

    def __init__(self, trail: Trail, clock: Clock, *, kind: str) -> None:
        self._trail, self._clock, self._kind = trail, clock, kind

    async def note(
        self, connection: AsyncConnection, *, staff: int, did: str, ref: str = "", office: str = "", detail: str = ""
    ) -> None:
        """Add a row; codes and references alone. A long name of a county is cut, the reference says what it was about."""
        entry = Entry(
            account=staff, act=Did(did), kind=self._kind, ref=ref, office=office[:_OFFICE], detail=detail[:300]
        )
        await self._trail.add(connection, entry, at=self._clock.now())
