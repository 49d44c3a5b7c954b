"""How is the unpaid slip of a contract taken back when its terms change or it ends [V7] [V8]? What contracts ask of slips."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.ending import cancel_unpaid
from backend.areas.slips.payment_rows import undecided_payments
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import open_slip, slip_by_serial
from backend.areas.slips.settling import Prompt, settle
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState


@dataclass(frozen=True, slots=True)
class UnpaidSlips:
    """`backend.kit.contract_slips.ContractSlips` on our own slips."""

    ports: SlipsPorts

    async def settle(self, contract: int) -> None:
        async with self.ports.database.begin() as connection:
            slip = await open_slip(connection, contract)
            undecided = [] if slip is None else await undecided_payments(connection, slip.serial)
        for payment in undecided:
            await settle(self.ports, payment.id, Prompt.ASKED)

    async def withdraw(self, connection: AsyncConnection, contract: int, *, locale: str) -> str | None:
        slip = await open_slip(connection, contract)
        if slip is None:
            return None
        held = await slip_by_serial(connection, slip.serial, locked=True)
        refused = await cancel_unpaid(self.ports, connection, held, locale=locale)
        return held.number if isinstance(refused, Refused) and refused.code == "slip-being-paid" else None

    async def being_checked(self, connection: AsyncConnection, contract: int) -> bool:
        slip = await open_slip(connection, contract)
        undecided = [] if slip is None else await undecided_payments(connection, slip.serial)
        return any(payment.state is PaymentState.CHECKING for payment in undecided)

    async def open_slip(self, connection: AsyncConnection, contract: int) -> str | None:
        slip = await open_slip(connection, contract)
        return None if slip is None or slip.deadline < self.ports.clock.today() else slip.id
