"""When does a slip end unpaid: cancelled by the person, or past its deadline?"""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.payment_rows import undecided_payments
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import end_slip, overdue_slips, slip_by_serial, slip_of_person
from backend.contract import slips as shapes
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState, SlipState


async def cancel(
    ports: SlipsPorts, connection: AsyncConnection, person: int, asked: shapes.CancelSlip
) -> shapes.Slip | Refused:
    """Cancel an unpaid slip and free its months. A slip that is being paid, or may have been, is refused."""
    found = await slip_of_person(connection, slip=asked.slip, person=person)
    if found is None:
        return Refused("slip-unknown")
    row = await slip_by_serial(connection, found.serial, locked=True)
    now, today = ports.clock.now(), ports.clock.today()
    if row.state is SlipState.PAID:
        return Refused("slip-paid", {"number": row.number})
    for payment in await undecided_payments(connection, row.serial):
        if payment.state is PaymentState.CHECKING or (not payment.superseded and now < payment.offered_until):
            return Refused("slip-being-paid", {"number": row.number})
    await end_slip(connection, row.serial, SlipState.CANCELLED, at=now)
    return (await slip_by_serial(connection, row.serial)).view(today)


async def expire_overdue(
    ports: SlipsPorts, connection: AsyncConnection, today: date, *, contract: int | None = None, limit: int = 500
) -> int:
    """Move slips past their deadline to expired and free their months; how many.

    A slip with a payment whose end is not certain waits: money that the bank took in time is not turned away.
    """
    count = 0
    for row in await overdue_slips(connection, today, contract=contract, limit=limit):
        locked = await slip_by_serial(connection, row.serial, locked=True)
        if not await undecided_payments(connection, locked.serial):
            count += await end_slip(connection, locked.serial, SlipState.EXPIRED, at=ports.clock.now())
    return count
