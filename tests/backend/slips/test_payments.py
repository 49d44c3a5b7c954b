"""Paying a slip against the simulated gateway: what a return is believed, and one record at the end."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from backend.areas.slips.tables import payments
from backend.contract.outcome import Refused
from backend.contract.slips import AskPayment, AskSlip, PaymentState, SlipState, StartPayment
from backend.registers.local.tables import contributions
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.paying import TEXTS, Browser, asked, bank_pays, begin, state_of
from tests.backend.slips.world import World


async def test_paid_and_back_is_recorded_once(world: World) -> None:
    slip, payment, row = await begin(world)
    assert payment.state is PaymentState.OPEN
    assert payment.url == f"http://gateway.test/pg/StartPay/{row.authority}"
    assert world.bank.need(row.authority).currency == "IRR"
    assert world.bank.need(row.authority).amount == slip.total
    bank_pays(world, row)
    page = await Browser(world).come_back(payment)
    assert page.status_code == 200
    assert TEXTS.text("payment-page-title-paid", {}, "fa") in page.text
    assert "به گفتگو برگردید" in page.text
    assert "مریم" not in page.text
    await world.assert_paid_once(slip)
    paid = await world.service.slip(AskSlip(slip=slip.id), world.caller())
    assert paid.state is SlipState.PAID
    assert paid.payment_reference == str(world.bank.need(row.authority).ref_id)
    (message,) = await world.messages("payment-received")
    assert (message.topic, message.ref) == ("payment", payment.id)


async def test_the_contribution_records_carry_days_wage_and_premium(world: World) -> None:
    _slip, payment, row = await begin(world)
    bank_pays(world, row)
    await Browser(world).come_back(payment)
    async with world.database.begin() as connection:
        found = await connection.execute(select(contributions).where(contributions.c.month >= 140508))
        assert [(r.month, r.days, r.wage, r.premium) for r in found] == [
            (140508, 30, 199_506_600, 53_866_782),
            (140509, 30, 199_506_600, 53_866_782),
        ]


async def test_a_double_return_counts_once(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    browser = Browser(world)
    for _ in range(3):
        assert TEXTS.text("payment-page-title-paid", {}, "fa") in (await browser.come_back(payment)).text
    await world.assert_paid_once(slip)
    assert asked(world, "verify") == 1


async def test_two_returns_at_once_verify_once(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    browser = Browser(world)
    await asyncio.gather(*(browser.come_back(payment) for _ in range(5)))
    await world.assert_paid_once(slip)
    assert asked(world, "verify") == 1


async def test_already_verified_is_success(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    world.bank.verify(world.bank.need(row.authority))
    await Browser(world).come_back(payment)
    await world.assert_paid_once(slip)


async def test_a_wrong_second_password_is_failed(world: World) -> None:
    _slip, payment, row = await begin(world)
    for _ in range(3):
        world.bank.refuse_password(world.bank.need(row.authority))
    await Browser(world).come_back(payment, "NOK")
    assert await state_of(world, payment) is PaymentState.FAILED


async def test_a_browser_that_lies_about_paying_changes_nothing(world: World) -> None:
    _slip, payment, row = await begin(world)
    page = await Browser(world).come_back(payment, "OK")
    assert TEXTS.text("payment-page-title-open", {}, "fa") in page.text
    assert await state_of(world, payment) is PaymentState.OPEN
    assert not (await world.row(payment.id)).claims_slip
    bank_pays(world, row)
    await Browser(world).come_back(payment)
    assert await state_of(world, payment) is PaymentState.PAID


async def test_a_browser_that_lies_about_failing_does_not_lose_the_money(world: World) -> None:
    slip, payment, row = await begin(world)
    bank_pays(world, row)
    await Browser(world).come_back(payment, "NOK")
    await world.assert_paid_once(slip)


async def test_the_authority_of_another_session_is_not_believed(world: World) -> None:
    _slip, payment, row = await begin(world)
    other = world.bank.open_payment(
        merchant=row.gateway, amount=1, currency="IRR", description="x", callback_url="http://x", metadata="{}"
    )
    world.bank.take_money(other, sample_card())
    await Browser(world).come_back(payment, authority=other.authority)
    assert await state_of(world, payment) is PaymentState.OPEN
    assert asked(world, "verify") == 0


async def test_an_unknown_token_shows_nothing(world: World) -> None:
    page = await Browser(world).client.get("/pay/return/guess", params={"Authority": "A", "Status": "OK"})
    assert page.status_code == 404
    assert TEXTS.text("payment-page-title-unknown", {}, "fa") in page.text


async def test_another_amount_at_the_gateway_is_never_booked(world: World) -> None:
    slip, payment, row = await begin(world)
    world.bank.ledger.run("UPDATE payments SET amount = amount - 1 WHERE authority = ?", row.authority)
    bank_pays(world, row)
    page = await Browser(world).come_back(payment)
    assert TEXTS.text("payment-page-title-refund", {}, "fa") in page.text
    assert await state_of(world, payment) is PaymentState.REFUND
    assert (await world.row(payment.id)).reason == "amount-differs"
    assert await world.count(contributions, contributions.c.month >= 140508) == 0
    assert (await world.service.slip(AskSlip(slip=slip.id), world.caller())).state is SlipState.ISSUED
    assert len(await world.messages("payment-refund")) == 1


async def test_a_strangers_payment_is_unknown(world: World) -> None:
    slip, payment, _row = await begin(world)
    world.links.people["300"] = 2
    with pytest.raises(Refused) as caught:
        await world.service.payment(AskPayment(payment=payment.id), world.caller(chat="300"))
    assert caught.value.code == "payment-unknown"
    with pytest.raises(Refused) as caught:
        await world.service.start_payment(StartPayment(slip=slip.id), world.caller(chat="300"))
    assert caught.value.code == "slip-unknown"


async def test_the_database_refuses_a_second_claim_on_a_slip(world: World) -> None:
    _slip, payment, row = await begin(world)
    bank_pays(world, row)
    await Browser(world).come_back(payment)
    values = dict((await world.row(payment.id))._mapping) | {"id": "x", "return_token": "x", "authority": "x"}
    with pytest.raises(IntegrityError):
        async with world.database.begin() as connection:
            await connection.execute(insert(payments).values(**values))


async def test_the_page_speaks_english_to_who_chose_it(world: World) -> None:
    slip = await world.issue()
    payment = await world.service.start_payment(StartPayment(slip=slip.id), world.caller(locale="en"))
    bank_pays(world, await world.row(payment.id))
    page = await Browser(world).come_back(payment)
    assert 'lang="en" dir="ltr"' in page.text
    assert "Your payment is recorded" in page.text
    assert page.headers["cache-control"] == "no-store"
