"""Which requests has a person made, how do they stand, and who has them? «درخواست‌های من» [E6]."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.repository import CaseRow, cases_of, note_of
from backend.contract import cases as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.cases import is_branch
from backend.kit.db import Database
from backend.kit.links import LinkDirectory
from backend.kit.vault import Vault
from backend.registers.ports import PeopleRegister

_PAGE = 2
"""Requests on one page, so that a page is still a message that somebody pays for by its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesService:
    """The methods of `Backend` that this area answers."""

    database: Database
    vault: Vault = field(repr=False)
    links: LinkDirectory
    people: PeopleRegister

    async def my_requests(self, request: shapes.AskRequests, caller: Caller) -> shapes.Requests:
        async with self.database.begin() as connection:
            person = await self.links.person_of(connection, caller)
            if person is None:
                raise Refused("not-identified")
            offset = (request.page - 1) * _PAGE
            total, found = await cases_of(connection, person, offset=offset, limit=_PAGE)
            items = [await self._view(connection, case) for case in found]
        return shapes.Requests(items=tuple(items), page=request.page, pages=max(1, -(-total // _PAGE)))

    async def _view(self, connection: AsyncConnection, case: CaseRow) -> shapes.Request:
        at_branch = is_branch(case.office)
        return shapes.Request(
            id=case.ref,
            kind=case.kind,
            subject=case.subject,
            status=case.status,
            since=case.since,
            opened_at=case.opened_at,
            holder=case.queue,
            office=(await self.people.branch(connection, case.office)).name if at_branch else case.office,
            reason=case.reason,
            note=note_of(case, self.vault),
        )
