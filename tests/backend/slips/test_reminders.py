"""Who is reminded of a slip and warned of a lapse, when, and how often?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from backend.areas.slips.months import MARK
from backend.areas.slips.reminding import last_months
from backend.areas.slips.settling import Prompt, note_return
from backend.areas.slips.tables import slips
from backend.contract.slips import CancelSlip
from backend.domain.calendar import JalaliMonth
from backend.registers.local.tables import contracts, contributions
from backend.work.tables import work_marks
from tests.backend.slips.world import NOON, World, open_world


async def days_before_deadline(world: World, days: int) -> None:
    async with world.database.begin() as connection:
        deadline: Any = await connection.scalar(select(slips.c.deadline))
    noon = datetime.combine(deadline - timedelta(days=days), NOON.timetz())
    world.clock.forward(noon - world.clock.now())


async def test_an_unpaid_slip_is_reminded_of_three_days_before_and_once(world: World) -> None:
    slip = await world.issue("1405-09")
    await days_before_deadline(world, 4)
    assert await world.service.remind() == 0
    for days in (3, 2, 1, 0):
        await days_before_deadline(world, days)
        assert await world.service.remind() == 1
    (message,) = await world.messages("slip-reminder")
    assert message.person == 1
    assert message.topic == "reminders"
    assert message.details == {
        "number": slip.number,
        "first": "1405-08",
        "last": "1405-09",
        "total": slip.total,
        "deadline": slip.deadline.isoformat(),
    }


async def test_nobody_is_reminded_of_what_is_paid_cancelled_being_paid_or_of_today(world: World) -> None:
    slip = await world.issue("1405-08")
    await world.change(slips, deadline=world.clock.today())
    assert await world.service.remind() == 0, "it was issued today"
    world.clock.forward(timedelta(days=1))
    await world.change(slips, deadline=world.clock.today())
    payment = await world.start(slip)
    await note_return(world.ports, payment.id, Prompt.CLAIMS_PAID)
    assert await world.service.remind() == 0, "the bank may have the money"
    world.clock.forward(timedelta(hours=2))
    await world.service.reconcile(now=world.clock.now())
    assert await world.service.remind() == 1
    await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    await world.change(slips, deadline=world.clock.today())
    assert await world.service.remind() == 0
    assert len(await world.messages("slip-reminder")) == 1


def test_the_month_that_runs_out_is_two_months_old(world: World) -> None:
    (last,) = last_months(world.ports, JalaliMonth(1405, 10))
    assert (last.month, last.due, last.lapses_on) == (
        JalaliMonth(1405, 8),
        JalaliMonth(1405, 10).last_day,
        JalaliMonth(1405, 11).first_day,
    )


async def test_a_month_begins_once_and_warns_whose_contract_lapses(world: World) -> None:
    slip = await world.issue("1405-08")
    world.clock.forward(datetime(2026, 12, 22, 6, 0, tzinfo=UTC) - world.clock.now())
    await world.change(slips, deadline=date(2026, 12, 21))
    assert await world.service.begin_month()
    assert await world.count(slips, slips.c.id == slip.id, slips.c.state == "expired") == 1
    (message,) = await world.messages("lapse-warning")
    assert message.details == {"month": "1405-08", "due": "2027-01-20", "lapses_on": "2027-01-21"}
    assert not await world.service.begin_month()
    async with world.database.begin() as connection:
        await connection.execute(delete(work_marks).where(work_marks.c.name == MARK))
    assert await world.service.begin_month(), "cut off before its mark, it is done again"
    assert len(await world.messages("lapse-warning")) == 1


async def test_the_next_month_warns_again_only_of_its_own(world: World) -> None:
    world.clock.forward(datetime(2026, 12, 22, 6, 0, tzinfo=UTC) - world.clock.now())
    await world.service.begin_month()
    world.clock.forward(timedelta(days=31))
    assert await world.service.begin_month()
    assert len(await world.messages("lapse-warning")) == 1, "by then the contract has lapsed"


@pytest.mark.parametrize(
    ("paid_until", "state", "warned"),
    [(140507, "active", 1), (140508, "active", 0), (140506, "active", 0), (140507, "lapsed", 0)],
)
async def test_only_contracts_that_lapse_next_are_warned(
    database_url: str, tmp_path: Path, paid_until: int, state: str, warned: int
) -> None:
    async with open_world(database_url, tmp_path, paid_until=paid_until, state=state) as world:
        world.clock.forward(datetime(2026, 12, 22, 6, 0, tzinfo=UTC) - world.clock.now())
        await world.service.begin_month()
        assert len(await world.messages("lapse-warning")) == warned


async def test_a_contract_never_paid_counts_from_its_first_month_and_a_newer_one_replaces_it(world: World) -> None:
    async with world.database.begin() as connection:
        await connection.execute(delete(contributions))
        await connection.execute(contracts.update().values(first_month=140508))
        found = await world.ports.contracts.unpaid_since(connection, [JalaliMonth(1405, 8)], after=0, limit=10)
        assert [contract.id for contract in found] == [1]
        months = [JalaliMonth(1405, 7), JalaliMonth(1405, 8), JalaliMonth(1405, 9)]
        assert await world.ports.contracts.unpaid_since(connection, months, after=0, limit=10) == found
        assert await world.ports.contracts.unpaid_since(connection, months[:1], after=0, limit=10) == []
        assert await world.ports.contracts.unpaid_since(connection, [JalaliMonth(1405, 8)], after=1, limit=10) == []
        old = (await connection.execute(select(contracts))).one()._asdict()
        await connection.execute(contracts.update().values(state="lapsed"))
        newer = old | {"id": 2, "number": "V-2", "concluded_on": date(2026, 10, 1), "first_month": 140507}
        await connection.execute(insert(contracts).values(newer))
        assert await world.ports.contracts.unpaid_since(connection, [JalaliMonth(1405, 8)], after=0, limit=10) == []
