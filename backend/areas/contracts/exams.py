"""What becomes of a contract when the branch records the result of the entry examination [V4]?"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.cover import open_care
from backend.areas.contracts.ending import TOPIC, end_by_rule
from backend.areas.contracts.ports import VOLUNTARY, ContractsPorts
from backend.areas.contracts.reminding import visit
from backend.areas.contracts.repository import agreement_of, change_exam, note
from backend.areas.contracts.requests import note_result
from backend.areas.contracts.standing import read_standing
from backend.contract.voluntary import ExamStanding
from backend.kit.outbox import OutgoingMessage
from backend.kit.turns import of_person, one_at_a_time
from backend.registers.ports import Contract, ContractState


class Recorded(StrEnum):
    """What came of recording a result."""

    DONE = "done"
    SAME = "same"
    """this result stands already"""
    UNKNOWN = "unknown"
    """no contract has this number"""
    NOT_NEEDED = "not-needed"
    """the contract needs no examination"""
    OVER = "over"
    """the contract has ended"""


async def record_exam(ports: ContractsPorts, number: str, *, fit: bool) -> Recorded:
    """Record the result for a contract by its number, and tell its person. Fit opens payment and all treatment.

    Not fit closes payment at once, for the branch to decide: an unpaid slip is withdrawn, unless it is being paid, and
    treatment is again what it is before the result. A later result takes its place.
    """
    async with ports.database.begin() as connection:
        found = await ports.contracts.by_number(connection, number)
    if found is None or found.kind != VOLUNTARY:
        return Recorded.UNKNOWN
    await ports.slips.settle(found.id)
    async with ports.database.begin() as connection:
        await one_at_a_time(connection, of_person(found.person))
        contract = await ports.contracts.by_id(connection, found.id, locked=True)
        return await record_here(ports, connection, contract, fit=fit)


async def record_here(
    ports: ContractsPorts, connection: AsyncConnection, contract: Contract | None, *, fit: bool
) -> Recorded:
    """The same in the caller's transaction, which has the person's turn and the contract's row."""
    if contract is None or not contract.in_force or await end_by_rule(ports, connection, contract):
        return Recorded.OVER
    result = ExamStanding.FIT if fit else ExamStanding.UNFIT
    agreement = await agreement_of(connection, contract.id)
    pending = contract.state is ContractState.EXAM_PENDING
    if agreement is None and not pending:
        return Recorded.NOT_NEEDED
    if agreement is not None and not await change_exam(connection, contract.id, result):
        return Recorded.NOT_NEEDED if agreement.exam is ExamStanding.NOT_NEEDED else Recorded.SAME
    if agreement is None and not fit:
        return Recorded.SAME  # the register shows a block already, and keeps no result
    changed = replace(contract, state=ContractState.ACTIVE if fit else ContractState.EXAM_PENDING)
    await ports.contracts.change_state(connection, contract.id, changed.state)
    await ports.entitlements.change(connection, contract.id, care=open_care(ports.ruleset, changed))
    locale = await ports.language(connection, contract.person)
    if not fit:
        await ports.slips.withdraw(connection, contract.id, locale=locale)
    code = f"exam-{result}"
    await note(connection, contract.id, code, at=ports.clock.now())
    await note_result(ports, connection, contract, fit=fit)
    await _tell(ports, connection, changed, code=code, locale=locale)
    return Recorded.DONE


async def _tell(
    ports: ContractsPorts, connection: AsyncConnection, contract: Contract, *, code: str, locale: str
) -> None:
    now, standing = ports.clock.now(), await read_standing(ports, connection, contract)
    values = await visit(ports, connection, contract) | {
        "event": code,
        "number": contract.number,
        "month": str(standing.next_month),
        "due": (standing.first_payment_by or standing.next_due).isoformat(),
    }
    await ports.outbox.add(
        connection,
        OutgoingMessage(
            kind=code,
            person=contract.person,
            chats=True,
            locale=locale,
            dedup=f"{code}:{contract.id}:{now.isoformat()}",
            topic=TOPIC,
            ref=str(contract.id),
            values=values,
        ),
    )
