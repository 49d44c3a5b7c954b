"""A browser comes back while the gateway is slow or we are killed: it is answered, and the payment comes to its end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.areas.slips.ports import PaymentTimes
from backend.areas.slips.router import payments_router
from backend.areas.slips.settling import Prompt, note_return
from backend.contract.slips import Payment, Slip
from locales.texts import Texts
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import World


class SlowGateway:
    """Answers when it is let."""

    def __init__(self, gateway: Any) -> None:
        self.gateway, self.gate = gateway, asyncio.Event()
        self.name, self.parse_return = gateway.name, gateway.parse_return

    def __getattr__(self, name: str) -> Any:
        async def ask(*args: Any, **options: Any) -> Any:
            await self.gate.wait()
            return await getattr(self.gateway, name)(*args, **options)

        return ask


async def begin(world: World) -> tuple[Slip, Payment, Any]:
    slip = await world.issue("1405-09")
    payment = await world.start(slip)
    row = await world.row(payment.id)
    world.bank.take_money(world.bank.need(row.authority), sample_card())
    return slip, payment, row


async def test_a_slow_gateway_does_not_hold_up_the_answer(world: World) -> None:
    slip, payment, row = await begin(world)
    slow: Any = SlowGateway(world.ports.gateway)
    app = FastAPI()
    times = PaymentTimes(answer=timedelta(seconds=0.1))
    app.include_router(payments_router(ports=replace(world.ports, gateway=slow, times=times), texts=Texts()))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://bimeyar.test") as client:
        query = {"Authority": row.authority, "Status": "OK"}
        page = await client.get(f"/pay/return/{row.return_token}", params=query)
        assert page.status_code == 200
        assert (await world.row(payment.id)).state == "checking"
        assert "http-equiv" in page.text, "the page looks again by itself"
        slow.gate.set()
        async with asyncio.timeout(20):
            while (await world.row(payment.id)).state != "paid":  # noqa: ASYNC110 — the answer has gone, nobody rings
                await asyncio.sleep(0.02)
    await world.assert_paid_once(slip)


@pytest.mark.parametrize(
    ("prompt", "state"),
    [(Prompt.CLAIMS_PAID, "checking"), (Prompt.CLAIMS_NOT, "open"), (Prompt.ASKED, "open")],
)
async def test_a_return_after_which_we_died_is_looked_at_soon(world: World, prompt: Prompt, state: str) -> None:
    slip, payment, _ = await begin(world)
    await note_return(world.ports, payment.id, prompt)
    assert (await world.row(payment.id)).state == state
    world.clock.forward(timedelta(seconds=7))
    await world.service.reconcile(now=world.clock.now(), limit=50)
    world.clock.forward(timedelta(seconds=2))
    await world.service.reconcile(now=world.clock.now(), limit=50)
    await world.assert_paid_once(slip)


async def test_a_return_changes_nothing_that_is_decided(world: World) -> None:
    slip, payment, _ = await begin(world)
    world.clock.forward(timedelta(seconds=30))
    await world.service.reconcile(now=world.clock.now())
    before = await world.row(payment.id)
    await note_return(world.ports, payment.id, Prompt.CLAIMS_PAID)
    assert await world.row(payment.id) == before
    await world.assert_paid_once(slip)
