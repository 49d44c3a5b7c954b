"""Do the people get into the database once, sealed, and can they be found again?"""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.ruleset import Ruleset
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.registers.local.contracts import LocalContracts, LocalContributions
from backend.registers.local.people import LocalMobileMatch, LocalPeople, UnknownBranch
from backend.registers.local.synthesis.calendar import Years
from backend.registers.local.synthesis.finding import SITUATION_IDS, UnknownSituation, find
from backend.registers.local.synthesis.lives import Population
from backend.registers.local.synthesis.loading import COLUMNS, OtherPeople, seed
from backend.registers.local.tables import contributions, history_years, persons
from backend.registers.mobile_match import MobileOwner
from backend.registers.ports import PaidMonth, Person
from bimeyar.people import find_people, make_people
from tests.databases import at_rest

from .conftest import NOW, TODAY


async def fill(database: Database, vault: Vault, ruleset: Ruleset, people: int, *, number: int = 1) -> int:
    return await seed(database, vault, ruleset=ruleset, people=people, seed=number, today=TODAY)


async def counts(database: Database) -> dict[str, int]:
    async with database.begin() as connection:
        return {table.name: await connection.scalar(select(func.count()).select_from(table)) or 0 for table in COLUMNS}


async def test_seeding_again_adds_nobody_and_a_larger_number_goes_on(
    database: Database, vault: Vault, ruleset: Ruleset
) -> None:
    assert await fill(database, vault, ruleset, 700) == 700
    before = await counts(database)
    assert before["register_persons"] == 700
    assert before["register_branches"] == 40
    assert await fill(database, vault, ruleset, 700) == 0
    assert await fill(database, vault, ruleset, 10) == 0
    assert await counts(database) == before
    assert await fill(database, vault, ruleset, 1200) == 500
    assert (await counts(database))["register_persons"] == 1200


async def test_people_of_another_seed_are_not_mixed_in(database: Database, vault: Vault, ruleset: Ruleset) -> None:
    await fill(database, vault, ruleset, 20)
    with pytest.raises(OtherPeople):
        await fill(database, vault, ruleset, 40, number=2)
    other_keys = Vault.from_settings(data_key=new_key(), index_key=new_key())
    with pytest.raises(OtherPeople):
        await fill(database, other_keys, ruleset, 40)
    assert (await counts(database))["register_persons"] == 20


async def test_ten_thousand_people_are_read_back_as_they_were_made(
    database: Database, vault: Vault, ruleset: Ruleset
) -> None:
    seen: list[tuple[int, int]] = []
    await seed(
        database,
        vault,
        ruleset=ruleset,
        people=10_000,
        seed=3,
        today=TODAY,
        report=lambda done, all_: seen.append((done, all_)),
    )
    assert seen[-1] == (10_000, 10_000)
    assert (await counts(database))["register_contributions"] > 200_000
    population = Population(seed=3, years=Years(ruleset, TODAY))
    async with database.begin() as connection:
        for number in (1, 19, 499, 500, 501, 7_777, 10_000):
            made = population.life(number)
            kept = await LocalPeople(vault=vault).by_id(connection, number)
            assert kept is not None
            names = Person.__dataclass_fields__.keys() - {"address", "postal_code"}
            assert {name: getattr(kept, name) for name in names} == {name: getattr(made.who, name) for name in names}
            assert (kept.address, kept.postal_code) == (None, None)
            for table, rows in ((contributions, made.contributions), (history_years, made.history)):
                columns = [table.c[name] for name in COLUMNS[table]]
                owner = columns[0].in_([row[0] for row in rows])
                found = await connection.execute(select(*columns).where(owner).order_by(*columns[:2]))
                assert [tuple(row) for row in found] == sorted(rows)


async def test_numbers_are_sealed_at_rest(
    database: Database, vault: Vault, ruleset: Ruleset, database_url: str
) -> None:
    await fill(database, vault, ruleset, 200)
    async with database.begin() as connection:
        found = await find(connection, vault)
    await database.close()
    kept = at_rest(database_url)
    assert found[0].person.last_name.encode() in kept
    for each in found:
        person = each.person
        for secret in filter(None, (person.national_id, person.mobile, person.iban)):
            assert secret.encode() not in kept, each.situation


async def test_blind_index_finds_the_person_and_needs_the_key(
    database: Database, vault: Vault, ruleset: Ruleset
) -> None:
    await fill(database, vault, ruleset, 60)
    register = LocalPeople(vault=vault)
    async with database.begin() as connection:
        person = await register.by_id(connection, 7)
        assert person is not None
        assert await register.by_national_id(connection, person.national_id) == person
        assert person in await register.by_mobile(connection, str(person.mobile))
        assert await register.by_national_id(connection, "0684159414") is None
        branch = await register.branch(connection, person.branch)
        assert (branch.code, len(branch.phone)) == (person.branch, 11)
        assert await register.branch_names(connection, ["9999", branch.code]) == {branch.code: branch.name}
        with pytest.raises(UnknownBranch):
            await register.branch(connection, "9999")
        other = LocalPeople(vault=Vault.from_settings(data_key=new_key(), index_key=new_key()))
        assert await other.by_national_id(connection, person.national_id) is None
        if database.is_sqlite:  # PostgreSQL: see tests/bench/test_plans.py
            plan = await connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT * FROM register_persons WHERE national_id_index = x'00'"
            )
            assert "USING INDEX" in str(plan.all())


async def test_mobile_matching_knows_whose_number_it_is(database: Database, vault: Vault, ruleset: Ruleset) -> None:
    await fill(database, vault, ruleset, 60)
    match = LocalMobileMatch(database=database, vault=vault)
    async with database.begin() as connection:
        [own] = await find(connection, vault, situation="voluntary-floor", limit=1)
        [strange] = await find(connection, vault, situation="mobile-not-own", limit=1)
    assert await match.match(own.person.national_id, str(own.person.mobile)) is MobileOwner.MATCHED
    assert await match.match(own.person.national_id, "09239999999") is MobileOwner.NOT_MATCHED
    assert await match.match(strange.person.national_id, str(strange.person.mobile)) is MobileOwner.NOT_MATCHED
    assert await match.match("0684159414", str(own.person.mobile)) is MobileOwner.NOT_MATCHED


async def test_contracts_and_paid_months_through_the_ports(database: Database, vault: Vault, ruleset: Ruleset) -> None:
    await fill(database, vault, ruleset, 60)
    contracts, ledger = LocalContracts(), LocalContributions()
    async with database.begin() as connection:
        [back] = await find(connection, vault, situation="returned", limit=1)
        contract = await contracts.latest(connection, back.person.id)
        assert contract is not None
        assert contract.state == "active"
        assert contract.id == back.person.id * 2
        paid = await ledger.paid_months(connection, contract.id)
        assert paid[-1] == JalaliMonth(1405, 7)
        assert paid[0] == contract.first_month
        years = await contracts.account_years(connection, contract.id)
        assert [year.year for year in years] == list(range(contract.first_month.year, 1405))
        history = await ledger.history(connection, back.person.id)
        assert all(len(year.days) == 12 for year in history)
        [nobody] = await find(connection, vault, situation="no-relation", limit=1)
        assert await contracts.latest(connection, nobody.person.id) is None


async def test_branch_settles_last_year(database: Database, vault: Vault, ruleset: Ruleset) -> None:
    await fill(database, vault, ruleset, 60)
    contracts = LocalContracts()
    async with database.begin() as connection:
        for situation in ("last-year-not-computed", "last-year-debt"):
            [found] = await find(connection, vault, situation=situation, limit=1)
            contract = await contracts.latest(connection, found.person.id)
            assert contract is not None
            await contracts.settle_year(connection, contract.id, 1404)
            [*_, last] = await contracts.account_years(connection, contract.id)
            assert (last.year, last.computed, last.debt) == (1404, True, 0)


async def test_month_recorded_twice_is_there_once(database: Database, vault: Vault, ruleset: Ruleset) -> None:
    await fill(database, vault, ruleset, 5)
    ledger = LocalContributions()
    async with database.begin() as connection:
        contract = await LocalContracts().latest(connection, 1)
        assert contract is not None
        before = await ledger.paid_months(connection, contract.id)
        lines = [PaidMonth(before[-1].plus(step), 30, 100, 27) for step in (0, 1, 2)]
        for reference in ("R1", "R2"):
            await ledger.record(connection, contract=contract, lines=lines, reference=reference, paid_at=NOW)
        assert await ledger.paid_months(connection, contract.id) == [*before, before[-1].plus(1), before[-1].plus(2)]
        written = await connection.execute(select(contributions).where(contributions.c.reference == "R1"))
        assert [row.paid_at for row in written] == [NOW, NOW]
        assert not (await connection.execute(select(contributions).where(contributions.c.reference == "R2"))).all()


async def test_people_to_try_one_of_each_and_by_situation(database: Database, vault: Vault) -> None:
    await make_people(database, vault, people=300, clock=FixedClock(NOW))
    for locale in ("fa", "en"):
        rows = await find_people(database, vault, locale=locale)
        assert tuple(row["situation"] for row in rows) == SITUATION_IDS
        assert all(row["title"] and row["hint"] for row in rows)
    assert rows == await find_people(database, vault, locale="en")
    lapsed = await find_people(database, vault, situation="voluntary-lapsed", limit=3)
    assert len(lapsed) == 3
    assert {row["situation"] for row in lapsed} == {"voluntary-lapsed"}
    assert set(lapsed[0]) == {"name", "national_id", "birth_date", "mobile", "situation", "title", "hint"}
    assert lapsed[0]["birth_date"][:2] in {"13", "14"}
    with pytest.raises(UnknownSituation, match="voluntary-floor"):
        await find_people(database, vault, situation="nonsense")


async def test_deleting_a_person_takes_everything_about_them(
    database: Database, vault: Vault, ruleset: Ruleset
) -> None:
    await fill(database, vault, ruleset, 1)
    async with database.begin() as connection:
        await connection.execute(delete(persons))
    after = await counts(database)
    assert {name: number for name, number in after.items() if number} == {"register_branches": 40}
