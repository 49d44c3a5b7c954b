"""May this choice be submitted, and what does it come to? The decision is kept [E7]."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.facts import File, decide, deducted_from, read_mine
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.contract import supplementary as shapes
from backend.contract.outcome import RefusalValue, Refused
from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules import REFUSALS, Decision, Enrolled, ReasonCode
from backend.domain.supplementary import Change

_BY_CHOICE = frozenset(
    {
        ReasonCode.PENSIONER_COVERED,
        ReasonCode.SPOUSE_COVERED,
        ReasonCode.OTHERS_ALL_OR_NONE,
        ReasonCode.CHANGE_MADE,
    }
)
"""What another choice mends; any other reason is a refusal."""


async def judge(
    ports: EnrolmentsPorts, connection: AsyncConnection, person: int, asked: shapes.JudgeEnrolment
) -> shapes.EnrolmentJudgement:
    """What the choice comes to, or which rules it breaks. Raises Refused."""
    file, _ = await read_mine(ports, connection, person)
    if file.pension is None:
        raise Refused("enrolment-not-pensioner")
    decision = decide(ports.ruleset, file, plan=asked.plan, changes=changes_of(file, asked.chosen))
    await ports.decisions.keep(connection, decision, person=person, at=ports.clock.now())
    first, accept_by = deducted_from(ports, file)
    return judgement_of(file, asked.plan, decision, first=first, accept_by=accept_by)


def changes_of(file: File, chosen: Iterable[str]) -> tuple[Change, ...]:
    """The one thing open to each chosen member. Raises Refused("enrolment-changed") where nothing is open to one."""
    changes = []
    for key in dict.fromkeys(chosen):
        member = file.named(key)
        action = file.action(member) if member is not None else None
        if action is None:
            raise Refused("enrolment-changed")
        changes.append(Change(key, action))
    return tuple(changes)


def refusal_of(decision: Decision[Enrolled], file: File) -> Refused:
    """A decision that is not granted, as a refusal: the weightiest reason that another choice does not mend first."""
    hard = [reason for reason in decision.unmet if reason.code not in _BY_CHOICE]
    reason = (hard or list(decision.unmet))[0]
    values: dict[str, RefusalValue] = {}
    if reason.code is ReasonCode.WINDOW_OPEN:
        values = {"from": file.year.window_from.isoformat(), "to": file.year.window_to.isoformat()}
    return Refused(REFUSALS[reason.code], values)


def judgement_of(
    file: File, plan: str, decision: Decision[Enrolled], *, first: JalaliMonth, accept_by: date
) -> shapes.EnrolmentJudgement:
    """A decision as a conversation shows it; deductions begin with `first` if accepted by a day. Raises Refused where no choice would mend it."""
    if any(reason.code not in _BY_CHOICE for reason in decision.unmet):
        raise refusal_of(decision, file)
    found = decision.value
    outcomes = found.outcomes if found else ()
    months = MonthRange(first, file.year.last_month).count
    named = {member.key: member for member in file.members}
    return shapes.EnrolmentJudgement(
        granted=decision.granted,
        lacks=tuple(
            shapes.EnrolmentLack(
                code=reason.code.value,
                cite=reason.cite.value,
                name=named[str(reason.is_)].name if reason.is_ in named else None,
            )
            for reason in decision.unmet
        ),
        outcomes=tuple(
            shapes.EnrolmentOutcome(
                key=one.member,
                kinship=named[one.member].kinship.value,
                name=named[one.member].name,
                action=one.action.value if one.action else None,
                before=one.before,
                after=one.after,
            )
            for one in outcomes
            if one.before or one.action or not file.left(named[one.member])
        ),
        plan=plan,
        persons=found.persons if found else 0,
        premium=found.premium if found else 0,
        organisation=found.organisation if found else 0,
        pensioner=found.pensioner if found else 0,
        first_month=str(first),
        accept_by=accept_by,
        last_month=str(file.year.last_month),
        months=months,
        until_end=months * found.pensioner if found else 0,
        later_month=str(first.next()) if first < file.year.last_month else None,
    )
