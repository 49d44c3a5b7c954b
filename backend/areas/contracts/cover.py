"""What does the first confirmed payment open, in the transaction that books it [V8], and what closes payment [V4]?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import VOLUNTARY
from backend.areas.contracts.repository import agreement_of, note
from backend.contract.voluntary import ExamStanding
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

    async def found_unfit(self, connection: AsyncConnection, contract: int) -> bool:
        return await found_unfit(connection, contract)


async def found_unfit(connection: AsyncConnection, contract: int) -> bool:
    """Is "not fit" the result that stands for a contract concluded here?"""
    agreement = await agreement_of(connection, contract)
    return agreement is not None and agreement.exam is ExamStanding.UNFIT


def open_care(ruleset: Ruleset, contract: Contract) -> frozenset[Care]:
    """Kinds of care that a paid contract opens while it stands as it does (voluntary-contract order 2)."""
    if contract.state is not ContractState.EXAM_PENDING:
        return EVERY_CARE
    terms = exam_terms(ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
    return frozenset(map(Care, terms.care))
