"""Who pays a slip: the browser that comes back, the bank that takes the money or does not, and what our own row says."""

from __future__ import annotations

from typing import Any

import httpx2
from fastapi import FastAPI

from backend.areas.slips.router import payments_router
from backend.contract.slips import Payment, PaymentState, Slip
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
