"""What is known of somebody who asks: the file, everybody of it, the contract year, and a request that is open?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.ports import KIND, EnrolmentsPorts
from backend.areas.enrolments.repository import Request, requests_of
from backend.areas.enrolments.years import EnteredYear
from backend.contract.outcome import Refused
from backend.domain.calendar import JalaliMonth
from backend.domain.cases import CaseStatus
from backend.domain.rules import Decision, Enrolled, Ruleset, enrolment
from backend.domain.supplementary import (
    Action,
    Change,
    ContractYear,
    Pensioner,
    first_month_of,
    has_left,
    last_day_for,
    may_do,
)
from backend.kit.cases import CaseStanding
from backend.kit.clock import TEHRAN
from backend.registers.pensions import Pension, PensionMember
from backend.registers.ports import BranchOffice, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Everything the rules ask of one person on a day. `branch`: the last one with an active file, else their own."""

    person: Person
    pension: Pension | None
    members: tuple[PensionMember, ...]
    branch: BranchOffice
    entered: EnteredYear | None
    on: date

    @property
    def facts(self) -> Pensioner:
        """What of the pensioner counts."""
        pension = self.pension
        return Pensioner(
            pensioner=pension is not None,
            staff=pension is not None and pension.staff,
            file_active=pension is not None and pension.active,
        )

    @property
    def year(self) -> ContractYear:
        """The contract year of the day. Raises Refused("enrolment-no-year")."""
        return self.approved.document.year

    @property
    def approved(self) -> EnteredYear:
        """The approved entry of that year. Raises Refused("enrolment-no-year")."""
        if self.entered is None:
            raise Refused("enrolment-no-year")
        return self.entered

    def named(self, key: str) -> PensionMember | None:
        """A member by key."""
        return next((member for member in self.members if member.key == key), None)

    def left(self, member: PensionMember) -> bool:
        """Did the dependency of a member end before the day?"""
        return has_left(member.facts, self.on)

    def action(self, member: PensionMember) -> Action | None:
        """The one action open to a member on the day."""
        year = self.year
        return may_do(member.facts, on=self.on, window_open=year.is_open(self.on), barred=year.rules.barred)


async def read_file(
    ports: EnrolmentsPorts,
    connection: AsyncConnection,
    person: int,
    *,
    on: date | None = None,
    entry: int | None = None,
    locked: bool = False,
) -> File:
    """The facts as of `on` (None: today), under an entry of a contract year (None: the approved one of the day).

    Raises Refused("not-identified") where the register does not know the person any more.
    """
    who = await ports.people.by_id(connection, person)
    if who is None:
        raise Refused("not-identified")
    day = on or ports.clock.today()
    pension = await ports.pensions.of_person(connection, person, locked=locked)
    years = ports.years
    return File(
        person=who,
        pension=pension,
        members=() if pension is None else tuple(await ports.pensions.members(connection, pension)),
        branch=await ports.people.branch(connection, who.branch if pension is None else pension.branch),
        entered=await (years.of_day(connection, day) if entry is None else years.entry(connection, entry)),
        on=day,
    )


def decide(ruleset: Ruleset, file: File, *, plan: str, changes: tuple[Change, ...]) -> Decision[Enrolled]:
    """The decision of the rule. Raises Refused("enrolment-no-year")."""
    return enrolment(
        ruleset,
        year=file.year,
        plan=plan,
        pensioner=file.facts,
        members=tuple(member.facts for member in file.members),
        changes=changes,
        on=file.on,
    )


@dataclass(frozen=True, slots=True)
class Open:
    """A request with its case."""

    request: Request
    case: CaseStanding


async def all_of(ports: EnrolmentsPorts, connection: AsyncConnection, person: int) -> tuple[Open, ...]:
    """Every request of a person with its case, the newest first."""
    found = []
    for request in await requests_of(connection, person):
        case = await ports.cases.standing(connection, KIND, request.number)
        if case is not None:
            found.append(Open(request, case))
    return tuple(found)


async def open_of(ports: EnrolmentsPorts, connection: AsyncConnection, person: int) -> Open | None:
    """The request of a person that is not closed."""
    return next((one for one in await all_of(ports, connection, person) if one.case.queue is not None), None)


async def read_mine(ports: EnrolmentsPorts, connection: AsyncConnection, person: int) -> tuple[File, Open | None]:
    """The facts for whoever asks now, and their open request.

    What was sent back is judged as of the day on which it was submitted, under the contract of its year: a window that
    has closed since then does not take the correction away.
    """
    now = await open_of(ports, connection, person)
    if now is None or now.case.status is not CaseStatus.SENT_BACK:
        return await read_file(ports, connection, person), now
    on, entry = submitted_on(now.request), now.request.contract_year
    return await read_file(ports, connection, person, on=on, entry=entry), now


def submitted_on(request: Request) -> date:
    """The day in Tehran on which a request was first submitted."""
    return request.submitted_at.astimezone(TEHRAN).date()


def deducted_from(ports: EnrolmentsPorts, file: File) -> tuple[JalaliMonth, date]:
    """The month with which a change begins or ends deductions where it is accepted today, and up to which day that holds."""
    today = ports.clock.today()
    payroll_day = ports.ruleset.value("supplementary_payroll_day", on=today).whole
    first = first_month_of(file.year, on=today, payroll_day=payroll_day)
    return first, last_day_for(first, payroll_day=payroll_day)
