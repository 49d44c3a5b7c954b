"""How does a contract come to be in our own register, change, and end? From the expected state only [R4]."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth
from backend.kit.upsert import insert_unless_there
from backend.registers.local.contracts import LocalContracts, contract_of_row, month_number
from backend.registers.local.tables import contracts, contributions
from backend.registers.ports import Contract, ContractState, NewContract

FIRST_ID = 50_000_000
"""Contracts concluded here are numbered in the upper half of eight figures, above those of the synthetic people."""

_IN_FORCE = contracts.c.state.in_((ContractState.ACTIVE, ContractState.EXAM_PENDING))
_TRIES = 20


class NoFreeNumber(Exception):
    """Every number that was tried was taken in the same moment."""


class LocalContractBook(LocalContracts):
    """`ContractRegister` with what changes it."""

    async def conclude(self, connection: AsyncConnection, new: NewContract) -> Contract | None:
        """See `ContractRegister.conclude`; an index of the table lets nobody have two contracts in force.

        Later contracts have higher numbers. Who finds a number taken in the same moment leaves a gap and tries again.
        """
        for turn in range(_TRIES):
            highest = await connection.scalar(select(func.max(contracts.c.id)).where(contracts.c.id >= FIRST_ID))
            number = (highest or FIRST_ID) + 1 + secrets.randbelow(1 + turn * 100)
            if await insert_unless_there(connection, contracts, _row(new, number)):
                return await self.by_id(connection, number)
            mine = select(contracts.c.id).where(contracts.c.person == new.person, _IN_FORCE)
            if (await connection.execute(mine)).first() is not None:
                return None
        raise NoFreeNumber

    async def change_state(self, connection: AsyncConnection, contract: int, state: ContractState) -> bool:
        return await _change(connection, contract, contracts.c.state != state, state=state)

    async def change_base(self, connection: AsyncConnection, contract: int, *, wage_base: int, ratio_ppm: int) -> bool:
        return await _change(connection, contract, wage_base=wage_base, ratio_ppm=ratio_ppm)

    async def never_paid(
        self, connection: AsyncConnection, *, first: date, last: date, after: int, limit: int
    ) -> Sequence[Contract]:
        paid = exists().where(contributions.c.contract == contracts.c.id)
        query = (
            select(contracts)
            .where(_IN_FORCE, contracts.c.concluded_on.between(first, last), contracts.c.id > after, ~paid)
            .order_by(contracts.c.id)
            .limit(limit)
        )
        return [contract_of_row(row) for row in await connection.execute(query)]


async def _change(connection: AsyncConnection, contract: int, *where: ColumnElement[bool], **values: Any) -> bool:
    which = (contracts.c.id == contract, _IN_FORCE, *where)
    done = await connection.execute(update(contracts).where(*which).values(**values))
    return done.rowcount == 1


def _row(new: NewContract, number: int) -> dict[str, Any]:
    begins = JalaliMonth.of(new.concluded_on)
    return {
        "id": number,
        "person": new.person,
        "kind": new.kind,
        "rate": new.rate,
        "number": f"{begins.year}{new.branch}{number:08d}",
        "concluded_on": new.concluded_on,
        "first_month": month_number(new.first_month),
        "ratio_ppm": new.ratio_ppm,
        "wage_base": new.wage_base,
        "treatment_support": False,
        "covered_persons": 0,
        "state": new.state,
    }
