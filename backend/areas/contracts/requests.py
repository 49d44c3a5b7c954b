"""How does the request behind a contract stand [E6]? Begun with the contract, moved by its examination and its end."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import ContractsPorts
from backend.domain.cases import CaseKind, MoveName, Mover
from backend.kit.cases import Act, NewCase
from backend.registers.ports import Contract, ContractState

GIVEN_UP = "given-up"
"""Ended at the wish of its person."""


async def begin_request(ports: ContractsPorts, connection: AsyncConnection, contract: Contract, *, office: str) -> None:
    """A contract was concluded: the branch of code `office` has it while the examination has no result."""
    confirmed = contract.state is ContractState.ACTIVE
    new = NewCase(
        kind=CaseKind.VOLUNTARY_CONTRACT,
        person=contract.person,
        subject=contract.number,
        office=office,
        confirmed=confirmed,
    )
    await ports.cases.open(connection, new)


async def note_result(ports: ContractsPorts, connection: AsyncConnection, contract: Contract, *, fit: bool) -> None:
    """The result of the examination is there."""
    act = Act(move=MoveName.EXAM_FIT if fit else MoveName.EXAM_UNFIT, by=Mover.BRANCH)
    await ports.cases.follow(connection, CaseKind.VOLUNTARY_CONTRACT, contract.number, act)


async def end_request(ports: ContractsPorts, connection: AsyncConnection, contract: Contract, *, code: str) -> None:
    """The contract has ended, by whichever event (`ending.ENDS`): nothing is left to decide."""
    gave_up = code == GIVEN_UP
    move, by = (MoveName.WITHDRAW, Mover.APPLICANT) if gave_up else (MoveName.END, Mover.RULE)
    await ports.cases.follow(
        connection, CaseKind.VOLUNTARY_CONTRACT, contract.number, Act(move=move, by=by, reason=code)
    )
