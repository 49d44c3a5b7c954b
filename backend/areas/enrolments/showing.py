"""What does a pensioner see: the door, the terms, the table of step 3, and a request that is open [E1] [E2]?"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.facts import File, Open, read_mine
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.areas.enrolments.years import EnteredYear
from backend.contract import supplementary as shapes
from backend.contract.outcome import Refused
from backend.contract.slips import Branch
from backend.contract.supplementary import EnrolmentDoor as Door
from backend.domain.cases import CaseStatus
from backend.domain.rules import ReasonCode
from backend.domain.supplementary import Kinship, has_left
from backend.kit.cases import is_branch
from backend.registers.pensions import PENSIONER, PensionMember


async def sheet(ports: EnrolmentsPorts, connection: AsyncConnection, person: int) -> shapes.EnrolmentSheet:
    """Step 2, and the way on."""
    file, now = await read_mine(ports, connection, person)
    branch, pension, entered = file.branch, file.pension, file.entered
    return shapes.EnrolmentSheet(
        door=door_of(file, now),
        name=file.person.name,
        pension=pension.number if pension else None,
        county=pension.county if pension else None,
        branch=Branch(code=branch.code, name=branch.name, address=branch.address, phone=branch.phone),
        year=year_of(entered) if entered else None,
        request=await standing(ports, connection, now) if now else None,
    )


def door_of(file: File, now: Open | None) -> Door:
    """What this person can do on the day."""
    if now is not None:
        return Door.SENT_BACK if now.case.status is CaseStatus.SENT_BACK else Door.HAS_OPEN
    facts = file.facts
    for is_so, door in (
        (not facts.pensioner, Door.NOT_PENSIONER),
        (facts.staff, Door.STAFF),
        (not facts.file_active, Door.FILE_CLOSED),
        (file.entered is None, Door.NO_YEAR),
    ):
        if is_so:
            return door
    open_to = [member for member in file.members if file.action(member) is not None]
    return Door.OPEN if open_to or file.year.is_open(file.on) else Door.WINDOW_CLOSED


def year_of(entered: EnteredYear) -> shapes.EnrolmentYear:
    """A contract year as a conversation shows it."""
    year = entered.document.year
    return shapes.EnrolmentYear(
        year=year.year,
        starts=year.starts,
        ends=year.ends,
        window_from=year.window_from,
        window_to=year.window_to,
        plans=tuple(
            shapes.EnrolmentPlan(
                code=plan.code, premium=plan.premium, organisation=plan.organisation, pensioner=plan.pensioner
            )
            for plan in year.plans
        ),
        terms=entered.document.terms_version,
    )


async def terms(ports: EnrolmentsPorts, connection: AsyncConnection) -> shapes.EnrolmentTerms:
    """The terms of today's contract year. Raises Refused("enrolment-no-year")."""
    entered = await ports.years.of_day(connection, ports.clock.today())
    if entered is None:
        raise Refused("enrolment-no-year")
    document = entered.document
    pieces = (shapes.EnrolmentTermsPiece(heading=one.heading, text=one.text) for one in document.terms.pieces)
    return shapes.EnrolmentTerms(version=document.terms_version, year=document.year.year, pieces=tuple(pieces))


async def table(
    ports: EnrolmentsPorts, connection: AsyncConnection, person: int, asked: shapes.AskEnrolmentTable
) -> shapes.EnrolmentTable:
    """Step 3. Raises Refused: enrolment-not-pensioner, enrolment-no-year."""
    file, now = await read_mine(ports, connection, person)
    if file.pension is None:
        raise Refused("enrolment-not-pensioner")
    return table_of(file, now, asked)


def table_of(file: File, now: Open | None, asked: shapes.AskEnrolmentTable) -> shapes.EnrolmentTable:
    """The lines of a file, with the choice made before where it is still open."""
    back = now if now is not None and now.case.status is CaseStatus.SENT_BACK else None
    correct = back.request.correct if back else ()
    before = tuple(change.member for change in back.request.changes) if back else ()
    open_now = file.year.is_open(file.on)
    shown = [member for member in file.members if not file.left(member) or member.covered]
    able = {member.key for member in shown if file.action(member) is not None}
    wanted = before if asked.chosen is None else asked.chosen
    return shapes.EnrolmentTable(
        members=tuple(_line(file, member, correct=member.key in correct) for member in shown),
        bonds=bonds(file) if open_now else (),
        chosen=tuple(member.key for member in shown if member.key in wanted and member.key in able),
        ended=tuple(member.name for member in file.members if member not in shown),
        window_open=open_now,
        correcting=back.request.number if back else None,
    )


def _line(file: File, member: PensionMember, *, correct: bool) -> shapes.EnrolmentMember:
    action = file.action(member)
    barred = not member.covered and member.basis in file.year.rules.barred
    return shapes.EnrolmentMember(
        key=member.key,
        kinship=member.kinship.value,
        name=member.name,
        until=member.until,
        covered=member.covered,
        action=action.value if action else None,
        left=file.left(member),
        correct=correct,
        why=None if action else "insured-elsewhere" if barred else "window",
    )


def bonds(file: File) -> tuple[shapes.EnrolmentBond, ...]:
    """The member rules of the year as data, so that reasons are told at once; the rule itself decides."""
    rules = file.year.rules
    here = [member for member in file.members if not has_left(member.facts, file.on)]
    bound = [member for member in here if member.basis not in rules.barred]
    rest = tuple(member.key for member in here if member.key != PENSIONER)
    must = [one.key for one in bound if one.kinship is Kinship.SPOUSE and one.basis not in rules.spouse_exempt]
    others = [one.key for one in bound if one.kinship in {Kinship.CHILD, Kinship.PARENT}]
    found = [shapes.EnrolmentBond(code=ReasonCode.PENSIONER_COVERED, where=rest, all=(PENSIONER,))] if rest else []
    if rules.spouse_compulsory and must:
        found.append(shapes.EnrolmentBond(code=ReasonCode.SPOUSE_COVERED, where=(PENSIONER,), all=tuple(must)))
    if rules.all_or_none and len(others) > 1:
        found.append(shapes.EnrolmentBond(code=ReasonCode.OTHERS_ALL_OR_NONE, where=(), all=tuple(others)))
    return tuple(found)


async def standing(ports: EnrolmentsPorts, connection: AsyncConnection, one: Open) -> shapes.EnrolmentStanding:
    """A request as its person sees it."""
    request, case = one.request, one.case
    pension = await ports.pensions.of_person(connection, request.person)
    members = () if pension is None else await ports.pensions.members(connection, pension)
    names = {member.key: member.name for member in members}
    office, at_branch = case.office, is_branch(case.office)
    if at_branch:
        office = (await ports.people.branch(connection, office)).name
    return shapes.EnrolmentStanding(
        number=request.number,
        status=case.status.value,
        since=case.since,
        opened_at=case.opened_at,
        holder=case.queue.value if case.queue else None,
        office=office,
        reason=case.reason,
        note=case.note,
        lines=tuple(names[key] for key in request.correct if key in names),
        pensioner=request.pensioner,
        persons=request.persons,
        desk="branch" if at_branch else "association",
    )
