"""How often may one address ask to be let in? A rough bound beside the lock of each account [Q2].

Every try counts, right or wrong: a bound on wrong ones alone would tell which password was right, before any code.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.tables import knocks
from backend.kit.upsert import insert_unless_there

_PLACE = "staff_knocks.address"


async def may_knock(ports: StaffPorts, address: str) -> bool:
    """Count a try from this address; False where there were too many lately. The address itself is kept nowhere."""
    limits, now = ports.limits, ports.clock.now()
    index = ports.vault.index(address, _PLACE)
    async with ports.database.begin() as connection:
        row = {"address_index": index, "since": now, "count": 0}
        await insert_unless_there(connection, knocks, row)
        return await _count(connection, index, now, over=now - limits.knocks_in) <= limits.knocks


async def _count(connection: AsyncConnection, index: bytes, now: datetime, *, over: datetime) -> int:
    """One more, in a window that begins anew when the last one is over; so many it is now."""
    fresh = knocks.c.since <= over
    counted = (
        update(knocks)
        .where(knocks.c.address_index == index)
        .values(count=case((fresh, 1), else_=knocks.c.count + 1), since=case((fresh, now), else_=knocks.c.since))
        .returning(knocks.c.count)
    )
    return int((await connection.execute(counted)).scalar_one())
