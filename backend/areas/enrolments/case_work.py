"""What does the word of the association or the branch do [E3] [E4] [E5]? `CaseWork` of the supplementary insurance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.accepting import accept
from backend.areas.enrolments.dossier import dossier_of
from backend.areas.enrolments.facts import read_file
from backend.areas.enrolments.ports import KIND, EnrolmentsPorts
from backend.areas.enrolments.repository import Request, change_request, request_of
from backend.areas.enrolments.telling import tell
from backend.contract.outcome import Refused
from backend.domain.cases import CaseKind, CaseStatus, MoveName, MoveRefused, Why
from backend.kit.case_work import Dossier
from backend.kit.cases import Act
from backend.kit.turns import of_person, one_at_a_time

_TOLD = {
    MoveName.APPROVE: "approved",
    MoveName.REJECT: "rejected",
    MoveName.SEND_BACK: "sent-back",
    MoveName.TRANSFER: "transferred",
}


@dataclass(frozen=True, slots=True)
class EnrolmentWork:
    """The requests of pensioners; `subject` is the number of the request."""

    ports: EnrolmentsPorts

    @property
    def kind(self) -> CaseKind:
        """Membership in the supplementary insurance."""
        return KIND

    async def dossier(self, connection: AsyncConnection, person: int, subject: str) -> Dossier:
        """Pensioner, members, money and earlier requests. Raises LookupError for a request that is not the person's."""
        return await dossier_of(self.ports, connection, await self._mine(connection, person, subject))

    async def act(self, connection: AsyncConnection, person: int, subject: str, act: Act) -> CaseStatus:
        """Make a move with all that follows from it, in this transaction. Raises `MoveRefused`; nothing has changed then."""
        ports = self.ports
        await one_at_a_time(connection, of_person(person))
        try:
            request = await self._mine(connection, person, subject)
            file = await read_file(ports, connection, person, entry=request.contract_year, locked=True)
        except (LookupError, Refused):
            raise MoveRefused(Why.NO_SUCH_MOVE, "no such request") from None
        if act.move is MoveName.APPROVE and act.office is None:
            act = replace(act, office=file.branch.code)
        status = await ports.cases.move(connection, KIND, subject, act)
        if status is None:
            raise MoveRefused(Why.NO_SUCH_MOVE, "no such case")
        if act.move is MoveName.ACCEPT:
            await accept(ports, connection, request)
            return status
        correct = act.lines if act.move is MoveName.SEND_BACK else ()
        known = {member.key for member in file.members}
        if not set(correct) <= known:
            raise MoveRefused(Why.SUBJECT_CHANGED, "a line that is not there")
        await change_request(connection, replace(request, correct=correct))
        await self._tell(connection, request, act)
        return status

    async def _tell(self, connection: AsyncConnection, request: Request, act: Act) -> None:
        case = await self.ports.cases.standing(connection, KIND, request.number)
        office = act.office if act.move in {MoveName.APPROVE, MoveName.TRANSFER} else None
        values = {"branch": (await self.ports.people.branch(connection, office)).name} if office else {}
        if act.move in _TOLD and case is not None:
            times = int(case.since.timestamp())
            await tell(self.ports, connection, request, _TOLD[act.move], values, times=times)

    async def _mine(self, connection: AsyncConnection, person: int, subject: str) -> Request:
        request = await request_of(connection, subject)
        if request is None or request.person != person:
            raise LookupError("a case without its request")
        return request
