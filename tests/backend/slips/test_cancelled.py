"""Given up at the bank, cancelled by the person or expired: what ends a slip, what cannot, and who hears of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.contract.outcome import Refused
from backend.contract.slips import AskPayment, CancelSlip, PaymentState, SlipState
from tests.backend.slips.paying import TEXTS, Browser, bank_cancels, bank_pays, begin, state_of, trouble
from tests.backend.slips.world import World


async def test_cancelled_at_the_bank_is_failed_for_certain(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_cancels(world, row)
    page = await Browser(world).come_back(payment, "NOK")
    assert TEXTS.text("payment-page-title-failed", {}, "fa") in page.text
    assert await state_of(world, payment) is PaymentState.FAILED
    again = await world.start(slip)
    assert again.id != payment.id
    assert again.state is PaymentState.OPEN


async def test_the_chats_hear_once_that_the_bank_took_nothing_and_no_sms_is_sent(world: World) -> None:
    _slip, payment, row = await begin(world)
    bank_cancels(world, row)
    for _ in range(2):
        await Browser(world).come_back(payment, "NOK")
    (told,) = await world.messages("payment-failed")
    assert (told.topic, told.ref, told.details["state"]) == ("payment", payment.id, "failed")
    assert (told.chats, told.sms) == (True, False)


async def test_the_sweeper_tells_of_a_dead_bank_page_and_who_asks_is_answered_only(world: World) -> None:
    slip, _payment, row = await begin(world)
    bank_cancels(world, row)
    world.clock.forward(timedelta(seconds=30))
    await world.service.reconcile(now=world.clock.now())
    assert len(await world.messages("payment-failed")) == 1
    again = await world.start(slip)
    bank_cancels(world, await world.row(again.id))
    asked = await world.service.payment(AskPayment(payment=again.id), world.caller())
    assert asked.state is PaymentState.FAILED
    assert len(await world.messages("payment-failed")) == 1


async def test_a_bank_page_that_the_bank_has_closed_is_not_given_again(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_cancels(world, row)
    again = await world.start(slip)
    assert again.id != payment.id
    assert again.url != payment.url


async def test_an_old_payment_of_a_paid_slip_answers_with_the_one_that_paid_it(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_cancels(world, row)
    again = await world.start(slip)
    bank_pays(world, await world.row(again.id))
    await Browser(world).come_back(again)
    asked = await world.service.payment(AskPayment(payment=payment.id), world.caller())
    assert (asked.id, asked.state) == (again.id, PaymentState.PAID)
    assert asked.reference is not None


async def test_a_failed_payment_of_a_cancelled_slip_cannot_be_tried_again(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_cancels(world, row)
    await Browser(world).come_back(payment, "NOK")
    await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    with pytest.raises(Refused) as caught:
        await world.service.payment(AskPayment(payment=payment.id), world.caller())
    assert caught.value.code == "slip-cancelled"


async def test_a_cancelled_slip_is_told_by_sms_once(world: World) -> None:
    slip = await world.issue()
    caller = world.caller()
    for _ in range(2):
        await world.service.cancel_slip(CancelSlip(slip=slip.id), caller)
    (told,) = await world.messages("slip-cancelled")
    assert (told.sms, told.chats, told.topic, told.ref) == (True, True, "slip", slip.id)
    assert told.details["number"] == slip.number


async def test_an_expired_slip_is_news_for_the_chats_alone(world: World) -> None:
    slip = await world.issue()
    world.clock.forward(timedelta(days=200))
    assert await world.service.expire() == 1
    (told,) = await world.messages("slip-expired")
    assert (told.sms, told.chats, told.ref) == (False, True, slip.id)


async def test_money_for_a_cancelled_slip_goes_back(world: World) -> None:
    slip, payment, row = await begin(world)
    world.clock.forward(timedelta(minutes=9))
    await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    bank_pays(world, row)
    await world.service.reconcile(now=world.clock.now())
    assert await state_of(world, payment) is PaymentState.REFUND
    assert (await world.row(payment.id)).reason == "slip-cancelled"


async def test_a_slip_at_the_bank_cannot_be_cancelled_until_the_bank_says_no(world: World) -> None:
    slip, _payment, row = await begin(world)
    with pytest.raises(Refused) as caught:
        await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    assert caught.value.code == "slip-being-paid"
    bank_cancels(world, row)
    gone = await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    assert gone.state is SlipState.CANCELLED


async def test_a_paid_slip_cannot_be_cancelled_even_where_nobody_told_us(world: World) -> None:
    slip, _payment, row = await begin(world)
    bank_pays(world, row)
    with pytest.raises(Refused) as caught:
        await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    assert caught.value.code == "slip-paid"
    await world.assert_paid_once(slip)


async def test_a_slip_whose_payment_is_in_check_does_not_expire(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    world.bank.change(return_seconds=10**8)
    trouble(world, "verify")
    await Browser(world).come_back(payment)
    world.clock.forward(timedelta(days=70))
    assert await world.service.expire() == 0
    await world.service.reconcile(now=world.clock.now())
    await world.assert_paid_once(slip)


async def test_an_expired_slip_cannot_be_paid(world: World) -> None:
    slip = await world.issue()
    world.clock.forward(timedelta(days=90))
    with pytest.raises(Refused) as caught:
        await world.start(slip)
    assert caught.value.code == "slip-expired"
