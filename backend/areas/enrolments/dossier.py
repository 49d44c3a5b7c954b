"""What do the staff see of a request: pensioner, members with their new status, money, earlier requests [E4]?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.facts import File, all_of, read_file, submitted_on
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.areas.enrolments.repository import Request
from backend.domain.supplementary import Action
from backend.kit.case_work import Dossier, Section, Value
from backend.kit.clock import TEHRAN
from backend.registers.pensions import PENSIONER, PensionMember

_HAS, _HAS_NOT = Value(text_id="enrolment-has"), Value(text_id="enrolment-has-not")


async def dossier_of(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request) -> Dossier:
    """The page of a case of this kind."""
    on, entry = submitted_on(request), request.contract_year
    file = await read_file(ports, connection, request.person, on=on, entry=entry)
    earlier = await _earlier(ports, connection, request)
    return Dossier(
        person_name=file.person.name,
        national_id=file.person.national_id,
        sections=(_pensioner(file), _members(file, request), _money(file, request), *earlier),
        lines=tuple((member.key, Value(words=member.name)) for member in file.members),
    )


def _pensioner(file: File) -> Section:
    pension = file.pension
    rows = [
        ("pension", _code(pension.number if pension else "")),
        ("county", Value(words=pension.county if pension else "")),
        ("branch", Value(text_id="enrolment-branch", args={"name": file.branch.name, "code": file.branch.code})),
        ("file", Value(text_id="enrolment-file-active" if file.facts.file_active else "enrolment-file-inactive")),
    ]
    return _facts("enrolment-dossier-pensioner", rows)


def _members(file: File, request: Request) -> Section:
    actions = {change.member: change.action for change in request.changes}
    rows = tuple(
        _member(member, actions.get(member.key))
        for member in file.members
        if member.covered or member.key in actions or not file.left(member)
    )
    names = ("name", "kinship", "until", "basis", "now", "action", "after")
    return Section(
        title="enrolment-dossier-members", columns=tuple(f"enrolment-column-{name}" for name in names), rows=rows
    )


def _member(member: PensionMember, action: Action | None) -> tuple[Value, ...]:
    after = member.covered if action is None else action is Action.REGISTER
    return (
        Value(words=member.name),
        Value(text_id=f"kinship-{member.kinship}"),
        _until(member),
        Value(text_id=f"basis-{member.basis}"),
        _HAS if member.covered else _HAS_NOT,
        Value(text_id=f"enrolment-action-{action}" if action else "enrolment-action-none"),
        _HAS if after else _HAS_NOT,
    )


def _until(member: PensionMember) -> Value:
    """The dependency end date; the pensioners themselves depend on nobody."""
    if member.until is not None:
        return _day(member.until)
    return Value(words="") if member.key == PENSIONER else Value(text_id="enrolment-no-end")


def _money(file: File, request: Request) -> Section:
    year = file.year
    plan = year.plan(request.plan)
    rows = [
        ("plan", Value(text_id="enrolment-plan", args={"plan": request.plan})),
        ("year", Value(text_id="enrolment-days", args={"from": year.starts.isoformat(), "to": year.ends.isoformat()})),
        ("order", Value(words=year.order_number)),
        ("persons", Value(text_id="enrolment-count", args={"count": request.persons})),
        ("premium", _rial(request.persons * plan.premium if plan else 0)),
        ("share", _rial(request.pensioner)),
        ("terms", Value(words=request.terms)),
    ]
    return _facts("enrolment-dossier-money", rows)


async def _earlier(ports: EnrolmentsPorts, connection: AsyncConnection, request: Request) -> tuple[Section, ...]:
    """Other requests of the same person, the newest first."""
    others = [one for one in await all_of(ports, connection, request.person) if one.request.number != request.number]
    if not others:
        return ()
    rows = tuple(
        (
            _code(one.request.number),
            _day(one.case.opened_at.astimezone(TEHRAN).date()),
            Value(text_id=f"case-status-{one.case.status}"),
            Value(text_id=f"case-reason-{one.case.reason}") if one.case.reason else Value(words=""),
        )
        for one in others
    )
    columns = tuple(f"enrolment-column-{name}" for name in ("number", "opened", "status", "reason"))
    return (Section(title="enrolment-dossier-earlier", columns=columns, rows=rows),)


def _facts(title: str, lines: Sequence[tuple[str, Value]]) -> Section:
    rows = tuple((Value(text_id=f"enrolment-fact-{name}"), value) for name, value in lines)
    return Section(title=title, columns=("dossier-what", "dossier-value"), rows=rows)


def _code(code: str) -> Value:
    return Value(text_id="dossier-code", args={"code": code})


def _day(on: date) -> Value:
    return Value(text_id="dossier-date", args={"on": on.isoformat()})


def _rial(amount: int) -> Value:
    return Value(text_id="dossier-rial", args={"amount": amount})
