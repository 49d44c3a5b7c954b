"""Do the rules of the supplementary insurance hold for every family, day and wish?"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.calendar import JalaliMonth
from backend.domain.rules import Decision, Enrolled, Ruleset, enrolment, load_ruleset, recompute
from backend.domain.supplementary import (
    Action,
    Basis,
    Change,
    Kinship,
    Member,
    Pensioner,
    first_month_of,
    has_left,
    instalments,
    listed,
)
from tests.rules.years import GOLD, RULES, YEARS

LAW: Ruleset = load_ruleset()
YEAR = YEARS[1405]
DAYS = st.dates(YEAR.starts, YEAR.ends)
OTHERS = st.sampled_from([Kinship.SPOUSE, Kinship.CHILD, Kinship.PARENT])
ENDS = st.one_of(st.none(), st.dates(YEAR.starts - timedelta(days=60), YEAR.ends))


@st.composite
def families(draw: st.DrawFn) -> tuple[Member, ...]:
    me = Member(key="0", kinship=Kinship.SELF, until=None, basis=Basis.THROUGH_PENSIONER, covered=draw(st.booleans()))
    rest = [
        Member(
            key=str(place),
            kinship=draw(OTHERS),
            until=draw(ENDS),
            basis=draw(st.sampled_from(Basis)),
            covered=draw(st.booleans()),
        )
        for place in range(1, draw(st.integers(0, 5)) + 1)
    ]
    return (me, *rest)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[tuple[Member, ...], tuple[Change, ...]]:
    members = draw(families())
    asked = draw(st.lists(st.sampled_from(members), unique_by=lambda member: member.key))
    return members, tuple(Change(member.key, draw(st.sampled_from(Action))) for member in asked)


def decide(members: tuple[Member, ...], changes: tuple[Change, ...], on: date) -> Decision[Enrolled]:
    who = Pensioner(pensioner=True, staff=False, file_active=True)
    return enrolment(LAW, year=YEAR, plan="gold", pensioner=who, members=members, changes=changes, on=on)


@given(wishes(), DAYS)
def test_what_is_granted_keeps_every_rule_and_is_decided_again_the_same(
    wish: tuple[tuple[Member, ...], tuple[Change, ...]], on: date
) -> None:
    members, changes = wish
    decision = decide(members, changes, on)
    assert recompute(decision.to_json()) == decision.to_json()
    if not decision.granted:
        assert decision.refusal
        return
    found = decision.granted_value()
    after = {one.member: one.after for one in found.outcomes}
    by_key = {member.key: member for member in members}
    asked = [by_key[change.member] for change in changes]
    registered = [by_key[change.member] for change in changes if change.action is Action.REGISTER]
    assert all(not has_left(member, on) and member.basis not in RULES.barred for member in registered)
    assert YEAR.is_open(on) or all(has_left(member, on) for member in asked)
    if all(has_left(member, on) for member in asked):
        return
    bound = [member for member in listed(members, on) if member.basis not in RULES.barred]
    others = {after[member.key] for member in bound if member.kinship in {Kinship.CHILD, Kinship.PARENT}}
    must = [one for one in bound if one.kinship is Kinship.SPOUSE and one.basis not in RULES.spouse_exempt]
    assert len(others) <= 1
    assert not after["0"] or all(after[member.key] for member in must)


@given(wishes(), DAYS)
def test_the_shares_are_the_premium_and_the_months_are_those_of_the_year(
    wish: tuple[tuple[Member, ...], tuple[Change, ...]], on: date
) -> None:
    decision = decide(*wish, on)
    if decision.granted:
        found = decision.granted_value()
        assert found.organisation + found.pensioner == found.premium == found.persons * GOLD.premium
        assert found.until_end == found.months * found.pensioner
        assert found.months == max(0, found.first_month.months_until(YEAR.last_month) + 1)


@given(families(), DAYS)
def test_everybody_or_nobody_is_always_allowed_within_the_window(members: tuple[Member, ...], on: date) -> None:
    """Nobody is caught: there is always a wish that the rules grant."""
    if not YEAR.is_open(on):
        return
    out = tuple(Change(member.key, Action.WITHDRAW) for member in members if member.covered)
    assert decide(members, out, on).granted is bool(out)
    able = [one for one in listed(members, on) if not one.covered and one.basis not in RULES.barred]
    into = tuple(Change(member.key, Action.REGISTER) for member in able)
    assert decide(members, into, on).granted is bool(into)


@given(DAYS, st.integers(1, 28))
def test_no_deduction_begins_before_the_year_or_a_past_month(on: date, payroll_day: int) -> None:
    first = first_month_of(YEAR, on=on, payroll_day=payroll_day)
    assert max(JalaliMonth.of(on), YEAR.first_month) <= first <= JalaliMonth.of(on).next()
    lines = instalments(YEAR, GOLD, first)
    assert [line.month for line in lines] == sorted({line.month for line in lines})
    assert all(YEAR.first_month <= line.month <= YEAR.last_month for line in lines)
