"""Who may be treated, by our own register? Treatment that contracts open with their first payment [V8]."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.upsert import insert_unless_there
from backend.registers.local.tables import entitlements
from backend.registers.ports import Care, Contract, Entitlement


class LocalEntitlements:
    """`EntitlementRegister` on `register_entitlements`."""

    async def open(
        self, connection: AsyncConnection, contract: Contract, *, care: frozenset[Care], at: datetime
    ) -> bool:
        row = {"contract": contract.id, "person": contract.person, "care": sorted(care), "since": at, "until": None}
        return await insert_unless_there(connection, entitlements, row)

    async def change(self, connection: AsyncConnection, contract: int, *, care: frozenset[Care]) -> None:
        which = (entitlements.c.contract == contract, entitlements.c.until.is_(None))
        await connection.execute(update(entitlements).where(*which).values(care=sorted(care)))

    async def close(self, connection: AsyncConnection, contract: int, *, at: datetime) -> None:
        which = (entitlements.c.contract == contract, entitlements.c.until.is_(None))
        await connection.execute(update(entitlements).where(*which).values(until=at))

    async def of_contract(self, connection: AsyncConnection, contract: int) -> Entitlement | None:
        """What this contract opened, also when it has ended."""
        found = await connection.execute(select(entitlements).where(entitlements.c.contract == contract))
        row = found.one_or_none()
        if row is None:
            return None
        return Entitlement(row.contract, frozenset(map(Care, row.care)), row.since, row.until)
