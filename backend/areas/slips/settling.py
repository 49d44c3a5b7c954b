"""How does a payment come to its certain end [P3]?

Whatever wakes us (the browser, the person, the sweeper), the gateway is asked, never the browser believed:

    one asker at a time  →  inquire  →  claim the slip (one payment at most)  →  verify our amount  →  book

The claim is committed before `verify`, and only the claiming payment is verified: money is never taken for good that
cannot be booked. A crash anywhere leaves the payment undecided, and the next asker goes on: the gateway answers a
second `verify` like the first. Booking is one transaction: payment, slip, contribution records, messages.
"""

from __future__ import annotations

import logging
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.account import paid_elsewhere
from backend.areas.slips.booking import book, refund, say_failed, say_in_doubt
from backend.areas.slips.payment_rows import (
    PaymentRow,
    change_payment,
    is_claimed_by_another,
    payment_by_id,
    take_lease,
)
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import slip_by_serial
from backend.contract.outcome import Unavailable
from backend.contract.slips import PaymentState, SlipState
from backend.payments.port import Doubt, GatewayTrouble, NotVerified, Standing, Verified

_log = logging.getLogger(__name__)
MONEY_TAKEN = frozenset({Standing.TAKEN, Standing.VERIFIED})


class Prompt(StrEnum):
    """Why we ask about a payment now."""

    CLAIMS_PAID = "claims-paid"
    """the browser came back and says that it was paid"""
    CLAIMS_NOT = "claims-not"
    """the browser came back and says that it was not"""
    ASKED = "asked"
    """the person asks how it stands"""
    SWEPT = "swept"
    """its time has come"""


async def settle(ports: SlipsPorts, payment: str, prompt: Prompt) -> PaymentRow:
    """Ask the gateway until the payment's end is certain or nothing more can be learnt now; the row as it then stands.

    Raises LookupError for an unknown payment.
    """
    row = await _begin(ports, payment, prompt)
    if row is None or row.decided:
        return row or await read_payment(ports, payment)
    if row.authority is None:
        return await _never_started(ports, row, prompt)
    if prompt is not Prompt.CLAIMS_PAID:
        standing = await _inquire(ports, row)
        if standing is None:
            return await _postpone(ports, row, prompt, doubtful=prompt is Prompt.CLAIMS_NOT)
        if standing not in MONEY_TAKEN:
            return await _without_money(ports, row, standing, prompt)
    if await _claim(ports, row, prompt):
        await _verify(ports, row, prompt)
    return await read_payment(ports, payment)


async def note_return(ports: SlipsPorts, payment: str, prompt: Prompt) -> None:
    """Somebody came back from the bank: whatever happens to us from here on, a worker asks the gateway soon."""
    soon = ports.clock.now() + ports.times.returned
    async with ports.database.begin() as connection:
        row = await payment_by_id(connection, payment)
        if row is None or row.decided or row.authority is None:
            return
        values: dict[str, Any] = {"next_check_at": min(row.next_check_at or soon, soon)}
        if prompt is Prompt.CLAIMS_PAID:
            await _mark_checking(ports, connection, row, **values)
        else:
            await change_payment(connection, payment, **values)


async def read_payment(ports: SlipsPorts, payment: str) -> PaymentRow:
    """The row as it stands. Raises LookupError."""
    async with ports.database.begin() as connection:
        row = await payment_by_id(connection, payment)
    if row is None:
        raise LookupError("no such payment")
    return row


async def _begin(ports: SlipsPorts, payment: str, prompt: Prompt) -> PaymentRow | None:
    """Become the only asker; None where another one is busy. A claim to have paid is marked before anything is asked."""
    now = ports.clock.now()
    async with ports.database.begin() as connection:
        row = await payment_by_id(connection, payment)
        if row is None or row.decided or row.authority is None:
            return row
        if not await take_lease(connection, payment, now=now, until=now + ports.times.lease):
            return None
        if prompt is Prompt.CLAIMS_PAID:
            await _mark_checking(ports, connection, row)
        return await payment_by_id(connection, payment)


async def _mark_checking(ports: SlipsPorts, connection: AsyncConnection, row: PaymentRow, **values: Any) -> None:
    now = ports.clock.now()
    marks = {"checking_since": row.checking_since or now, "next_check_at": _next(ports, row)} | values
    await change_payment(connection, row.id, state=PaymentState.CHECKING, **marks)


async def _inquire(ports: SlipsPorts, row: PaymentRow) -> Standing | None:
    try:
        return await ports.gateway.inquire(row.authority or "")
    except GatewayTrouble as trouble:
        _log.warning("gateway %s does not say how a payment stands: %s", row.gateway, trouble)
        return None


async def _without_money(ports: SlipsPorts, row: PaymentRow, standing: Standing, prompt: Prompt) -> PaymentRow:
    """The bank has not taken the money: certain, or still possible."""
    if standing is not Standing.WAITING:
        return await _fail(ports, row, prompt, reason=str(standing))
    now = ports.clock.now()
    if now >= row.created_at + ports.times.abandoned:
        return await _fail(ports, row, prompt, reason="abandoned")
    if prompt is Prompt.CLAIMS_NOT or row.reason == "came-back":
        return await _postpone(ports, row, prompt, doubtful=True, reason="came-back", claims_slip=False)
    async with ports.database.begin() as connection:
        await change_payment(
            connection,
            row.id,
            state=PaymentState.OPEN,
            claims_slip=False,
            checking_since=None,
            busy_until=None,
            checks=row.checks + (prompt is Prompt.SWEPT),
            next_check_at=_next(ports, row),
        )
    return await read_payment(ports, row.id)


async def _never_started(ports: SlipsPorts, row: PaymentRow, prompt: Prompt) -> PaymentRow:
    """A row whose session was never opened: nobody can have paid it, and after a while nobody will continue it."""
    if ports.clock.now() < row.created_at + ports.times.abandoned:
        return row
    return await _fail(ports, row, prompt, reason="never-started")


async def _fail(ports: SlipsPorts, row: PaymentRow, prompt: Prompt, *, reason: str) -> PaymentRow:
    """Certain: no money of the payer is with us. The chats are told, unless the person asked and is answered by it."""
    async with ports.database.begin() as connection:
        failed = await change_payment(
            connection,
            row.id,
            state=PaymentState.FAILED,
            reason=reason,
            claims_slip=False,
            busy_until=None,
            next_check_at=None,
        )
        if failed and prompt is not Prompt.ASKED and row.authority is not None and not row.superseded:
            await say_failed(ports, connection, row, reason=reason)
    return await read_payment(ports, row.id)


async def _postpone(ports: SlipsPorts, row: PaymentRow, prompt: Prompt, *, doubtful: bool, **values: Any) -> PaymentRow:
    """Nothing certain: ask again later. `doubtful`: the bank may have the money, so the payment is being checked."""
    checks = row.checks + (prompt is Prompt.SWEPT)
    again = {"busy_until": None, "checks": checks, "next_check_at": _next(ports, row)} | values
    async with ports.database.begin() as connection:
        fresh = await payment_by_id(connection, row.id) or row
        if doubtful or fresh.state is PaymentState.CHECKING:
            await _mark_checking(ports, connection, fresh, **again)
            await say_in_doubt(ports, connection, row.id)
        else:
            await change_payment(connection, row.id, **again)
    return await read_payment(ports, row.id)


def _next(ports: SlipsPorts, row: PaymentRow) -> datetime:
    return ports.clock.now() + ports.times.delay(row.checks)


async def _claim(ports: SlipsPorts, row: PaymentRow, prompt: Prompt) -> bool:
    """Claim the slip for this payment, committed before it is verified; False where it cannot be had (now or ever)."""
    async with ports.database.begin() as connection:
        slip = await slip_by_serial(connection, row.slip, locked=True)
        fresh = await payment_by_id(connection, row.id)
        if fresh is None or fresh.decided:
            return False
        if fresh.claims_slip:
            return True
        if slip.state is not SlipState.ISSUED:
            await refund(ports, connection, fresh, slip, reason=f"slip-{slip.state}")
            return False
        if await paid_elsewhere(ports, connection, slip):
            await refund(ports, connection, fresh, slip, reason="months-paid")
            return False
        taken = await is_claimed_by_another(connection, fresh)
        if not taken:
            await _mark_checking(ports, connection, fresh, claims_slip=True)
            return True
    await _postpone(ports, row, prompt, doubtful=True)
    return False


async def _verify(ports: SlipsPorts, row: PaymentRow, prompt: Prompt) -> None:
    """Ask for the amount of our own record, and book what is certain."""
    try:
        answer = await ports.gateway.verify(row.authority or "", amount=row.amount)
    except GatewayTrouble as trouble:
        _log.warning("gateway %s does not verify: %s", row.gateway, trouble)
        await _postpone(ports, row, prompt, doubtful=True)
        return
    match answer:
        case Verified():
            await _book(ports, row, prompt, answer.reference)
        case NotVerified(doubt=Doubt.NOT_PAID):
            await _not_paid(ports, row, prompt)
        case NotVerified(doubt=Doubt.AMOUNT_DIFFERS):
            _log.error("gateway %s holds another amount than our record", row.gateway)
            async with ports.database.begin() as connection:
                slip = await slip_by_serial(connection, row.slip, locked=True)
                await refund(ports, connection, row, slip, reason="amount-differs")
        case NotVerified(doubt=Doubt.UNKNOWN_SESSION):
            await _fail(ports, row, prompt, reason="unknown")


async def _book(ports: SlipsPorts, row: PaymentRow, prompt: Prompt, reference: str) -> None:
    try:
        async with ports.database.begin() as connection:
            await book(ports, connection, row.id, reference=reference)
    except Unavailable as unavailable:
        _log.warning("a verified payment waits for a register: %s", unavailable.what)
        await _postpone(ports, row, prompt, doubtful=True)


async def _not_paid(ports: SlipsPorts, row: PaymentRow, prompt: Prompt) -> None:
    """Verify says "not paid": failed, or a browser that claimed too much while the bank's page is still open."""
    standing = await _inquire(ports, row)
    if standing is None or standing in MONEY_TAKEN:
        await _postpone(ports, row, prompt, doubtful=True)
        return
    await _without_money(ports, row, standing, Prompt.ASKED)
