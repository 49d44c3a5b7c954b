"""May these changes to the supplementary insurance be asked for, and what do they cost? [E1] [E7] (domain.md 5.2-5.4).

Window, premium, shares and member rules are those of the contract year, which is part of the request: a decision of
last year is decided again by last year's contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.supplementary import (
    Action,
    Change,
    ContractYear,
    Kinship,
    Member,
    Pensioner,
    first_month_of,
    has_left,
    instalments,
    may_do,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentAsked:
    """The request: the year's contract, the plan, who asks, everybody of the file, what is asked, and on which day."""

    year: ContractYear
    plan: str
    pensioner: Pensioner
    members: tuple[Member, ...]
    changes: tuple[Change, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """One member: what was asked (None: nothing), and «دارد» before and afterwards."""

    member: str
    action: Action | None
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What the changes come to. Money is rial.

    `persons` have it afterwards, at `premium` a month all together, of which `organisation` and `pensioner` shares.
    Deductions begin, or end, with `first_month`; `last_month` is the last of the year and `months` counts both.
    `until_end`: what the pensioner pays over them for all who have it afterwards.
    """

    outcomes: tuple[Outcome, ...]
    plan: str
    persons: int
    premium: int
    organisation: int
    pensioner: int
    first_month: JalaliMonth
    last_month: JalaliMonth
    months: int
    until_end: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The members with what is asked for each."""

    asked: EnrolmentAsked
    actions: dict[str, Action]

    def action(self, member: Member) -> Action | None:
        return self.actions.get(member.key)

    def after(self, member: Member) -> bool:
        action = self.action(member)
        return member.covered if action is None else action is Action.REGISTER

    @property
    def only_ends(self) -> bool:
        """Is all that is asked the withdrawal of people who left dependency?"""
        changed = [member for member in self.asked.members if self.action(member) is not None]
        return bool(changed) and all(has_left(member, self.asked.on) for member in changed)

    def bound(self, *kinships: Kinship) -> tuple[Member, ...]:
        """Members of these kinships to whom the rules for all of them apply: dependent, and not barred."""
        barred, on = self.asked.year.rules.barred, self.asked.on
        return tuple(
            member
            for member in self.asked.members
            if member.kinship in kinships and not has_left(member, on) and member.basis not in barred
        )


def _decide(reading: Reading, asked: EnrolmentAsked) -> Verdict[Enrolled]:
    table = _Table(asked, {change.member: change.action for change in asked.changes})
    reasons = (*_standing(asked), *_possible(asked, table), *_rules(asked, table))
    plan = asked.year.plan(asked.plan)
    payroll_day = reading.value("supplementary_payroll_day", on=asked.on).whole
    if plan is None or any(reason.refuses for reason in reasons):
        return Verdict(reasons)
    first = first_month_of(asked.year, on=asked.on, payroll_day=payroll_day)
    persons = sum(table.after(member) for member in asked.members)
    lines = instalments(asked.year, plan, first)
    return Verdict(
        reasons,
        Enrolled(
            outcomes=tuple(
                Outcome(member.key, table.action(member), member.covered, table.after(member))
                for member in asked.members
            ),
            plan=plan.code,
            persons=persons,
            premium=persons * plan.premium,
            organisation=persons * plan.organisation,
            pensioner=persons * plan.pensioner,
            first_month=first,
            last_month=asked.year.last_month,
            months=len(lines),
            until_end=persons * sum(line.pensioner for line in lines),
        ),
    )


def _standing(asked: EnrolmentAsked) -> tuple[Reason, ...]:
    """Is this for the person who asks, and for this year?"""
    who, year, on = asked.pensioner, asked.year, asked.on
    return (
        Reason(ReasonCode.IS_PENSIONER, met=who.pensioner, cite=Cite.SUPPLEMENTARY_ORDER_1),
        Reason(ReasonCode.NOT_OF_THE_STAFF, met=not who.staff, cite=Cite.SUPPLEMENTARY_ORDER_1),
        Reason(ReasonCode.FILE_ACTIVE, met=who.file_active, cite=Cite.SUPPLEMENTARY_ORDER_4),
        Reason(
            ReasonCode.YEAR_RUNNING,
            met=on <= year.ends and on >= min(year.starts, year.window_from),
            cite=Cite.SUPPLEMENTARY_ORDER_15,
            is_=on.isoformat(),
            needed=year.ends.isoformat(),
        ),
        Reason(
            ReasonCode.PLAN_OFFERED,
            met=year.plan(asked.plan) is not None,
            cite=Cite.SUPPLEMENTARY_CONTRACT,
            is_=asked.plan,
        ),
    )


def _possible(asked: EnrolmentAsked, table: _Table) -> tuple[Reason, ...]:
    """Is something asked, in time, and each thing open to its member?"""
    year, on = asked.year, asked.on
    open_now = year.is_open(on)
    known = {member.key: member for member in asked.members}
    changed = [known[key] for key in table.actions if key in known]
    timely = open_now or not changed or table.only_ends
    impossible = [key for key in table.actions if key not in known] + [
        member.key
        for member in changed
        if table.action(member) is not may_do(member, on=on, window_open=True, barred=year.rules.barred)
    ]
    twice = len(table.actions) != len(asked.changes)
    return (
        Reason(ReasonCode.CHANGE_MADE, met=bool(asked.changes), cite=Cite.SUPPLEMENTARY_ORDER_5),
        Reason(
            ReasonCode.CHANGE_POSSIBLE,
            met=not (impossible or twice),
            cite=Cite.SUPPLEMENTARY_ORDER_5,
            is_=impossible[0] if impossible else None,
        ),
        Reason(
            ReasonCode.WINDOW_OPEN,
            met=timely,
            cite=Cite.SUPPLEMENTARY_ORDER_15,
            is_=year.window_from.isoformat(),
            needed=year.window_to.isoformat(),
            nearest=year.window_from.isoformat() if not timely and on < year.window_from else None,
        ),
    )


def _rules(asked: EnrolmentAsked, table: _Table) -> tuple[Reason, ...]:
    """The rules for all members together; they are not asked where only people who left dependency are withdrawn."""
    rules, cite = asked.year.rules, Cite.SUPPLEMENTARY_CONTRACT
    free = table.only_ends
    mine = [member for member in asked.members if member.kinship is Kinship.SELF]
    has = any(table.after(member) for member in mine)
    rest = [member for member in asked.members if member.kinship is not Kinship.SELF]
    alone = next((member.key for member in rest if table.after(member) and not has_left(member, asked.on)), None)
    must = [member for member in table.bound(Kinship.SPOUSE) if member.basis not in rules.spouse_exempt]
    lacking = next((member.key for member in must if not table.after(member)), None)
    others = table.bound(Kinship.CHILD, Kinship.PARENT)
    states = {table.after(member) for member in others}
    left_out = next((member.key for member in others if not table.after(member)), None)
    split = rules.all_or_none and len(states) > 1
    unwed = rules.spouse_compulsory and has and lacking is not None
    return (
        Reason(ReasonCode.PENSIONER_COVERED, met=free or has or alone is None, cite=cite, is_=alone),
        Reason(ReasonCode.SPOUSE_COVERED, met=free or not unwed, cite=cite, is_=lacking if unwed else None),
        Reason(ReasonCode.OTHERS_ALL_OR_NONE, met=free or not split, cite=cite, is_=left_out if split else None),
    )


ENROLMENT: Rule[EnrolmentAsked, Enrolled] = Rule("enrolment/1", EnrolmentAsked, Enrolled, _decide)


def enrolment(
    ruleset: Ruleset,
    *,
    year: ContractYear,
    plan: str,
    pensioner: Pensioner,
    members: tuple[Member, ...],
    changes: tuple[Change, ...],
    on: date,
) -> Decision[Enrolled]:
    """May these changes be asked for on that day, and what do they come to? Each reason against them, with its source."""
    asked = EnrolmentAsked(year=year, plan=plan, pensioner=pensioner, members=members, changes=changes, on=on)
    return ENROLMENT(ruleset, asked)
