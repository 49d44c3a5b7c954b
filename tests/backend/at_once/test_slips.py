"""Two of everything at the same moment on PostgreSQL: is a slip issued once, paid once, verified once?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.areas.slips.reconciliation import reconcile
from backend.areas.slips.service import SlipsService
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.tables import payments, slips
from backend.contract.slips import CancelSlip, IssueSlip, PaymentState, Slip, StartPayment
from simulators.zarinpal.cards import sample_card
from tests.backend.at_once.lockstep import LockstepDatabase, fault_of
from tests.backend.slips.paying import asked
from tests.backend.slips.world import World, open_world
from tests.databases import Databases

EIGHT = IssueSlip(first="1405-08", last="1405-08", total=53_866_782)
NINE = IssueSlip(first="1405-08", last="1405-09", total=107_733_564)


@pytest.fixture
async def world(postgres_databases: Databases, tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(postgres_databases.fresh(), tmp_path) as made:
        yield made


@pytest.fixture
def both(world: World) -> LockstepDatabase:
    """The database of the world from now on."""
    database = LockstepDatabase(world.database)
    world.ports = replace(world.ports, database=database)
    world.service = SlipsService(ports=world.ports)
    return database


async def paid_session(world: World, slip: Slip) -> str:
    payment = await world.start(slip)
    row = await world.row(payment.id)
    world.bank.take_money(world.bank.need(row.authority), sample_card())
    return payment.id


@pytest.mark.parametrize("other", [EIGHT, NINE], ids=["the same months", "more months"])
async def test_two_issues_make_one_slip(world: World, both: LockstepDatabase, other: IssueSlip) -> None:
    asks = [world.service.issue_slip(wish, world.caller(chat=chat)) for wish, chat in ((EIGHT, "100"), (other, "200"))]
    results = await both.race(*asks)
    assert fault_of(results) in (["slip-open"], ["months-already-paid"])
    assert await world.count(slips) == 1
    assert len(await world.messages("slip-issued")) == 1


async def test_one_tap_that_comes_twice_is_one_slip_for_both(world: World, both: LockstepDatabase) -> None:
    one, two = await both.race(*(world.service.issue_slip(EIGHT, world.caller("tap")) for _ in range(2)))
    assert isinstance(one, Slip)
    assert one == two
    assert await world.count(slips) == 1


async def test_a_slip_that_is_paid_meanwhile_is_not_issued_again(world: World, both: LockstepDatabase) -> None:
    slip = await world.issue()
    payment = await paid_session(world, slip)
    pay, again = settle(world.ports, payment, Prompt.CLAIMS_PAID), world.service.issue_slip(NINE, world.caller())
    results: Any = await both.race(pay, again)
    assert results[0].state is PaymentState.PAID
    assert fault_of(results)[0] in {"slip-open", "months-already-paid", "slip-changed"}
    await world.assert_paid_once(slip)


async def test_two_starts_open_one_session(world: World, both: LockstepDatabase) -> None:
    slip = await world.issue()
    starts = [
        world.service.start_payment(StartPayment(slip=slip.id), world.caller(chat=chat)) for chat in ("100", "200")
    ]
    one, two = await both.race(*starts)
    assert not isinstance(one, BaseException)
    assert one == two
    assert asked(world, "request") == 1
    assert await world.count(payments) == 1


@pytest.mark.parametrize("prompts", [(Prompt.CLAIMS_PAID, Prompt.SWEPT), (Prompt.ASKED, Prompt.ASKED)])
async def test_two_who_settle_verify_once(world: World, both: LockstepDatabase, prompts: tuple[Prompt, Prompt]) -> None:
    slip = await world.issue()
    payment = await paid_session(world, slip)
    results = await both.race(*(settle(world.ports, payment, prompt) for prompt in prompts))
    assert fault_of(results) == []
    assert asked(world, "verify") == 1
    await world.assert_paid_once(slip)


async def test_two_paid_sessions_of_one_slip_are_one_payment(world: World, both: LockstepDatabase) -> None:
    slip = await world.issue()
    first = await paid_session(world, slip)
    world.clock.forward(world.ports.times.offered)
    await world.change(payments, superseded=True)
    second = await paid_session(world, slip)
    assert first != second
    await both.race(*(settle(world.ports, each, Prompt.CLAIMS_PAID) for each in (first, second)))
    for _ in range(3):
        world.clock.forward(world.ports.times.lease)
        await reconcile(world.ports, now=world.clock.now())
    await world.assert_paid_once(slip)
    assert await world.count(payments, payments.c.state == "refund") == 1
    assert asked(world, "verify") == 1


async def test_a_slip_is_cancelled_or_paid_for_but_never_both(world: World, both: LockstepDatabase) -> None:
    slip = await world.issue()
    start = world.service.start_payment(StartPayment(slip=slip.id), world.caller(chat="100"))
    results = await both.race(start, world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller(chat="200")))
    assert fault_of(results) in (["slip-being-paid"], ["slip-cancelled"])
    opened = await world.count(payments, payments.c.authority.is_not(None))
    assert await world.count(slips, slips.c.state == "cancelled") == 1 - opened


async def test_money_goes_back_once_although_two_sweep(world: World, both: LockstepDatabase) -> None:
    slip = await world.issue()
    await world.start(slip)
    reversals: list[str] = []

    class Reversing:
        name, highest_amount = world.ports.gateway.name, world.ports.gateway.highest_amount

        async def list_unverified(self) -> list[Any]:
            return []

        async def reverse(self, authority: str) -> None:
            reversals.append(authority)

    gateway: Any = Reversing()
    await world.change(payments, state="refund", gives_back=True, next_check_at=world.clock.now())
    ports = replace(world.ports, gateway=gateway)
    await both.race(*(reconcile(ports, now=world.clock.now()) for _ in range(2)))
    assert len(reversals) == 1
    assert await world.count(payments, payments.c.gives_back) == 0
