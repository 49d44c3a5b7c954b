"""What happens, in one transaction, once the end of a payment is certain [P3] [N1]?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.payment_rows import PaymentRow, change_payment, payment_by_id
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import SlipRow, contract_of, end_slip, slip_by_serial
from backend.contract.slips import PaymentState, SlipState
from backend.kit.outbox import OutgoingMessage

TOPIC = "payment"


async def book(ports: SlipsPorts, connection: AsyncConnection, payment: str, *, reference: str) -> None:
    """The gateway gave us the money: payment and slip paid, contribution records, treatment, messages. Once, however often asked.

    `reference` is the gateway's own number of the payment. Where the slip can no longer be paid the money goes back.
    """
    row = await payment_by_id(connection, payment)
    if row is None or row.decided:
        return
    slip = await slip_by_serial(connection, row.slip, locked=True)
    now = ports.clock.now()
    if slip.state is not SlipState.ISSUED:
        await refund(ports, connection, row, slip, reason=f"slip-{slip.state}", verified=True)
        return
    booked = await change_payment(
        connection,
        payment,
        state=PaymentState.PAID,
        reference=reference,
        paid_at=now,
        claims_slip=True,
        busy_until=None,
        next_check_at=None,
    )
    if not booked:
        return
    await end_slip(connection, slip.serial, SlipState.PAID, at=now, reference=reference)
    await ports.contributions.record(
        connection, contract=contract_of(slip.terms), lines=slip.paid_months, reference=reference, paid_at=now
    )
    await ports.cover.paid(connection, slip.contract, at=now)
    await ports.outbox.add(connection, _received(row, slip, reference, now))


def _received(row: PaymentRow, slip: SlipRow, reference: str, now: datetime) -> OutgoingMessage:
    return OutgoingMessage(
        kind="payment-received",
        person=row.person,
        chats=True,
        locale=row.locale,
        dedup=f"payment-received:{row.id}",
        topic=TOPIC,
        ref=row.id,
        values={
            "state": PaymentState.PAID.value,
            "slip": slip.id,
            "number": slip.number,
            "first": slip.first,
            "last": slip.last,
            "amount": row.amount,
            "reference": reference,
            "paid_at": now.isoformat(),
        },
    )


async def refund(
    ports: SlipsPorts,
    connection: AsyncConnection,
    row: PaymentRow,
    slip: SlipRow,
    *,
    reason: str,
    verified: bool = False,
) -> None:
    """The bank took money that cannot be booked. Unverified, it goes back to the payer by itself; else we ask for that.

    The row stays visible to staff as REFUND with its reason, and the person is told.
    """
    now = ports.clock.now()
    changed = await change_payment(
        connection,
        row.id,
        state=PaymentState.REFUND,
        reason=reason,
        claims_slip=False,
        busy_until=None,
        gives_back=verified,
        next_check_at=now if verified else None,
    )
    if changed:
        values: dict[str, str | int] = {
            "state": PaymentState.REFUND.value,
            "slip": slip.id,
            "number": slip.number,
            "amount": row.amount,
        }
        await ports.outbox.add(connection, _told(row, "payment-refund", values))


async def say_failed(ports: SlipsPorts, connection: AsyncConnection, row: PaymentRow, *, reason: str) -> None:
    """Tell the chats, once, that no money was taken; no SMS, for nothing is lost by it."""
    slip = await slip_by_serial(connection, row.slip)
    values: dict[str, str | int] = {
        "state": PaymentState.FAILED.value,
        "reason": reason,
        "slip": slip.id,
        "number": slip.number,
        "amount": row.amount,
    }
    await ports.outbox.add(connection, replace(_told(row, "payment-failed", values), sms=False))


async def say_in_doubt(ports: SlipsPorts, connection: AsyncConnection, payment: str) -> None:
    """Tell the person, once, that a payment has been in doubt for long and when we look again."""
    row = await payment_by_id(connection, payment)
    now = ports.clock.now()
    if row is None or row.state is not PaymentState.CHECKING or row.told_checking or row.checking_since is None:
        return
    if now < row.checking_since + ports.times.told or row.next_check_at is None:
        return
    slip = await slip_by_serial(connection, row.slip)
    values: dict[str, str | int] = {
        "state": PaymentState.CHECKING.value,
        "slip": slip.id,
        "number": slip.number,
        "amount": row.amount,
        "check_again_at": row.next_check_at.isoformat(),
    }
    await change_payment(connection, payment, told_checking=True)
    await ports.outbox.add(connection, _told(row, "payment-checking", values))


def _told(row: PaymentRow, kind: str, values: dict[str, str | int]) -> OutgoingMessage:
    return OutgoingMessage(
        kind=kind,
        person=row.person,
        chats=True,
        locale=row.locale,
        dedup=f"{kind}:{row.id}",
        topic=TOPIC,
        ref=row.id,
        values=values,
    )
