"""Who of the staff acts at the counter of an office, and where is it written that they did? What areas ask of the staff's door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Clerk:
    """A member of staff by number and name, and the codes of the branches whose people they serve."""

    staff: int
    name: str
    offices: frozenset[str]


class StaffTrail(Protocol):
    """Where it is written what the staff saw and did: codes and references, never a name."""

    async def note(
        self, connection: AsyncConnection, *, staff: int, did: str, ref: str = "", office: str = "", detail: str = ""
    ) -> None:
        """Add a row; called last in a transaction."""
        ...


class NotHere(Exception):
    """Nobody of this office: whether there is such a person elsewhere is not told."""
