"""Paying a slip against the simulated gateway: every way it can go wrong, and one record at the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from backend.areas.slips.router import payments_router
from backend.areas.slips.tables import payments, slips
from backend.contract.outcome import Refused, Unavailable
from backend.contract.slips import AskPayment, AskSlip, CancelSlip, Payment, PaymentState, Slip, SlipState, StartPayment
from backend.registers.local.tables import contributions
from locales.texts import Texts
from simulators.faults import FaultKind, FaultPlan
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import World

TEXTS = Texts()


class Browser:
    """The payer's browser: comes back to our page, as the bank sends it or otherwise."""

    def __init__(self, world: World) -> None:
        self.world = world
        app = FastAPI()
        app.include_router(payments_router(ports=world.ports, texts=TEXTS, chat_urls={"telegram": "https://t.me/bot"}))
        self.client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://bimeyar.test")

    async def come_back(self, payment: Payment, status: str = "OK", authority: str | None = None) -> httpx2.Response:
        row = await self.world.row(payment.id)
        query = {"Authority": authority or row.authority, "Status": status}
        return await self.client.get(f"/pay/return/{row.return_token}", params=query)


def bank_pays(world: World, row: Any) -> None:
    world.bank.take_money(world.bank.need(row.authority), sample_card())


def bank_cancels(world: World, row: Any) -> None:
    world.bank.fail(world.bank.need(row.authority))


def trouble(world: World, method: str, kind: FaultKind = FaultKind.HTML, **plan: Any) -> None:
    world.bank.faults.plan(FaultPlan(method=method, kind=kind, **plan))


def asked(world: World, method: str) -> int:
    return len(world.bank.ledger.calls(method, 1000))


async def state_of(world: World, payment: Payment) -> PaymentState:
    return PaymentState((await world.row(payment.id)).state)


async def begin(world: World) -> tuple[Slip, Payment, Any]:
    slip = await world.issue("1405-09")
    payment = await world.start(slip)
    return slip, payment, await world.row(payment.id)


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


async def test_too_large_a_slip_is_refused_with_the_limit(world: World) -> None:
    slip = await world.issue()
    await world.change(slips, premium=2_000_000_000, total=2_000_000_000)
    with pytest.raises(Refused) as caught:
        await world.start(slip)
    assert (caught.value.code, caught.value.values) == ("payment-too-large", {"highest": 1_000_000_000})


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
