"""Which cases may somebody of the staff see and move? A queue at some offices; everything else is not there for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_

from backend.areas.cases.repository import CaseRow
from backend.areas.cases.tables import cases
from backend.domain.cases import Mover, Queue

MOVER = {Queue.ASSOCIATION: Mover.ASSOCIATION, Queue.BRANCH: Mover.BRANCH}
"""Who works at a queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The queue of an association or a branch, at these offices: names of counties or codes of branches."""

    queue: Queue
    offices: frozenset[str]

    @property
    def mover(self) -> Mover:
        """As whom somebody acts here."""
        return MOVER[self.queue]

    def covers(self, case: CaseRow) -> bool:
        """Is this case of theirs: in their line, with its person for correction, or closed there?"""
        return case.office in self.offices and case.queue in {self.queue, Queue.APPLICANT, None}

    def where(self) -> Any:
        """`covers`, as a condition of the database."""
        at = cases.c.queue
        return cases.c.office.in_(sorted(self.offices)) & or_(at == self.queue, at == Queue.APPLICANT, at.is_(None))
