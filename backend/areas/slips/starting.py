"""How does a person get to the bank's page for a slip [P3]?

Our row is written and committed first, then the gateway is asked outside of any transaction, then its answer is
kept. A crash in between leaves a row without authority, which the next try continues; nobody can have paid it.
"""

from __future__ import annotations

import asyncio
import logging
import secrets

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.account import closed_by_exam, paid_elsewhere
from backend.areas.slips.payment_rows import (
    PaymentRow,
    add_payment,
    change_payment,
    offered_payment,
    payment_by_id,
    take_lease,
)
from backend.areas.slips.ports import SlipsPorts, new_ref
from backend.areas.slips.repository import SlipRow, slip_by_serial, slip_of_person
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.tables import payments
from backend.contract import slips as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from backend.contract.slips import PaymentState, SlipState
from backend.kit.once import give_or_refuse, once
from backend.payments.port import Cause, GatewayRefused, GatewayTrouble, Order, Session

_log = logging.getLogger(__name__)
_WAITS = (0.2, 0.4, 0.8, 1.6)
_SAFE_MEANWHILE = 2


class Reserved(BaseModel):
    """Which payment a question was given: kept under the caller's key."""

    payment: str


async def start_payment(ports: SlipsPorts, asked: shapes.StartPayment, caller: Caller) -> tuple[PaymentRow, SlipRow]:
    """The payment for a slip, with an open session at the gateway; a young one that the bank still keeps is given again.

    Raises Refused (slip-unknown, slip-paid, slip-expired, slip-cancelled, months-already-paid, payment-too-large,
    account-exam-pending, account-exam-unfit) and Unavailable.
    """
    async with ports.database.begin() as connection:
        person = await ports.person(connection, caller)
        slip = await slip_of_person(connection, slip=asked.slip, person=person)
        if slip is None:
            raise Refused("slip-unknown")
        before = await offered_payment(connection, slip.serial)
    if before is not None and before.authority is not None:
        await settle(ports, before.id, Prompt.ASKED)
    async with ports.database.begin() as connection:
        outcome = await once(
            connection,
            vault=ports.vault,
            caller=caller,
            method="start_payment",
            shape=Reserved,
            now=ports.clock.now(),
            make=lambda: _reserve(ports, connection, slip.serial, caller),
        )
    reserved = give_or_refuse(outcome)
    return await _open(ports, reserved.payment, slip), slip


def _is_old(ports: SlipsPorts, row: PaymentRow) -> bool:
    return row.authority is not None and row.offered_until <= ports.clock.now()


async def _reserve(ports: SlipsPorts, connection: AsyncConnection, serial: int, caller: Caller) -> Reserved | Refused:
    """The offered payment, or a new row in place of one that is too old."""
    slip = await slip_by_serial(connection, serial, locked=True)
    refusal, offered = _not_payable(ports, slip), await offered_payment(connection, serial)
    checking = offered is not None and offered.state is PaymentState.CHECKING
    if not checking and (refusal is None or refusal.code == "slip-expired"):
        refusal = await closed_by_exam(ports, connection, slip) or refusal
    if refusal is not None:
        return refusal
    if await paid_elsewhere(ports, connection, slip):
        return Refused("months-already-paid", {"first": slip.first, "last": slip.last})
    if offered is not None:
        if offered.state is PaymentState.CHECKING or not _is_old(ports, offered):
            return Reserved(payment=offered.id)
        await change_payment(connection, offered.id, superseded=True)
    row = _new_payment(ports, slip, caller)
    if not await add_payment(connection, row):
        raise Unavailable("gateway", retry_after=_SAFE_MEANWHILE)
    return Reserved(payment=row.id)


def _not_payable(ports: SlipsPorts, slip: SlipRow) -> Refused | None:
    match slip.view(ports.clock.today()).state:
        case SlipState.PAID:
            return Refused("slip-paid", {"number": slip.number})
        case SlipState.EXPIRED:
            return Refused("slip-expired", {"number": slip.number, "deadline": slip.deadline.isoformat()})
        case SlipState.CANCELLED:
            return Refused("slip-cancelled", {"number": slip.number})
        case SlipState.ISSUED:
            highest = ports.gateway.highest_amount
            return Refused("payment-too-large", {"highest": highest}) if slip.total > highest else None


def _new_payment(ports: SlipsPorts, slip: SlipRow, caller: Caller) -> PaymentRow:
    now = ports.clock.now()
    return PaymentRow(
        id=new_ref(),
        return_token=secrets.token_urlsafe(24),
        slip=slip.serial,
        person=slip.person,
        amount=slip.total,
        gateway=ports.gateway.name,
        channel=caller.channel,
        locale=caller.locale,
        created_at=now,
        offered_until=now + ports.times.offered,
        next_check_at=now + ports.times.abandoned,
    )


async def _open(ports: SlipsPorts, payment: str, slip: SlipRow) -> PaymentRow:
    """Open the session of a reserved payment unless it is open; waits a moment for somebody who is doing it now."""
    for wait in (*_WAITS, None):
        row = await _read(ports, payment)
        if row.authority is not None or row.decided:
            return row
        if await _is_ours_to_open(ports, payment, slip.serial):
            return await _ask_gateway(ports, row, slip)
        if wait is not None:
            await asyncio.sleep(wait)
    raise Unavailable("gateway", retry_after=_SAFE_MEANWHILE)


async def _is_ours_to_open(ports: SlipsPorts, payment: str, serial: int) -> bool:
    """Take the lease of a session that nobody has opened. Raises Refused for a slip that ended meanwhile."""
    now = ports.clock.now()
    async with ports.database.begin() as connection:
        refusal = _not_payable(ports, await slip_by_serial(connection, serial, locked=True))
        if refusal is not None:
            raise refusal
        unopened = payments.c.authority.is_(None)
        return await take_lease(connection, payment, unopened, now=now, until=now + ports.times.lease)


async def _read(ports: SlipsPorts, payment: str) -> PaymentRow:
    async with ports.database.begin() as connection:
        row = await payment_by_id(connection, payment)
    if row is None:
        raise Refused("payment-unknown")
    return row


async def _ask_gateway(ports: SlipsPorts, row: PaymentRow, slip: SlipRow) -> PaymentRow:
    words = ports.descriptions.get(row.locale, "{number}")
    order = Order(
        amount=row.amount,
        reference=slip.number,
        return_url=f"{ports.return_base.rstrip('/')}/{row.return_token}",
        description=words.format(number=slip.number),
    )
    try:
        session = await ports.gateway.start(order)
    except GatewayTrouble as trouble:
        await _give_up_lease(ports, row)
        raise _not_started(ports, trouble) from None
    return await _keep_session(ports, row, session)


def _not_started(ports: SlipsPorts, trouble: GatewayTrouble) -> Exception:
    _log.warning("gateway %s did not open a session: %s", ports.gateway.name, trouble)
    if isinstance(trouble, GatewayRefused) and trouble.cause is Cause.LIMIT:
        return Refused("payment-too-large", {"highest": ports.gateway.highest_amount})
    slow = isinstance(trouble, GatewayRefused) and trouble.cause is Cause.THROTTLE
    return Unavailable("gateway", retry_after=60 if slow else None)


async def _give_up_lease(ports: SlipsPorts, row: PaymentRow) -> None:
    async with ports.database.begin() as connection:
        await change_payment(connection, row.id, payments.c.authority.is_(None), busy_until=None)


async def _keep_session(ports: SlipsPorts, row: PaymentRow, session: Session) -> PaymentRow:
    """Keep what the gateway opened; where another try was faster, its session is the one."""
    now = ports.clock.now()
    async with ports.database.begin() as connection:
        await change_payment(
            connection,
            row.id,
            payments.c.authority.is_(None),
            authority=session.authority,
            url=session.redirect.url,
            busy_until=None,
            offered_until=now + ports.times.offered,
            next_check_at=now + ports.times.first_check,
        )
    return await _read(ports, row.id)
