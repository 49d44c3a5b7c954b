"""What do enrolments stand on? Everything they touch, handed in once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from backend.areas.enrolments.years import ContractYears
from backend.domain.cases import CaseKind
from backend.domain.rules import Ruleset
from backend.kit.cases import CaseBook
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.links import KnowsChats, LinkDirectory
from backend.kit.outbox import Outbox
from backend.kit.vault import Vault
from backend.registers.pensions import PensionRegister
from backend.registers.ports import PeopleRegister
from backend.rules_service.decisions import DecisionBook

KIND = CaseKind.SUPPLEMENTARY


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentsPorts(KnowsChats):
    """The surroundings of this area. `proof_life`: so long a right code allows a submission [I4]."""

    database: Database
    vault: Vault = field(repr=False)
    clock: Clock
    people: PeopleRegister
    pensions: PensionRegister
    links: LinkDirectory
    outbox: Outbox
    decisions: DecisionBook
    cases: CaseBook
    years: ContractYears
    proof_life: timedelta

    @property
    def ruleset(self) -> Ruleset:
        """The law of today's files."""
        return self.decisions.ruleset
