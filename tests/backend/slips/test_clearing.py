"""Does a branch record a year as computed and paid once, for its own people alone, and do months come open again [P6]?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from backend.areas.slips.clearing import CannotClear, Clearing, ClearYear, YearState, collected_parts
from backend.areas.slips.tables import cleared_years, slips
from backend.areas.staff.audit import AuditRow, Trail
from backend.console.noting import Noted
from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount
from backend.kit.clerk import Clerk, NotHere
from backend.registers.local.tables import account_years
from backend.registers.ports import AccountYear
from tests.backend.slips.world import BRANCH, World, open_world

ID = "0499370899"
CLERK = Clerk(staff=7, name="زهرا نمونه", offices=frozenset({str(BRANCH["code"])}))
ELSEWHERE = replace(CLERK, offices=frozenset({"9999"}))
PAID = ClearYear(account=1, year=1404, receipt="8834-11", paid_on=date(2026, 10, 25))


@dataclass
class Counter:
    """The counter of a branch over a world of slips."""

    world: World

    def __post_init__(self) -> None:
        self.trail = Trail(vault=self.world.vault)
        self.clearing = Clearing(ports=self.world.ports, trail=Noted(self.trail, self.world.clock, kind="contract"))

    async def noted(self) -> list[AuditRow]:
        async with self.world.database.begin() as connection:
            return list(await self.trail.read(connection, limit=100))[::-1]

    async def years(self) -> dict[int, tuple[YearState, int]]:
        found = await self.clearing.read(CLERK, 1)
        return {each.year: (each.state, each.left) for each in found.years}

    async def account(self) -> Any:
        return await self.world.service.premium_account(AskAccount(), self.world.caller())


@pytest.fixture
def counter(world: World) -> Counter:
    return Counter(world)


async def owe(world: World, debt: int, *, computed: bool = True) -> None:
    await world.change(account_years, debt=debt, computed=computed)


@pytest.mark.parametrize(
    ("debt", "computed", "code"), [(1_234_567, True, "account-debt"), (0, False, "account-unsettled")]
)
async def test_months_open_again_once_the_branch_has_recorded_the_year(
    counter: Counter, world: World, debt: int, computed: bool, code: str
) -> None:
    await owe(world, debt, computed=computed)
    with pytest.raises(Refused, match=code):
        await counter.account()
    assert await counter.clearing.find(CLERK, ID) == 1
    made = await counter.clearing.record(CLERK, PAID)
    assert (made.debt, made.office, made.staff) == (debt, BRANCH["code"], 7)
    assert (await counter.account()).months[0].month == "1405-08"
    slip = await world.issue()
    assert slip.first == "1405-08"
    (told,) = await world.messages("account-cleared")
    assert (told.person, told.chats, told.sms, told.topic) == (1, True, True, "account")
    assert told.details == {"year": 1404, "open": "yes"}


async def test_the_same_again_is_the_same_and_another_receipt_is_refused(counter: Counter, world: World) -> None:
    await owe(world, 500)
    first = await counter.clearing.record(CLERK, PAID)
    world.clock.forward(timedelta(hours=1))
    assert await counter.clearing.record(CLERK, PAID) == first
    with pytest.raises(CannotClear, match="settled"):
        await counter.clearing.record(CLERK, replace(PAID, receipt="8834-12"))
    assert await world.count(cleared_years) == 1
    assert len(await world.messages("account-cleared")) == 1


async def test_two_of_the_staff_at_once_record_it_once(counter: Counter, world: World) -> None:
    await owe(world, 500)
    wishes = [PAID, PAID, replace(PAID, receipt="8834-12")]
    came = await asyncio.gather(*(counter.clearing.record(CLERK, wish) for wish in wishes), return_exceptions=True)
    assert await world.count(cleared_years) == 1
    assert len(await world.messages("account-cleared")) == 1
    assert {str(each) for each in came if isinstance(each, Exception)} <= {"settled"}


async def test_nobody_of_another_branch_is_here_and_the_words_are_the_same(counter: Counter, world: World) -> None:
    await owe(world, 500)
    for clerk, national_id in ((ELSEWHERE, ID), (CLERK, "0790419904"), (replace(CLERK, offices=frozenset()), ID)):
        with pytest.raises(NotHere) as no:
            await counter.clearing.find(clerk, national_id)
        assert str(no.value) == ""
    for act in (
        counter.clearing.read(ELSEWHERE, 1),
        counter.clearing.read(CLERK, 2),
        counter.clearing.check(ELSEWHERE, PAID),
        counter.clearing.record(ELSEWHERE, PAID),
        counter.clearing.record(CLERK, replace(PAID, account=99)),
    ):
        with pytest.raises(NotHere):
            await act
    assert await world.count(cleared_years) == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"receipt": "1"}, "receipt"),
        ({"receipt": "رسید۱۲۳"}, "receipt"),
        ({"receipt": "-12345"}, "receipt"),
        ({"paid_on": date(2026, 10, 31)}, "day-ahead"),
        ({"paid_on": date(2025, 3, 24)}, "day-early"),
        ({"year": 1405}, "year"),
        ({"year": 1399}, "year"),
    ],
)
async def test_what_is_wrong_changes_nothing(counter: Counter, world: World, change: dict[str, Any], why: str) -> None:
    await owe(world, 500)
    for act in (counter.clearing.check, counter.clearing.record):
        with pytest.raises(CannotClear, match=f"^{why}$"):
            await act(CLERK, replace(PAID, **change))
    assert (await counter.years())[1404] == (YearState.DEBT, 500)
    assert await world.count(cleared_years) == 0
    assert await world.messages("account-cleared") == []


async def test_a_receipt_of_another_contract_is_not_taken_for_this_one(counter: Counter, world: World) -> None:
    await owe(world, 500)
    row = {"contract": 2, "year": 1404, "receipt": PAID.receipt, "paid_on": PAID.paid_on, "debt": 1}
    async with world.database.begin() as connection:
        now = world.clock.now()
        await connection.execute(insert(cleared_years).values(row | {"office": "0101", "staff": 7, "at": now}))
    with pytest.raises(CannotClear, match="receipt-used"):
        await counter.clearing.record(CLERK, PAID)
    assert await counter.clearing.record(CLERK, replace(PAID, paid_on=date(2026, 10, 24)))


async def test_old_debt_on_an_unpaid_slip_is_not_paid_twice(counter: Counter, world: World) -> None:
    async with world.database.begin() as connection:
        old = {"contract": 1, "year": 1403, "computed": True, "debt": 700_001}
        await connection.execute(insert(account_years).values(**old))
    slip = await world.issue()
    assert (await counter.years())[1403] == (YearState.DEBT, 700_001)
    await counter.clearing.record(CLERK, replace(PAID, year=1403))
    assert await world.count(slips, slips.c.id == slip.id, slips.c.state == "cancelled") == 1
    assert (await counter.account()).debt == 0
    assert (await world.issue()).total == 53_866_782


async def test_a_slip_that_is_being_paid_is_waited_for(counter: Counter, world: World) -> None:
    async with world.database.begin() as connection:
        old = {"contract": 1, "year": 1403, "computed": True, "debt": 700_001}
        await connection.execute(insert(account_years).values(**old))
    await world.start(await world.issue())
    with pytest.raises(CannotClear, match="slip-being-paid"):
        await counter.clearing.record(CLERK, replace(PAID, year=1403))
    assert await world.count(cleared_years) == 0
    assert (await counter.years())[1403] == (YearState.DEBT, 700_001)


async def test_what_slips_collected_is_not_collected_again(counter: Counter, world: World) -> None:
    async with world.database.begin() as connection:
        rows = [{"contract": 1, "year": year, "computed": True, "debt": 100} for year in (1402, 1403)]
        await connection.execute(insert(account_years), rows)
    await world.issue()
    await world.change(slips, state="paid", debt=150, premium=slips.c.total - 150)
    years = await counter.years()
    assert (years[1402], years[1403]) == ((YearState.ON_SLIPS, 0), (YearState.DEBT, 50))
    with pytest.raises(CannotClear, match="settled"):
        await counter.clearing.record(CLERK, replace(PAID, year=1402))
    assert (await counter.account()).debt == 50
    assert (await counter.clearing.record(CLERK, replace(PAID, year=1403))).debt == 50
    assert (await counter.account()).debt == 0


def test_collected_money_goes_to_the_oldest_year_and_never_to_last_years_run() -> None:
    years = [AccountYear(year, True, 100) for year in (1404, 1402, 1403)]
    assert collected_parts(years, before=1404, collected=130) == {1402: 100, 1403: 30}
    assert collected_parts(years, before=1404, collected=500) == {1402: 100, 1403: 100}
    assert collected_parts([], before=1404, collected=5) == {}


async def test_who_cannot_pay_for_another_reason_is_not_told_that_months_are_open(
    database_url: str, tmp_path: Path
) -> None:
    async with open_world(database_url, tmp_path, paid_until=140502) as world:
        await owe(world, 500)
        await Counter(world).clearing.record(CLERK, PAID)
        (told,) = await world.messages("account-cleared")
        assert told.details["open"] == "no"


async def test_the_trail_has_view_and_act_and_nothing_of_the_person(counter: Counter, world: World) -> None:
    await owe(world, 500)
    await counter.clearing.find(CLERK, ID)
    with pytest.raises(NotHere):
        await counter.clearing.find(CLERK, "0790419904")
    await counter.clearing.read(CLERK, 1)
    await counter.clearing.record(CLERK, PAID)
    rows = await counter.noted()
    assert [(row.act, row.kind, row.ref, row.detail) for row in rows] == [
        ("debts-sought", "contract", "", ""),
        ("debts-seen", "contract", "1", ""),
        ("debt-cleared", "contract", "1", "1404"),
    ]
    assert {(row.account, row.office) for row in rows} == {(7, BRANCH["code"])}
