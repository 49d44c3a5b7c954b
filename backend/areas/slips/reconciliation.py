"""Which payments are not certain yet, and what does the gateway say about them now [P3]?

Run every few seconds by a worker; several at once do no harm. A return that was lost is found here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from backend.areas.slips.payment_rows import (
    PaymentRow,
    change_payment,
    change_refund,
    due_payments,
    payment_by_authority,
    revive_payment,
    take_refund,
)
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.settling import Prompt, settle
from backend.contract.slips import PaymentState
from backend.payments.port import GatewayRefused, GatewayTrouble, Unverified

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """What one run did: payments looked at, and those of them that came to a certain end."""

    looked_at: int
    decided: int


async def reconcile(ports: SlipsPorts, *, now: datetime, limit: int = 50, listing: bool = True) -> Swept:
    """Ask the gateway about at most `limit` payments that are due; what fails is tried again later, ever more seldom.

    `listing` asks for the gateway's own list of unverified sessions first.
    """
    if listing:
        await _notice_paid(ports, now)
    async with ports.database.begin() as connection:
        due = await due_payments(connection, now, limit)
    decided = 0
    for payment in due:
        decided += await _look_at(ports, payment, now)
    return Swept(len(due), decided)


async def _look_at(ports: SlipsPorts, payment: str, now: datetime) -> bool:
    try:
        row = await settle(ports, payment, Prompt.SWEPT)
        if row.gives_back:
            await _give_back(ports, row, now)
    except Exception as trouble:  # noqa: BLE001 -- one poisoned payment must not hold up the others
        _log.error("a payment could not be settled (%s); tried again later", type(trouble).__name__)
        later = now + ports.times.longest_check
        async with ports.database.begin() as connection:
            if not await change_payment(connection, payment, next_check_at=later):
                await change_refund(connection, payment, next_check_at=later)
        return False
    return row.decided


async def _notice_paid(ports: SlipsPorts, now: datetime) -> None:
    """The gateway's own list of paid and unverified sessions: those of ours are looked at now, given up or not."""
    try:
        listed = await ports.gateway.list_unverified()
    except GatewayTrouble as trouble:
        _log.warning("gateway %s does not list what is unverified: %s", ports.gateway.name, trouble)
        return
    for item in listed:
        await _notice(ports, item, now)


async def _notice(ports: SlipsPorts, item: Unverified, now: datetime) -> None:
    async with ports.database.begin() as connection:
        row = await payment_by_authority(connection, ports.gateway.name, item.authority)
        if row is None:
            return
        if row.amount != item.amount:
            _log.error("gateway %s lists another amount than our record", ports.gateway.name)
        if row.state is PaymentState.FAILED:
            await revive_payment(connection, row.id, now=now)
        elif not row.decided and row.state is PaymentState.OPEN:
            await change_payment(connection, row.id, next_check_at=now)


async def _give_back(ports: SlipsPorts, row: PaymentRow, now: datetime) -> None:
    """Ask the gateway to return verified money; where it refuses, staff must (the row stays REFUND)."""
    at = ports.clock.now()
    async with ports.database.begin() as connection:
        if not await take_refund(connection, row.id, now=at, until=at + ports.times.lease):
            return
    values: dict[str, object] = {"gives_back": False, "next_check_at": None}
    try:
        await ports.gateway.reverse(row.authority or "")
    except GatewayRefused as refused:
        _log.error("gateway %s will not give money back: %s", row.gateway, refused)
        values["reason"] = "return-refused"
    except GatewayTrouble:
        values = {"checks": row.checks + 1, "next_check_at": now + ports.times.delay(row.checks)}
    async with ports.database.begin() as connection:
        await change_refund(connection, row.id, **values)
