"""Is money taken once for a month, whichever of the person's ways it was paid [P5], and does a payer always see how it stands?"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from backend.areas.slips.reconciliation import reconcile
from backend.areas.slips.tables import payments
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState
from backend.payments.zarinpal import ZarinPal
from backend.registers.local.contracts import LocalContributions
from backend.registers.local.tables import contributions
from tests.backend.slips.paying import TEXTS, Browser, asked, bank_pays, begin, state_of
from tests.backend.slips.world import MERCHANT, NOON, World, open_world


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncGenerator[World]:
    async with open_world(database_url, tmp_path) as made:
        yield made


async def pay_at_the_branch(world: World, month: int) -> None:
    async with world.database.begin() as connection:
        row = {"contract": 1, "month": month, "days": 30, "wage": 1, "premium": 1, "reference": "branch"}
        await connection.execute(insert(contributions).values(**row, paid_at=NOON))


async def test_a_slip_whose_month_was_paid_at_the_branch_leads_to_no_bank(world: World) -> None:
    slip = await world.issue("1405-09")
    await pay_at_the_branch(world, 140508)
    with pytest.raises(Refused, match="months-already-paid"):
        await world.start(slip)
    assert asked(world, "request") == 0


async def test_money_for_a_month_paid_meanwhile_is_not_taken_for_good(world: World) -> None:
    _slip, payment, row = await begin(world)
    bank_pays(world, row)
    await pay_at_the_branch(world, 140508)
    await Browser(world).come_back(payment)
    assert await state_of(world, payment) is PaymentState.REFUND
    assert asked(world, "verify") == 0, "what is not verified goes back to the payer by itself"
    assert len(await world.messages("payment-refund")) == 1


async def test_whoever_has_paid_sees_how_it_stands_although_we_fail(world: World) -> None:
    class Broken(LocalContributions):
        async def record(self, *args: Any, **values: Any) -> None:
            raise OSError

    slip, payment, row = await begin(world)
    bank_pays(world, row)
    healthy = world.ports
    world.ports = replace(healthy, contributions=Broken())
    page = await Browser(world).come_back(payment)
    assert page.status_code == 200
    assert TEXTS.text("payment-page-title-checking", {}, "fa") in page.text
    world.ports = healthy
    world.clock.forward(timedelta(minutes=2))
    await world.service.reconcile(now=world.clock.now())
    await world.assert_paid_once(slip)


async def test_a_refund_that_fails_unforeseen_does_not_hold_up_the_sweeper(world: World) -> None:
    class Broken(ZarinPal):
        async def reverse(self, authority: str) -> None:
            raise RuntimeError

    _slip, payment, _row = await begin(world)
    await world.change(payments, state="refund", gives_back=True, next_check_at=NOON)
    gateway = Broken(client=world.client, base_url="http://gateway.test", merchant_id=MERCHANT)
    swept = await reconcile(replace(world.ports, gateway=gateway), now=NOON)
    assert swept.looked_at == 1
    row = await world.row(payment.id)
    assert row.gives_back
    assert row.next_check_at > NOON
