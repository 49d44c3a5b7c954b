"""How does a case begin and move on, only as its kind allows and each time once? `CaseBook` for the other areas."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.repository import (
    CaseRow,
    add_case,
    case_about,
    has_decided,
    note_move,
    note_of,
    write_move,
)
from backend.domain.cases import CaseKind, CaseStatus, Move, MoveName, Mover, MoveRefused, Why, move_of, moves_from
from backend.kit.cases import Act, CaseStanding, NewCase
from backend.kit.clock import Clock
from backend.kit.turns import of_person, one_at_a_time
from backend.kit.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """The cases of one database."""

    vault: Vault = field(repr=False)
    clock: Clock

    async def open(self, connection: AsyncConnection, new: NewCase) -> str | None:
        """Begin a case and give its reference; None where the person has an open one of this kind, or the subject has one."""
        await one_at_a_time(connection, of_person(new.person))
        name = MoveName.OPEN_CONFIRMED if new.confirmed else MoveName.OPEN
        move, now = move_of(new.kind, None, name, Mover.APPLICANT), self.clock.now()
        row = {
            "ref": secrets.token_hex(8),
            "kind": new.kind,
            "person": new.person,
            "subject": new.subject,
            "status": move.after,
            "queue": move.queue,
            "office": new.office,
            "placed_at": now,
            "since": now,
            "opened_at": now,
            "closed_at": now if move.closes else None,
        }
        case = await add_case(connection, row)
        if case is None:
            return None
        act = Act(move=name, by=Mover.APPLICANT)
        await note_move(connection, case.id, move, act, office=new.office, before=None, vault=self.vault, at=now)
        return case.ref

    async def move(self, connection: AsyncConnection, kind: CaseKind, subject: str, act: Act) -> CaseStatus | None:
        """Make a move and give the new status; None where there is no case about this subject. Raises `MoveRefused`."""
        case = await case_about(connection, kind, subject, locked=True)
        return None if case is None else await self._make(connection, case, act)

    async def follow(self, connection: AsyncConnection, kind: CaseKind, subject: str, act: Act) -> None:
        """As `move`, for what has happened already: where there is no case, or it knows no such move, nothing changes."""
        case = await case_about(connection, kind, subject, locked=True)
        if case is None:
            return
        known = {(move.name, move.by) for move in moves_from(case.kind, case.status, came_from=case.came_from)}
        if (act.move, act.by) in known:
            await self._make(connection, case, act)

    async def standing(self, connection: AsyncConnection, kind: CaseKind, subject: str) -> CaseStanding | None:
        """How the case about this subject stands; None where there is none."""
        case = await case_about(connection, kind, subject)
        if case is None:
            return None
        return CaseStanding(
            ref=case.ref,
            status=case.status,
            queue=case.queue,
            office=case.office,
            since=case.since,
            opened_at=case.opened_at,
            reason=case.reason,
            note=note_of(case, self.vault),
        )

    async def _make(self, connection: AsyncConnection, case: CaseRow, act: Act) -> CaseStatus:
        move = move_of(case.kind, case.status, act.move, act.by, came_from=case.came_from)
        await _refuse(connection, case, move, act)
        await write_move(connection, case, move, act, vault=self.vault, at=self.clock.now())
        return move.after


async def _refuse(connection: AsyncConnection, case: CaseRow, move: Move, act: Act) -> None:
    """Raise where a move lacks what it needs, or its maker has decided on this case before."""
    if move.reasoned and not act.reason:
        raise MoveRefused(Why.REASON_NEEDED)
    if move.new_office and act.office in {None, case.office}:
        raise MoveRefused(Why.OFFICE_NEEDED)
    if not move.decides:
        return
    if act.staff is None:
        raise MoveRefused(Why.STAFF_NEEDED)
    if await has_decided(connection, case.id, act.staff):
        raise MoveRefused(Why.DECIDED_BEFORE)
