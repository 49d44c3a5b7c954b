"""What follows from an acceptance [E5], in one transaction: status of each member, deduction documents, final word."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.facts import decide, deducted_from, read_file, submitted_on
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.areas.enrolments.repository import Request
from backend.areas.enrolments.telling import tell
from backend.domain.calendar import JalaliMonth
from backend.domain.cases import MoveRefused, Why
from backend.domain.rules import Enrolled
from backend.domain.supplementary import Action, instalments
from backend.registers.pensions import Loan, Pension


async def accept(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request) -> None:
    """Make the changes of a request whose case was just accepted. Raises `MoveRefused` where the facts have changed.

    Judged by the day on which it was submitted and the contract of its year; deductions begin by the day of today.
    """
    on, entry = submitted_on(request), request.contract_year
    file = await read_file(ports, connection, request.person, on=on, entry=entry, locked=True)
    decision = decide(ports.ruleset, file, plan=request.plan, changes=request.changes)
    pension, found = file.pension, decision.value
    if pension is None or found is None or ports.clock.today() > file.year.ends:
        raise MoveRefused(Why.SUBJECT_CHANGED, decision.refusal or "no pension, or the year is over")
    await ports.decisions.keep(connection, decision, person=request.person, at=ports.clock.now())
    first, _ = deducted_from(ports, file)
    plan = file.year.plan(request.plan)
    lines = instalments(file.year, plan, first) if plan else ()
    for change in request.changes:
        if change.action is Action.REGISTER:
            await ports.pensions.change_cover(connection, pension, change.member, covered=True, plan=request.plan)
            loan = Loan(change.member, request.plan, request.number, lines)
            await ports.pensions.add_loan(connection, pension, loan)
        else:
            await _end(ports, connection, pension, change.member, first)
    await tell(ports, connection, request, "confirmed", _told(found, first))


async def _end(
    ports: EnrolmentsPorts, connection: AsyncConnection, pension: Pension, member: str, first: JalaliMonth
) -> None:
    """No insurance any more, and no deduction from that month on."""
    await ports.pensions.change_cover(connection, pension, member, covered=False, plan=None)
    await ports.pensions.end_loans(connection, pension, member, first)


def _told(found: Enrolled, first: JalaliMonth) -> dict[str, str | int]:
    return {"month": str(first), "persons": found.persons, "pensioner": found.pensioner}
