"""What must be done when a Jalali month begins? Once a month, whenever that is, and again from the start after a crash.

Slips that have run out end first, so that their months are free. Then everybody is warned whose contract lapses
unless it is paid in this month. A new year needs nothing written: its months open by themselves, and where the run of
last year's account is not computed yet the rules say so.
"""

from __future__ import annotations

import logging

from backend.areas.slips.ending import expire_overdue
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.reminding import warn_of_lapse
from backend.domain.calendar import JalaliMonth
from backend.work.marks import is_marked, set_mark

log = logging.getLogger(__name__)

MARK = "slips.month"
_BATCH = 500


async def begin_month(ports: SlipsPorts) -> bool:
    """Do the work of the present month; False when it was done before."""
    today = ports.clock.today()
    month = JalaliMonth.of(today)
    async with ports.database.begin() as connection:
        if await is_marked(connection, MARK, str(month)):
            return False
    expired = 0
    while True:
        async with ports.database.begin() as connection:
            done = await expire_overdue(ports, connection, today, limit=_BATCH)
        expired += done
        if done < _BATCH:
            break
    warned = await warn_of_lapse(ports, month)
    async with ports.database.begin() as connection:
        await set_mark(connection, MARK, str(month), ports.clock.now())
    log.info("a month has begun", extra={"month": str(month), "expired": expired, "warned": warned})
    return True
