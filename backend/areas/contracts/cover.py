"""What does the first confirmed payment open, in the transaction that books it [V8]?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import VOLUNTARY
from backend.areas.contracts.repository import note
from backend.domain.rules import Ruleset, exam_terms
from backend.registers.ports import Care, Contract, ContractRegister, ContractState, EntitlementRegister

EVERY_CARE = frozenset(Care)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentCover:
    """`backend.kit.cover.Cover`: treatment of voluntary insured, all of it, or before the exam what the law opens."""

    contracts: ContractRegister
    entitlements: EntitlementRegister
    ruleset: Ruleset

    async def paid(self, connection: AsyncConnection, contract: int, *, at: datetime) -> None:
        found = await self.contracts.by_id(connection, contract)
        if found is None or found.kind != VOLUNTARY:
            return
        care = open_care(self.ruleset, found)
        if await self.entitlements.open(connection, found, care=care, at=at):
            await note(connection, contract, "treatment-opened", at=at)


def open_care(ruleset: Ruleset, contract: Contract) -> frozenset[Care]:
    """Kinds of care that a paid contract opens while it stands as it does (voluntary-contract order 2)."""
    if contract.state is not ContractState.EXAM_PENDING:
        return EVERY_CARE
    terms = exam_terms(ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
    return frozenset(map(Care, terms.care))
