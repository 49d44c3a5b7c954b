"""The bank's answer is lost, late or missing: is every payment decided in the end, by the sweeper or when the person asks?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.areas.slips.tables import payments
from backend.contract.outcome import Unavailable
from backend.contract.slips import AskPayment, PaymentState
from simulators.faults import FaultKind
from tests.backend.slips.paying import TEXTS, Browser, bank_pays, begin, state_of, trouble
from tests.backend.slips.world import World


async def test_a_lost_return_is_found_by_the_sweeper(world: World) -> None:
    slip, _payment, row = await begin(world)
    bank_pays(world, row)
    world.clock.forward(timedelta(seconds=30))
    swept = await world.service.reconcile(now=world.clock.now())
    assert (swept.looked_at, swept.decided) == (1, 1)
    await world.assert_paid_once(slip)
    assert (await world.service.reconcile(now=world.clock.now())).looked_at == 0


async def test_a_lost_return_is_found_when_the_person_asks(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    told = await world.service.payment(AskPayment(payment=payment.id), world.caller())
    assert told.state is PaymentState.PAID
    await world.assert_paid_once(slip)


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.LOST, FaultKind.REFUSED])
async def test_a_gateway_that_fails_at_verify_leaves_the_payment_in_check(world: World, kind: FaultKind) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    trouble(world, "verify", kind)
    page = await Browser(world).come_back(payment)
    assert TEXTS.text("payment-page-title-checking", {}, "fa") in page.text
    assert 'http-equiv="refresh"' in page.text
    async with world.database.begin() as connection:
        assert (await connection.execute(select(payments.c.claims_slip))).scalar_one()
    world.clock.forward(timedelta(seconds=30))
    await world.service.reconcile(now=world.clock.now())
    await world.assert_paid_once(slip)


async def test_in_check_the_person_is_told_when_we_look_again(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    trouble(world, "*", times=1000)
    await Browser(world).come_back(payment)
    told = await world.service.payment(AskPayment(payment=payment.id), world.caller())
    assert told.state is PaymentState.CHECKING
    assert told.check_again_at is not None
    assert told.check_again_at > world.clock.now()
    gaps = []
    for _ in range(8):
        world.clock.forward((await world.row(payment.id)).next_check_at - world.clock.now())
        await world.service.reconcile(now=world.clock.now())
        gaps.append((await world.row(payment.id)).next_check_at - world.clock.now())
    assert gaps == sorted(gaps)
    assert gaps[-1] > gaps[0] * 30
    assert len(await world.messages("payment-checking")) == 1
    world.bank.faults.clear()
    world.bank.change(return_seconds=10**6)
    world.clock.forward(timedelta(hours=1))
    await world.service.reconcile(now=world.clock.now())
    await world.assert_paid_once(slip)


async def test_money_that_went_back_after_a_long_silence_is_failed(world: World) -> None:
    _slip, payment, row = await begin(world)
    bank_pays(world, row)
    trouble(world, "*", times=2)
    await Browser(world).come_back(payment)
    world.clock.forward(timedelta(hours=2))
    world.bank.faults.clear()
    await world.service.reconcile(now=world.clock.now())
    assert await state_of(world, payment) is PaymentState.FAILED
    assert (await world.row(payment.id)).reason == "returned"


async def test_an_abandoned_session_fails_and_is_revived_if_the_gateway_lists_it(world: World) -> None:
    slip, payment, row = await begin(world)
    world.bank.change(session_seconds=10**6)
    world.clock.forward(timedelta(hours=2))
    await world.service.reconcile(now=world.clock.now())
    assert await state_of(world, payment) is PaymentState.FAILED
    assert (await world.row(payment.id)).reason == "abandoned"
    bank_pays(world, row)
    world.clock.forward(timedelta(minutes=2))
    await world.service.reconcile(now=world.clock.now())
    await world.assert_paid_once(slip)


async def test_a_row_that_never_got_a_session_is_given_up(world: World) -> None:
    slip = await world.issue()
    trouble(world, "request")
    with pytest.raises(Unavailable):
        await world.start(slip)
    world.clock.forward(timedelta(hours=2))
    assert (await world.service.reconcile(now=world.clock.now())).decided == 1
    assert (await world.start(slip)).state is PaymentState.OPEN
