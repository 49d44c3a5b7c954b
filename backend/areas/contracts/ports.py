"""What do contracts stand on? Everything they touch, handed in once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from backend.areas.contracts.by_laws import ByLaws
from backend.domain.rules import Ruleset
from backend.kit.cases import CaseBook
from backend.kit.clock import Clock
from backend.kit.contract_slips import ContractSlips
from backend.kit.db import Database
from backend.kit.links import KnowsChats, LinkDirectory
from backend.kit.outbox import Outbox
from backend.kit.vault import Vault
from backend.registers.ports import ContractRegister, ContributionRegister, EntitlementRegister, PeopleRegister
from backend.rules_service.decisions import DecisionBook

VOLUNTARY = "voluntary"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractsPorts(KnowsChats):
    """The surroundings of this area. `proof_life`: so long a right code allows acts that ask for a fresh one [I4]."""

    database: Database
    vault: Vault = field(repr=False)
    clock: Clock
    people: PeopleRegister
    contracts: ContractRegister
    contributions: ContributionRegister
    entitlements: EntitlementRegister
    links: LinkDirectory
    outbox: Outbox
    decisions: DecisionBook
    slips: ContractSlips
    cases: CaseBook
    by_laws: ByLaws
    proof_life: timedelta

    @property
    def ruleset(self) -> Ruleset:
        """The law of today's files."""
        return self.decisions.ruleset
