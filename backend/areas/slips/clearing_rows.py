"""What has a branch recorded about paid years of an account? Rows that are only added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.tables import cleared_years


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedYear:
    """A Jalali year that a branch recorded as computed and paid: `debt` in rial, `paid_on` Gregorian, `staff` by number."""

    contract: int
    year: int
    receipt: str
    paid_on: date
    debt: int
    office: str
    staff: int
    at: datetime


async def add_cleared(connection: AsyncConnection, row: ClearedYear) -> None:
    """Write what was recorded."""
    await connection.execute(insert(cleared_years).values(asdict(row)))


async def cleared_years_of(connection: AsyncConnection, contract: int) -> Sequence[ClearedYear]:
    """What was recorded for a contract, oldest first."""
    mine = cleared_years.c.contract == contract
    rows = await connection.execute(select(cleared_years).where(mine).order_by(cleared_years.c.at))
    return [ClearedYear(**row._mapping) for row in rows]  # noqa: SLF001 (the documented name of SQLAlchemy)


async def receipt_elsewhere(connection: AsyncConnection, receipt: str, *, paid_on: date, contract: int) -> bool:
    """Does this receipt of this day stand for another contract?"""
    same = (cleared_years.c.receipt == receipt, cleared_years.c.paid_on == paid_on)
    query = select(cleared_years.c.contract).where(*same, cleared_years.c.contract != contract).limit(1)
    return (await connection.scalar(query)) is not None
