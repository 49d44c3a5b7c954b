"""How is a request submitted, corrected, or given up, once, with its case and its message in one transaction [E3] [E8]?"""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.facts import File, Open, all_of, decide, read_mine
from backend.areas.enrolments.judging import changes_of, refusal_of
from backend.areas.enrolments.ports import KIND, EnrolmentsPorts
from backend.areas.enrolments.repository import Request, add_request, change_request
from backend.areas.enrolments.showing import standing
from backend.areas.enrolments.telling import tell
from backend.contract import supplementary as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.domain.calendar import jalali
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.domain.rules import Enrolled
from backend.kit.cases import Act, NewCase
from backend.kit.proof import refuse_without_proof
from backend.kit.turns import of_person, one_at_a_time
from backend.registers.pensions import Pension

_TRIES = 20


class NoFreeNumber(Exception):
    """Every number that was tried was taken."""


async def submit(
    ports: EnrolmentsPorts, connection: AsyncConnection, person: int, asked: shapes.SubmitEnrolment, caller: Caller
) -> shapes.EnrolmentStanding:
    """Submit what was shown, or its correction. Raises Refused; then nothing has happened."""
    if asked.shown_to not in {None, str(person)}:
        raise Refused("another-person")
    await one_at_a_time(connection, of_person(person))
    await refuse_without_proof(ports.links, connection, caller, now=ports.clock.now(), life=ports.proof_life)
    file, now = await read_mine(ports, connection, person)
    back = _to_correct(now, asked.number)
    pension = file.pension
    if pension is None:
        raise Refused("enrolment-not-pensioner")
    found, decision = await _as_shown(ports, connection, file, asked)
    request = Request(
        number=back.request.number if back else await _free_number(ports, connection),
        person=person,
        pension=pension.number,
        contract_year=file.approved.id,
        plan=found.plan,
        changes=changes_of(file, [change.member for change in asked.changes]),
        terms=asked.terms,
        terms_digest=file.approved.document.terms.digest,
        accepted_at=ports.clock.now(),
        decision=decision,
        persons=found.persons,
        pensioner=found.pensioner,
        correct=(),
        submitted_at=back.request.submitted_at if back else ports.clock.now(),
        turn=back.request.turn + 1 if back else 1,
    )
    await (_again if back else _begin)(ports, connection, request, pension)
    return await _shown(ports, connection, request)


def _to_correct(now: Open | None, number: str | None) -> Open | None:
    """The request that waits for the correction, None for a new one. Raises Refused: enrolment-open, enrolment-none."""
    if number is None:
        if now is not None:
            raise Refused("enrolment-open", {"number": now.request.number})
        return None
    if now is None or now.request.number != number or now.case.status is not CaseStatus.SENT_BACK:
        raise Refused("enrolment-none")
    return now


async def _as_shown(
    ports: EnrolmentsPorts, connection: AsyncConnection, file: File, asked: shapes.SubmitEnrolment
) -> tuple[Enrolled, str]:
    """What the choice comes to, where it is still what was shown, and the kept decision. Raises Refused."""
    if asked.terms != file.approved.document.terms_version:
        raise Refused("enrolment-terms-changed")
    changes = changes_of(file, [change.member for change in asked.changes])
    if [(change.member, change.action.value) for change in changes] != [
        (change.member, change.action) for change in asked.changes
    ]:
        raise Refused("enrolment-changed")
    decision = decide(ports.ruleset, file, plan=asked.plan, changes=changes)
    if decision.value is None:
        raise refusal_of(decision, file)
    if decision.value.pensioner != asked.pensioner:
        raise Refused("enrolment-repriced", {"pensioner": decision.value.pensioner})
    kept = await ports.decisions.keep(connection, decision, person=file.person.id, at=ports.clock.now())
    return decision.value, kept


async def _free_number(ports: EnrolmentsPorts, connection: AsyncConnection) -> str:
    """A number that no request has: the Jalali year and eight figures."""
    year = jalali(ports.clock.today())[0]
    for _ in range(_TRIES):
        number = f"{year}{secrets.randbelow(10**8):08d}"
        if await ports.cases.standing(connection, KIND, number) is None:
            return number
    raise NoFreeNumber


async def _begin(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request, pension: Pension) -> None:
    """A new request goes to the association of the person's county."""
    if not await add_request(connection, request):
        raise NoFreeNumber
    new = NewCase(kind=KIND, person=request.person, subject=request.number, office=pension.county)
    if await ports.cases.open(connection, new) is None:
        raise Refused("enrolment-open", {"number": request.number})
    await tell(ports, connection, request, "submitted", {"county": pension.county})


async def _again(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request, pension: Pension) -> None:
    """A corrected one returns to where it was, with its place in the line."""
    del pension
    await change_request(connection, request)
    await ports.cases.move(connection, KIND, request.number, Act(move=MoveName.RESUBMIT, by=Mover.APPLICANT))
    await tell(ports, connection, request, "resubmitted")


async def withdraw(
    ports: EnrolmentsPorts, connection: AsyncConnection, person: int, number: str
) -> shapes.EnrolmentStanding:
    """Give up an open request. Raises Refused: enrolment-none, enrolment-over."""
    await one_at_a_time(connection, of_person(person))
    mine = next((one for one in await all_of(ports, connection, person) if one.request.number == number), None)
    if mine is None:
        raise Refused("enrolment-none")
    if mine.case.queue is None:
        raise Refused("enrolment-over")
    request = replace(mine.request, correct=())
    await change_request(connection, request)
    await ports.cases.move(connection, KIND, number, Act(move=MoveName.WITHDRAW, by=Mover.APPLICANT))
    await tell(ports, connection, request, "withdrawn")
    return await _shown(ports, connection, request)


async def _shown(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request) -> shapes.EnrolmentStanding:
    case = await ports.cases.standing(connection, KIND, request.number)
    if case is None:
        raise LookupError("a request without its case")
    return await standing(ports, connection, Open(request, case))
