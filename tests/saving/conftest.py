"""Fixtures of saving and restoring."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from backend.areas.slips.settling import Prompt, settle
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import open_world
from tests.databases import Databases
from tests.saving.archive import Archive, message


@pytest.fixture
async def archive(databases: Databases, tmp_path: Path) -> AsyncGenerator[Archive]:
    url = databases.fresh()
    (tmp_path / "bank").mkdir()
    async with open_world(url, tmp_path / "bank") as world:
        slip = await world.issue("1405-09")
        payment = await world.start(slip)
        row = await world.row(payment.id)
        world.bank.take_money(world.bank.need(row.authority), sample_card())
        await settle(world.ports, payment.id, Prompt.CLAIMS_PAID)
        await world.assert_paid_once(slip)
        await world.start(await world.issue("1405-10"))
        await message(world, 1)
        await message(world, 2, state="sending", claimed_by="x", claimed_until=world.clock.now(), tries=1)
        await message(world, 3, state="delivered", provider_id="9")
        yield Archive(world, url, tmp_path / "today.bimeyar", databases)
