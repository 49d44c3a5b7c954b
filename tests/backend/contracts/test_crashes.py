"""What is left when a process dies in the middle: of concluding, of the first payment, of an end?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from backend.areas.cases.tables import case_moves, cases
from backend.areas.contracts.service import ContractsService
from backend.areas.contracts.tables import agreements, events
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.tables import payments
from backend.areas.slips.withdrawing import UnpaidSlips
from backend.contract.voluntary import ConcludeContract, ContractStanding
from backend.kit.outbox import OutgoingMessage
from backend.registers.local.tables import contracts, contributions, entitlements
from simulators.zarinpal.cards import sample_card
from tests.backend.contracts.world import BY_LAW, ContractWorld

FLOOR = ConcludeContract(premium=53_866_782, wage_base=199_506_600, by_law=BY_LAW)


class Killed(Exception):
    """The process died here."""


class MortalOutbox:
    """Writes like the other one, and then the process dies, at messages of one kind and as long as `alive` is False."""

    def __init__(self, inner: Any, kind: str) -> None:
        self.inner, self.kind, self.alive = inner, kind, False

    async def add(self, connection: Any, message: OutgoingMessage) -> int:
        number: int = await self.inner.add(connection, message)
        if message.kind == self.kind and not self.alive:
            raise Killed
        return number


def mortal(world: ContractWorld, kind: str) -> MortalOutbox:
    outbox = MortalOutbox(world.slips.ports.outbox, kind)
    world.slips.ports = replace(world.slips.ports, outbox=outbox)
    world.ports = replace(world.ports, outbox=outbox, slips=UnpaidSlips(world.slips.ports))
    world.service = ContractsService(ports=world.ports)
    return outbox


async def test_a_death_while_concluding_leaves_nothing_and_the_same_key_goes_on(world: ContractWorld) -> None:
    outbox = mortal(world, "contract-concluded")
    with pytest.raises(Killed):
        await world.service.conclude_contract(FLOOR, world.caller("tap"))
    for table in (contracts, agreements, events, cases, case_moves):
        assert await world.slips.count(table) == 0
    assert await world.kinds() == []
    outbox.alive = True
    made = await world.service.conclude_contract(FLOOR, world.caller("tap"))
    assert await world.service.conclude_contract(FLOOR, world.caller("tap")) == made
    assert (await world.slips.count(contracts), await world.kinds()) == (1, ["contract-concluded"])
    assert [await world.slips.count(table) for table in (cases, case_moves)] == [1, 1]


async def test_a_death_while_booking_leaves_neither_history_nor_treatment(world: ContractWorld) -> None:
    await world.conclude()
    slip = await world.slips.issue("1405-08")
    payment = await world.slips.start(slip)
    row = await world.slips.row(payment.id)
    world.slips.bank.take_money(world.slips.bank.need(row.authority), sample_card())
    outbox = mortal(world, "payment-received")
    with pytest.raises(Killed):
        await settle(world.slips.ports, payment.id, Prompt.CLAIMS_PAID)
    assert await world.slips.count(contributions) == 0
    assert await world.slips.count(entitlements) == 0
    assert (await world.mine()).care == ()
    outbox.alive = True
    world.slips.clock.forward(world.slips.ports.times.lease)
    await settle(world.slips.ports, payment.id, Prompt.SWEPT)
    assert await world.slips.count(payments, payments.c.state == "paid") == 1
    assert (await world.slips.count(contributions), await world.slips.count(entitlements)) == (1, 1)
    now = await world.mine()
    assert (now.standing, now.care) == (ContractStanding.IN_FORCE, ("inpatient", "outpatient"))
    assert [event.code for event in now.history].count("treatment-opened") == 1


async def test_a_death_while_ending_is_made_up_for_and_told_once(world: ContractWorld) -> None:
    made = await world.conclude()
    await world.slips.issue("1405-08")
    assert made.ends_on is not None
    world.forward((made.ends_on - made.concluded_on).days)
    outbox = mortal(world, "contract-annulled")
    with pytest.raises(Killed):
        await world.service.end()
    assert await world.slips.count(contracts, contracts.c.state == "active") == 1
    assert len(await world.slips.messages("slip-cancelled")) == 0
    outbox.alive = True
    assert [await world.service.end(), await world.service.end()] == [1, 0]
    kinds = await world.kinds()
    assert (kinds.count("contract-annulled"), kinds.count("slip-cancelled")) == (1, 1)
