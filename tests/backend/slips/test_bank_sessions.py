"""Opening a session at the bank, and several of them for one slip: one is given, one pays, other money goes back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.areas.slips.tables import payments, slips
from backend.contract.outcome import Refused, Unavailable
from backend.contract.slips import PaymentState, StartPayment
from simulators.faults import FaultKind
from tests.backend.slips.paying import TEXTS, Browser, asked, bank_pays, begin, state_of, trouble
from tests.backend.slips.world import World


@pytest.mark.parametrize("kind", [FaultKind.HTML, FaultKind.LOST, FaultKind.REFUSED])
async def test_a_gateway_that_fails_at_the_start_is_unavailable_and_can_be_tried_again(
    world: World, kind: FaultKind
) -> None:
    slip = await world.issue()
    trouble(world, "request", kind)
    with pytest.raises(Unavailable) as caught:
        await world.start(slip, "pay")
    assert caught.value.what == "gateway"
    payment = await world.start(slip, "pay")
    assert payment.state is PaymentState.OPEN
    assert payment.url
    assert await world.count(payments) == 1


async def test_a_gateway_that_is_not_configured_is_unavailable(world: World) -> None:
    slip = await world.issue()
    world.bank.change(merchants=("x" * 36,))
    with pytest.raises(Unavailable):
        await world.start(slip)


async def test_a_young_session_is_given_again_and_an_old_one_replaced(world: World) -> None:
    slip, payment, _row = await begin(world)
    assert (await world.start(slip)).id == payment.id
    assert asked(world, "request") == 1
    world.clock.forward(timedelta(minutes=9))
    younger = await world.start(slip)
    assert younger.id != payment.id
    assert (await world.row(payment.id)).superseded


async def test_an_old_session_that_was_paid_is_found_before_a_new_one_is_opened(world: World) -> None:
    slip, _payment, row = await begin(world)
    bank_pays(world, row)
    world.clock.forward(timedelta(minutes=9))
    with pytest.raises(Refused) as caught:
        await world.start(slip)
    assert caught.value.code == "slip-paid"
    await world.assert_paid_once(slip)


async def test_the_same_key_names_the_same_payment_even_after_its_end(world: World) -> None:
    slip = await world.issue()
    payment = await world.start(slip, "pay")
    bank_pays(world, await world.row(payment.id))
    await Browser(world).come_back(payment)
    again = await world.start(slip, "pay")
    assert (again.id, again.state) == (payment.id, PaymentState.PAID)


async def test_two_starts_at_once_open_one_session(world: World) -> None:
    slip = await world.issue()
    calls = [world.service.start_payment(StartPayment(slip=slip.id), world.caller(chat=c)) for c in ("100", "200")]
    one, two = await asyncio.gather(*calls)
    assert one.id == two.id
    assert asked(world, "request") == 1


async def test_a_slip_paid_by_another_session_sends_the_second_money_back_unverified(world: World) -> None:
    slip, first, first_row = await begin(world)
    world.clock.forward(timedelta(minutes=9))
    second = await world.start(slip)
    second_row = await world.row(second.id)
    bank_pays(world, second_row)
    await Browser(world).come_back(second)
    bank_pays(world, first_row)
    page = await Browser(world).come_back(first)
    assert TEXTS.text("payment-page-title-refund", {}, "fa") in page.text
    assert await state_of(world, first) is PaymentState.REFUND
    assert world.bank.need(first_row.authority).state == "PAID"
    assert asked(world, "verify") == 1
    await world.assert_paid_once(slip)


async def test_of_two_paid_sessions_the_second_waits_while_the_first_is_in_check(world: World) -> None:
    slip, first, first_row = await begin(world)
    world.clock.forward(timedelta(minutes=9))
    second = await world.start(slip)
    bank_pays(world, first_row)
    bank_pays(world, await world.row(second.id))
    trouble(world, "verify")
    await Browser(world).come_back(first)
    await Browser(world).come_back(second)
    assert await state_of(world, second) is PaymentState.CHECKING
    world.clock.forward(timedelta(minutes=1))
    await world.service.reconcile(now=world.clock.now())
    world.clock.forward(timedelta(minutes=1))
    await world.service.reconcile(now=world.clock.now())
    assert {await state_of(world, first), await state_of(world, second)} == {PaymentState.PAID, PaymentState.REFUND}
    await world.assert_paid_once(slip)


async def test_too_large_a_slip_is_refused_with_the_limit(world: World) -> None:
    slip = await world.issue()
    await world.change(slips, premium=2_000_000_000, total=2_000_000_000)
    with pytest.raises(Refused) as caught:
        await world.start(slip)
    assert (caught.value.code, caught.value.values) == ("payment-too-large", {"highest": 1_000_000_000})
