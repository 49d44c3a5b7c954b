"""A process that dies at any moment of a payment: started again, it ends with one record, one payment, one message."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.service import SlipsService
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.tables import payments, slips
from backend.contract.slips import IssueSlip, PaymentState, StartPayment
from backend.kit.db import Database
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import World, open_world


class Died(BaseException):
    """The process is gone."""


class Fate:
    """Counts moments; the process dies at the chosen one."""

    def __init__(self, at: int) -> None:
        self.left = at

    def moment(self) -> None:
        if self.left == 0:
            raise Died
        self.left -= 1

    @property
    def struck(self) -> bool:
        return self.left == 0


class MortalDatabase:
    """Dies before a transaction begins, inside it, or after it was committed."""

    def __init__(self, database: Database, fate: Fate) -> None:
        self.database, self.fate = database, fate

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        self.fate.moment()
        async with self.database.begin() as connection:
            yield connection
            self.fate.moment()
        self.fate.moment()


class MortalGateway:
    """Dies before the gateway is asked, or after it has acted and before its answer is read."""

    def __init__(self, gateway: Any, fate: Fate) -> None:
        self.gateway, self.fate = gateway, fate
        self.name, self.highest_amount = gateway.name, gateway.highest_amount

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.gateway, name)

        async def ask(*args: Any, **options: Any) -> Any:
            self.fate.moment()
            answer = await real(*args, **options)
            self.fate.moment()
            return answer

        return ask


def mortal(ports: SlipsPorts, fate: Fate) -> SlipsPorts:
    database: Any = MortalDatabase(ports.database, fate)
    gateway: Any = MortalGateway(ports.gateway, fate)
    return replace(ports, database=database, gateway=gateway)


async def open_session(world: World, fate: Fate) -> bool:
    slip = await world.issue("1405-09", key="issue")
    mortal_service = SlipsService(ports=mortal(world.ports, fate))
    try:
        await mortal_service.start_payment(StartPayment(slip=slip.id), world.caller("pay"))
    except Died:
        world.clock.forward(timedelta(seconds=61))
        again = await world.start(slip, "pay")
        assert again.state is PaymentState.OPEN
        assert again.url
        return True
    return False


@pytest.mark.parametrize("at", range(16))
async def test_dying_while_a_session_is_opened(database_url: str, tmp_path: Path, at: int) -> None:
    async with open_world(database_url, tmp_path) as world:
        fate = Fate(at)
        died = await open_session(world, fate)
        assert died is fate.struck
        assert await world.count(payments) == 1
        assert await world.count(slips) == 1
        assert len(await world.messages("slip-issued")) == 1


@pytest.mark.parametrize("prompt", [Prompt.CLAIMS_PAID, Prompt.CLAIMS_NOT, Prompt.ASKED])
@pytest.mark.parametrize("at", range(18))
async def test_dying_while_a_paid_session_is_settled(
    database_url: str, tmp_path: Path, at: int, prompt: Prompt
) -> None:
    async with open_world(database_url, tmp_path) as world:
        slip = await world.issue("1405-09")
        payment = await world.start(slip)
        row = await world.row(payment.id)
        world.bank.take_money(world.bank.need(row.authority), sample_card())
        fate = Fate(at)
        try:
            await settle(mortal(world.ports, fate), payment.id, prompt)
        except Died:
            assert fate.struck
        for _ in range(2):
            world.clock.forward(timedelta(seconds=61))
            await world.service.reconcile(now=world.clock.now())
        await world.assert_paid_once(slip)
        assert world.bank.need(row.authority).state == "VERIFIED"


@pytest.mark.parametrize("at", range(9))
async def test_dying_while_a_slip_is_issued(database_url: str, tmp_path: Path, at: int) -> None:
    async with open_world(database_url, tmp_path) as world:
        wish = IssueSlip(first="1405-08", last="1405-08", total=53_866_782)
        service = SlipsService(ports=mortal(world.ports, Fate(at)))
        try:
            await service.issue_slip(wish, world.caller("issue"))
        except Died:
            assert at < 3
        await world.service.issue_slip(wish, world.caller("issue"))
        assert await world.count(slips) == 1
        assert len(await world.messages("slip-issued")) == 1
