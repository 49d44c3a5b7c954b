"""When does a slip end unpaid: cancelled by the person, or past its deadline? Whoever has a part in it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.payment_rows import offered_payment, undecided_payments
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import SlipRow, end_slip, overdue_slips, slip_by_serial, slip_of_person
from backend.contract import slips as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState, SlipState
from backend.kit.outbox import OutgoingMessage

TOPIC = "slip"


async def cancel(
    ports: SlipsPorts, connection: AsyncConnection, person: int, asked: shapes.CancelSlip, caller: Caller
) -> shapes.Slip | Refused:
    """Cancel an unpaid slip, free its months and say so. A slip that is being paid, or may have been, is refused."""
    found = await slip_of_person(connection, slip=asked.slip, person=person)
    if found is None:
        return Refused("slip-unknown")
    row = await slip_by_serial(connection, found.serial, locked=True)
    refused = await cancel_unpaid(ports, connection, row, locale=caller.locale)
    if refused is not None:
        return refused
    return (await slip_by_serial(connection, row.serial)).view(ports.clock.today())


async def cancel_unpaid(ports: SlipsPorts, connection: AsyncConnection, row: SlipRow, *, locale: str) -> Refused | None:
    """Cancel a slip whose row is held, and say so; Refused("slip-paid") or Refused("slip-being-paid") where it stays."""
    now = ports.clock.now()
    if row.state is SlipState.PAID:
        return Refused("slip-paid", {"number": row.number})
    offered = await offered_payment(connection, row.serial)
    if offered is not None and offered.busy_until is not None and now < offered.busy_until:
        return Refused(
            "slip-being-paid", {"number": row.number}
        )  # its session is being opened, or it is being asked about
    for payment in await undecided_payments(connection, row.serial):
        if payment.state is PaymentState.CHECKING or (not payment.superseded and now < payment.offered_until):
            return Refused("slip-being-paid", {"number": row.number})
    if await end_slip(connection, row.serial, SlipState.CANCELLED, at=now):
        await ports.outbox.add(connection, _ended(row, SlipState.CANCELLED, locale=locale))
    return None


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
            ended = await end_slip(connection, locked.serial, SlipState.EXPIRED, at=ports.clock.now())
            if ended:
                await ports.outbox.add(connection, replace(_ended(locked, SlipState.EXPIRED), sms=False))
            count += ended
    return count


def _ended(row: SlipRow, state: SlipState, *, locale: str = "fa") -> OutgoingMessage:
    """The identifiers went out by SMS, so that they are void does too; chats hear of it as the news "slip"."""
    return OutgoingMessage(
        kind=f"slip-{state}",
        person=row.person,
        chats=True,
        locale=locale,
        dedup=f"slip-{state}:{row.id}",
        topic=TOPIC,
        ref=row.id,
        values={"state": state.value, "slip": row.id, "number": row.number, "total": row.total},
    )
