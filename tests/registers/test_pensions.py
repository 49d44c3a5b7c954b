"""Do the synthetic pensioners have the files that their situations promise, and does the local register keep them?"""

from __future__ import annotations

import pytest

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.ruleset import Ruleset
from backend.domain.supplementary import Basis, Instalment, Kinship, has_left
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.local.pensions import LocalPensions
from backend.registers.local.synthesis.finding import find
from backend.registers.local.synthesis.loading import seed
from backend.registers.pensions import Loan, Pension, PensionMember
from tests.databases import at_rest

from .conftest import TODAY

PEOPLE = 120


@pytest.fixture
async def seeded(database: Database, vault: Vault, ruleset: Ruleset) -> Database:
    await seed(database, vault, ruleset=ruleset, people=PEOPLE, seed=1, today=TODAY)
    return database


async def file_of(
    database: Database, vault: Vault, situation: str
) -> tuple[Pension, list[PensionMember], list[Loan], str]:
    register = LocalPensions(vault=vault)
    async with database.begin() as connection:
        [found] = await find(connection, vault, situation=situation, limit=1)
        pension = await register.of_person(connection, found.person.id)
        assert pension is not None
        members = list(await register.members(connection, pension))
        return pension, members, list(await register.loans(connection, pension)), found.person.branch


async def test_each_situation_has_its_file(seeded: Database, vault: Vault) -> None:
    _, alone, loans, _ = await file_of(seeded, vault, "pensioner")
    assert ([member.kinship for member in alone], loans) == ([Kinship.SELF], [])
    _, family, _, _ = await file_of(seeded, vault, "pensioner-family")
    assert [member.kinship for member in family] == [Kinship.SELF, Kinship.SPOUSE, Kinship.CHILD, Kinship.CHILD]
    assert not any(member.covered or has_left(member.facts, TODAY) for member in family)
    _, working, _, _ = await file_of(seeded, vault, "pensioner-spouse-employed")
    assert working[1].basis is Basis.EMPLOYED
    _, ended, _, _ = await file_of(seeded, vault, "pensioner-dependency-ended")
    assert [has_left(member.facts, TODAY) for member in ended] == [False, False, True, False]
    staff, _, _, _ = await file_of(seeded, vault, "pensioner-staff")
    assert staff.staff
    elsewhere, _, _, own = await file_of(seeded, vault, "pensioner-elsewhere")
    assert elsewhere.branch != own
    _, left, _, _ = await file_of(seeded, vault, "pensioner-left")
    assert [member.covered and has_left(member.facts, TODAY) for member in left] == [False, False, True, False]


async def test_who_is_insured_has_a_year_of_deductions(seeded: Database, vault: Vault) -> None:
    _, members, loans, _ = await file_of(seeded, vault, "pensioner-insured")
    assert all(member.covered and member.plan == "gold" for member in members)
    assert [loan.member for loan in loans] == [member.key for member in members]
    assert all(len(loan.instalments) == 12 for loan in loans)
    assert all(loan.instalments[0].month.month == 9 for loan in loans)


async def test_names_of_members_are_sealed(seeded: Database, vault: Vault, database_url: str) -> None:
    _, members, _, _ = await file_of(seeded, vault, "pensioner-family")
    await seeded.close()
    kept = at_rest(database_url)
    assert all(member.name.encode() not in kept for member in members[1:])


async def test_status_and_deductions_are_written_once(seeded: Database, vault: Vault) -> None:
    register = LocalPensions(vault=vault)
    pension, _, _, _ = await file_of(seeded, vault, "pensioner-family")
    months = [JalaliMonth(1405, 9).plus(step) for step in range(12)]
    loan = Loan("1", "gold", "140500000001", tuple(Instalment(month, 10, 2) for month in months))
    async with seeded.begin() as connection:
        asked = {"covered": True, "plan": "gold"}
        twice = [await register.change_cover(connection, pension, "1", **asked) for _ in range(2)]
        added = [await register.add_loan(connection, pension, loan) for _ in range(2)]
        assert (twice, added) == ([True, False], [True, False])
        assert await register.loans(connection, pension) == [loan]
        assert await register.end_loans(connection, pension, "1", JalaliMonth(1406, 7)) == 2
        assert await register.end_loans(connection, pension, "1", JalaliMonth(1406, 7)) == 0
        assert await register.end_loans(connection, pension, "2", JalaliMonth(1405, 9)) == 0
        [left] = await register.loans(connection, pension)
        assert left.instalments[-1].month == JalaliMonth(1406, 6)
        assert await register.of_person(connection, 1) is None
