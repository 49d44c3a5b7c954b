"""Which roles has the staff, and what may each of them do? One table; pages and commands ask nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role, held for one office or for the whole organisation."""

    BRANCH_STAFF = "branch-staff"
    BRANCH_HEAD = "branch-head"
    ASSOCIATION = "association"
    """retirees' association of a county"""
    BROKER = "broker"
    SUPPORT_REVIEWER = "support-reviewer"
    BROADCASTER = "broadcaster"
    BROADCAST_APPROVER = "broadcast-approver"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """Something that a page or a command asks for."""

    BE_HERE = "be-here"
    """one's own home and account"""
    WORK_QUEUES = "work-queues"
    SERVE_BRANCH = "serve-branch"
    """the counter of a branch: debts paid there, activation codes"""
    COMPOSE_BROADCASTS = "compose-broadcasts"
    APPROVE_BROADCASTS = "approve-broadcasts"
    KEEP_YEARS = "keep-years"
    """contract years of the supplementary insurance: one enters, another approves"""
    MANAGE_ACCOUNTS = "manage-accounts"
    READ_AUDIT = "read-audit"


MAY: dict[Role, frozenset[May]] = {
    Role.BRANCH_STAFF: frozenset({May.BE_HERE, May.WORK_QUEUES, May.SERVE_BRANCH}),
    Role.BRANCH_HEAD: frozenset({May.BE_HERE, May.WORK_QUEUES, May.SERVE_BRANCH}),
    Role.ASSOCIATION: frozenset({May.BE_HERE, May.WORK_QUEUES}),
    Role.BROKER: frozenset({May.BE_HERE, May.WORK_QUEUES}),
    Role.SUPPORT_REVIEWER: frozenset({May.BE_HERE, May.WORK_QUEUES, May.KEEP_YEARS}),
    Role.BROADCASTER: frozenset({May.BE_HERE, May.COMPOSE_BROADCASTS}),
    Role.BROADCAST_APPROVER: frozenset({May.BE_HERE, May.APPROVE_BROADCASTS}),
    Role.AUDITOR: frozenset({May.BE_HERE, May.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({May.BE_HERE, May.KEEP_YEARS, May.MANAGE_ACCOUNTS, May.READ_AUDIT}),
}

OF_AN_OFFICE = frozenset({Role.BRANCH_STAFF, Role.BRANCH_HEAD, Role.ASSOCIATION, Role.BROKER})
"""Roles that mean nothing without an office: a branch, a county, a broker's office."""

LONGEST_OFFICE = 20
"""Characters of the code of a branch or of the name of a county, as the table holds them."""


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role at an office; `office` is empty for the whole organisation."""

    role: Role
    office: str = ""


def allows(grants: Iterable[Grant], what: May) -> bool:
    """Does any of these roles allow it, at whatever office?"""
    return any(what in MAY[grant.role] for grant in grants)


def grants_of(roles: Iterable[Role], office: str) -> frozenset[Grant]:
    """These roles, those of an office at this one. Raises ValueError where one needs an office and there is none."""
    return grants_at(dict.fromkeys(roles, (office,)))


def grants_at(offices: Mapping[Role, Iterable[str]]) -> frozenset[Grant]:
    """Each role at each of its offices. Raises ValueError where one needs an office and there is none, or it is too long."""
    held: set[Grant] = set()
    for role, named in offices.items():
        at = {office for office in named if office} if role in OF_AN_OFFICE else {""}
        if not at:
            raise ValueError("a branch, an association and a broker need an office, for example --office 1001")
        if max(map(len, at)) > LONGEST_OFFICE:
            raise ValueError(f"the code or name of an office has at most {LONGEST_OFFICE} characters")
        held |= {Grant(role, office) for office in at}
    return frozenset(held)
