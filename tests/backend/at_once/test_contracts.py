"""Two conclude, pay and change at the same moment on PostgreSQL: is there one contract, and is the other one told?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from backend.areas.contracts.service import ContractsService
from backend.areas.slips.service import SlipsService
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.withdrawing import UnpaidSlips
from backend.contract.slips import IssueSlip
from backend.contract.voluntary import ChangeWageBase, ConcludeContract, Contract
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.tables import contracts
from backend.registers.ports import ContractState, NewContract
from simulators.zarinpal.cards import sample_card
from tests.backend.at_once.lockstep import LockstepDatabase, fault_of
from tests.backend.contracts.world import BY_LAW, ContractWorld, open_contracts
from tests.databases import Databases

FLOOR = ConcludeContract(premium=53_866_782, wage_base=199_506_600, by_law=BY_LAW)
MORE = ConcludeContract(premium=60_000_000, wage_base=222_222_222, by_law=BY_LAW)


@pytest.fixture
async def world(postgres_databases: Databases, tmp_path: Path) -> AsyncIterator[ContractWorld]:
    async with open_contracts(postgres_databases.fresh(), tmp_path) as made:
        yield made


@pytest.fixture
def both(world: ContractWorld) -> LockstepDatabase:
    """The database of the world from now on."""
    database = LockstepDatabase(world.slips.database)
    world.slips.ports = replace(world.slips.ports, database=database)
    world.slips.service = SlipsService(ports=world.slips.ports)
    world.ports = replace(world.ports, database=database, slips=UnpaidSlips(world.slips.ports))
    world.service = ContractsService(ports=world.ports)
    return database


@pytest.mark.parametrize("other", [FLOOR, MORE], ids=["the same terms", "other terms"])
async def test_two_conclude_and_one_contract_is_there(
    world: ContractWorld, both: LockstepDatabase, other: ConcludeContract
) -> None:
    asks = [
        world.service.conclude_contract(wish, world.caller(chat=chat))
        for wish, chat in ((FLOOR, "100"), (other, "200"))
    ]
    results = await both.race(*asks)
    made = [result for result in results if isinstance(result, Contract)]
    told = [result for result in results if isinstance(result, BaseException)]
    assert (len(made), fault_of(results)) == (1, ["contract-exists"])
    assert getattr(told[0], "values", {})["number"] == made[0].number
    assert await world.slips.count(contracts) == 1
    assert len(await world.slips.messages("contract-concluded")) == 1


async def test_one_tap_that_comes_twice_is_one_contract_for_both(world: ContractWorld, both: LockstepDatabase) -> None:
    one, two = await both.race(*(world.service.conclude_contract(FLOOR, world.caller("tap")) for _ in range(2)))
    assert isinstance(one, Contract)
    assert one == two
    assert await world.slips.count(contracts) == 1


async def test_the_database_itself_holds_one_contract_in_force(world: ContractWorld, both: LockstepDatabase) -> None:
    """Without anybody taking turns: the index of the table says no."""
    made = await world.conclude()
    book = LocalContractBook()
    async with world.slips.database.begin() as connection:
        kept = await book.by_id(connection, int(made.id))
        assert kept is not None
    new = NewContract(
        person=1,
        kind="self_employed",
        rate=12,
        branch="0101",
        concluded_on=kept.concluded_on,
        first_month=kept.first_month,
        ratio_ppm=1_000_000,
        wage_base=1,
        state=ContractState.ACTIVE,
    )
    async with world.slips.database.begin() as connection:
        assert await book.conclude(connection, new) is None
    async with world.slips.database.begin() as connection:
        row: Any = (await connection.execute(contracts.select())).one()._asdict()
        with pytest.raises(IntegrityError):
            await connection.execute(contracts.insert().values(row | {"id": 2, "number": "X-2"}))
        await connection.rollback()


async def test_two_at_the_register_itself_in_the_same_moment_are_one_contract(
    world: ContractWorld, both: LockstepDatabase
) -> None:
    book, made = LocalContractBook(), await world.conclude()
    async with world.slips.database.begin() as connection:
        kept: Any = await book.by_id(connection, int(made.id))
        await connection.execute(contracts.update().values(state="annulled"))

    async def one() -> Any:
        new = NewContract(
            person=1,
            kind="voluntary",
            rate=27,
            branch="0101",
            concluded_on=kept.concluded_on,
            first_month=kept.first_month,
            ratio_ppm=1_200_000,
            wage_base=199_506_600,
            state=ContractState.ACTIVE,
        )
        async with both.begin() as connection:
            return await book.conclude(connection, new)

    results = await both.race(one(), one())
    assert sorted(type(result).__name__ for result in results) == ["Contract", "NoneType"]


async def test_a_slip_and_another_wage_base_at_once_agree(world: ContractWorld, both: LockstepDatabase) -> None:
    """Whoever comes first, no slip of the old wage base is left with the new contract."""
    made = await world.conclude()
    issue = IssueSlip(first="1405-08", last="1405-08", total=made.premium)
    change = ChangeWageBase(contract=made.id, premium=60_000_000, wage_base=222_222_222)
    await both.race(
        world.slips.service.issue_slip(issue, world.caller(chat="100")),
        world.service.change_wage_base(change, world.caller(chat="200")),
    )
    now = await world.mine()
    assert (now.premium, now.open_slip) == (60_000_000, None)


async def test_a_payment_and_the_end_of_a_contract_at_once_agree(world: ContractWorld, both: LockstepDatabase) -> None:
    made = await world.conclude()
    slip = await world.slips.issue("1405-08")
    payment = await world.slips.start(slip)
    row = await world.slips.row(payment.id)
    world.slips.bank.take_money(world.slips.bank.need(row.authority), sample_card())
    assert made.ends_on is not None
    world.slips.clock.shift = world.slips.clock.shift.__class__(days=(made.ends_on - made.concluded_on).days)
    results = await both.race(settle(world.slips.ports, payment.id, Prompt.CLAIMS_PAID), world.service.end())
    assert fault_of(results) == []
    paid = (await world.slips.row(payment.id)).state == "paid"
    async with world.slips.database.begin() as connection:
        state = await connection.scalar(contracts.select().with_only_columns(contracts.c.state))
    assert state == ("active" if paid else "annulled")
