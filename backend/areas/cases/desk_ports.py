"""On what does the desk of the staff stand? Handed in whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from backend.areas.cases.queues import Queues
from backend.areas.cases.repository import CaseRow
from backend.areas.cases.scope import Scope
from backend.contract.documents import DocumentFile
from backend.domain.cases import CaseKind
from backend.kit.case_work import CaseWork
from backend.kit.clerk import StaffTrail
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.ports import PeopleRegister

Prepare = Callable[[str], Awaitable[None]]
"""What is asked of others about a subject before a move, outside of any transaction (the bank, for example)."""

Paper = Callable[[int, str, str, str], Awaitable[DocumentFile]]
"""A paper of a case by person, subject, key of `Dossier.documents` and language. Raises `Refused`, `Unavailable`."""


@dataclass(frozen=True, slots=True)
class DeskLimits:
    """How long a claim lasts, and how long a decision on several cases waits before it takes effect."""

    claim: timedelta = timedelta(minutes=30)
    undo: timedelta = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPorts:
    """The surroundings of the desk. A kind without `works` is shown, and nobody may act on it here."""

    database: Database
    vault: Vault = field(repr=False)
    clock: Clock
    people: PeopleRegister
    queues: Queues
    trail: StaffTrail
    works: Mapping[CaseKind, CaseWork]
    prepare: Mapping[CaseKind, Prepare] = field(default_factory=dict)
    papers: Mapping[CaseKind, Paper] = field(default_factory=dict)
    limits: DeskLimits = field(default_factory=DeskLimits)


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff at a queue."""

    staff: int
    scope: Scope


class NotThere(Exception):
    """No such case, or none of this member's: the two are not told apart."""


class NotYours(Exception):
    """The case must be claimed first: nobody has it, or `holder` does."""

    def __init__(self, holder: int | None) -> None:
        super().__init__("claimed by somebody else" if holder else "not claimed")
        self.holder = holder


class Waits(Exception):
    """A decision on this case waits to take effect; it must be undone first."""


def mine(worker: Worker, case: CaseRow | None) -> CaseRow:
    """The case, where this member of staff may see it. Raises `NotThere`."""
    if case is None or not worker.scope.covers(case):
        raise NotThere
    return case
