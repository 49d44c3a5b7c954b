"""Who belongs to a pensioner, who of them is listed on a day, and what may each do? (order clause 5, domain.md 5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kinship(StrEnum):
    """What somebody is to the pensioner."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"


class Basis(StrEnum):
    """On what the basic cover of a member rests."""

    THROUGH_PENSIONER = "through-pensioner"
    EMPLOYED = "employed"
    RETIRED = "retired"
    CHILDS_DEPENDANT = "childs-dependant"
    """insured as the dependant of an insured child"""
    OTHER_INSURER = "other-insurer"


class Action(StrEnum):
    """What is asked for a member."""

    REGISTER = "register"
    """«ثبت‌نام»"""
    WITHDRAW = "withdraw"
    """«انصراف»"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of a file. `until`: dependency end date, Gregorian, None where it has none. `covered`: «دارد» today."""

    key: str
    kinship: Kinship
    until: date | None
    basis: Basis
    covered: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked for one member."""

    member: str
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Pensioner:
    """What of the pensioner counts. `staff`: of the organisation itself, for whom the order is not."""

    pensioner: bool
    staff: bool
    file_active: bool


def has_left(member: Member, on: date) -> bool:
    """Did the dependency end before this day?"""
    return member.until is not None and member.until < on


def listed(members: Iterable[Member], on: date) -> tuple[Member, ...]:
    """Those of the table of step 3: nobody whose dependency ended before the day of the request [E2]."""
    return tuple(member for member in members if not has_left(member, on))


def may_do(member: Member, *, on: date, window_open: bool, barred: tuple[Basis, ...]) -> Action | None:
    """The one action that is open to a member: who has it may withdraw, who has it not may be enrolled.

    Outside the window only for somebody who left dependency and still has it: the deduction must end (domain.md 5.3).
    """
    if has_left(member, on):
        return Action.WITHDRAW if member.covered else None
    if not window_open:
        return None
    if member.covered:
        return Action.WITHDRAW
    return None if member.basis in barred else Action.REGISTER
