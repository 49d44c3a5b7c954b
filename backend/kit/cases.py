"""How does an area open a request and move it on? Cases answer the other areas, in their transactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.cases import CaseKind, CaseStatus, MoveName, Mover, Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A request as it begins. `subject`: what it is about; `office`: where it goes first, or whose it is when closed.

    `confirmed`: done at once, nobody need look at it.
    """

    kind: CaseKind
    person: int
    subject: str
    office: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A move that somebody makes. `staff`: number of the account, where a member of staff makes it.

    `office`: where the case goes, if elsewhere. `reason` is a code, `note` free words for the person, sealed at rest.
    `lines`: what exactly must be corrected where a case is sent back, of those that its dossier offers.
    """

    move: MoveName
    by: Mover
    staff: int | None = None
    office: str | None = None
    reason: str | None = None
    note: str | None = field(default=None, repr=False)
    lines: tuple[str, ...] = ()


def is_branch(office: str) -> bool:
    """Is an office the code of a branch, which is figures, and not the name of a county?"""
    return office.isdecimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """How the case about a subject stands. `office`: code of a branch or name of a county, as `queue` says; fields as in `cases`."""

    ref: str
    status: CaseStatus
    queue: Queue | None
    office: str
    since: datetime
    opened_at: datetime
    reason: str | None
    note: str | None = field(repr=False)


class CaseBook(Protocol):
    """The spine, as other areas see it."""

    async def open(self, connection: AsyncConnection, new: NewCase) -> str | None:
        """Begin a case and give its reference; None where the person has an open one of this kind, or the subject has one."""
        ...

    async def move(self, connection: AsyncConnection, kind: CaseKind, subject: str, act: Act) -> CaseStatus | None:
        """Make a move and give the new status; None where there is no case about this subject.

        Raises `MoveRefused` of `backend.domain.cases`; nothing has changed then.
        """
        ...

    async def follow(self, connection: AsyncConnection, kind: CaseKind, subject: str, act: Act) -> None:
        """As `move`, for what has happened already: where there is no case, or it knows no such move, nothing changes."""
        ...

    async def standing(self, connection: AsyncConnection, kind: CaseKind, subject: str) -> CaseStanding | None:
        """How the case about this subject stands; None where there is none."""
        ...
