"""How do a hundred thousand people get into the database in about a minute? In batches, sealed on the way.

Memory stays the same however many there are. Each batch is one transaction, so a seeding that was cut off goes on
where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.rules.ruleset import Ruleset
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.local.pension_tables import loan_lines, loans, members, pensions
from backend.registers.local.pensions import MEMBER_NAME
from backend.registers.local.people import IBAN, MOBILE, NATIONAL_ID
from backend.registers.local.synthesis.calendar import Years
from backend.registers.local.synthesis.families import File
from backend.registers.local.synthesis.lives import Identity, Life, Population, Row
from backend.registers.local.synthesis.numbers import MOST_PEOPLE
from backend.registers.local.synthesis.places import all_branches
from backend.registers.local.tables import (
    account_years,
    branches,
    contracts,
    contributions,
    history_years,
    persons,
    relations,
)

COLUMNS: dict[Table, tuple[str, ...]] = {
    branches: ("code", "name", "address", "phone", "county"),
    persons: (
        "id",
        "national_id_sealed",
        "national_id_index",
        "first_name",
        "last_name",
        "father_name",
        "birth_date",
        "sso_number",
        "mobile_sealed",
        "mobile_index",
        "mobile_owned",
        "iban_sealed",
        "branch",
        "alive",
        "situation",
    ),
    contracts: (
        "id",
        "person",
        "kind",
        "rate",
        "number",
        "concluded_on",
        "first_month",
        "ratio_ppm",
        "treatment_support",
        "covered_persons",
        "state",
    ),
    account_years: ("contract", "year", "computed", "debt"),
    contributions: ("contract", "month", "days", "wage", "premium", "reference", "paid_at"),
    history_years: ("person", "year", "days", "wage_daily"),
    relations: (
        "person",
        "employed",
        "pensioner",
        "dependant",
        "other_fund",
        "under_guardianship",
        "served",
    ),
    pensions: ("number", "person", "branch", "county", "active", "staff"),
    members: ("pension", "key", "kinship", "name_sealed", "until", "basis", "covered", "plan"),
    loans: ("id", "pension", "member", "plan", "reference"),
    loan_lines: ("loan", "month", "pensioner", "organisation"),
}
"""Order of the values in a row of each table."""

BATCH = 500


class OtherPeople(Exception):
    """The register already holds people of another seed, other keys, or real ones: nothing was added."""


async def seed(
    database: Database,
    vault: Vault,
    *,
    ruleset: Ruleset,
    people: int,
    seed: int,
    today: date,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """Make people 1 to `people` unless they are there; number of people added.

    `today` (Gregorian) decides who is behind and who has paid. `report` hears how many of how many are there after
    each batch. Raises `OtherPeople`, and ValueError for more than ten million.
    """
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(f"between 0 and {MOST_PEOPLE} people can be made")
    population = Population(seed=seed, years=Years(ruleset, today))
    async with database.begin() as connection:
        there = await _people_there(connection, vault, population)
        if not await connection.scalar(select(func.count()).select_from(branches)):
            await _write(connection, branches, all_branches())
    for first in range(there + 1, people + 1, BATCH):
        lives = [population.life(number) for number in range(first, min(first + BATCH, people + 1))]
        async with database.begin() as connection:
            await _write_lives(connection, vault, lives)
        if report is not None:
            report(lives[-1].who.id, people)
    async with database.begin() as connection:
        await _move_counters(connection)
    return max(0, people - there)


async def _people_there(connection: AsyncConnection, vault: Vault, population: Population) -> int:
    """How many people there are; raises `OtherPeople` unless the first one is this population's first one."""
    there = int(await connection.scalar(select(func.max(persons.c.id))) or 0)
    first = await connection.scalar(select(persons.c.national_id_index).where(persons.c.id == 1))
    if there and first != vault.index(population.national_id(1), NATIONAL_ID):
        raise OtherPeople("the register holds other people; use the same seed and keys, or an empty database")
    return there


async def _move_counters(connection: AsyncConnection) -> None:
    """PostgreSQL counts on from where we numbered; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in (persons, contracts, loans):
        counter, highest = func.pg_get_serial_sequence(table.name, "id"), func.coalesce(func.max(table.c.id), 1)
        await connection.execute(select(func.setval(counter, highest)))


async def _write_lives(connection: AsyncConnection, vault: Vault, lives: Sequence[Life]) -> None:
    await _write(connection, persons, [_sealed(vault, life.who) for life in lives])
    await _write(connection, contracts, [row for life in lives for row in life.contracts])
    await _write(connection, account_years, [row for life in lives for row in life.account_years])
    await _write(connection, contributions, [row for life in lives for row in life.contributions])
    await _write(connection, history_years, [row for life in lives for row in life.history])
    await _write(connection, relations, [row for life in lives for row in life.relations])
    await _write_files(connection, vault, [life.file for life in lives if life.file is not None])


async def _write_files(connection: AsyncConnection, vault: Vault, files: Sequence[File]) -> None:
    """Pension files; members with and without an end of dependency apart, as a batch is alike in its kinds of value."""
    await _write(connection, pensions, [file.pension for file in files])
    sealed = [(*row[:3], vault.seal(row[3], MEMBER_NAME), *row[4:]) for file in files for row in file.members]
    await _write(connection, members, [row for row in sealed if row[4] is None])
    await _write(connection, members, [row for row in sealed if row[4] is not None])
    await _write(connection, loans, [row for file in files for row in file.loans])
    await _write(connection, loan_lines, [row for file in files for row in file.lines])


def _sealed(vault: Vault, who: Identity) -> Row:
    has_mobile = who.mobile is not None
    return (
        who.id,
        vault.seal(who.national_id, NATIONAL_ID),
        vault.index(who.national_id, NATIONAL_ID),
        who.first_name,
        who.last_name,
        who.father_name,
        who.birth_date,
        who.sso_number,
        vault.seal(who.mobile, MOBILE) if has_mobile and who.mobile else None,
        vault.index(who.mobile, MOBILE) if has_mobile and who.mobile else None,
        who.mobile_owned,
        vault.seal(who.iban, IBAN) if who.iban else None,
        who.branch,
        who.alive,
        who.situation,
    )


async def _write(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    names = COLUMNS[table]
    if connection.dialect.name != "sqlite":
        await _copy(connection, table, rows)
        return
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 (our own names)
    special = [place for place, value in enumerate(rows[0]) if isinstance(value, date | list)]
    await connection.exec_driver_sql(sql, [_as_stored(row, special) for row in rows] if special else list(rows))


async def _copy(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    """COPY of PostgreSQL: a batch in one go. It is the driver's own, so the transaction must be open."""
    await connection.execute(select(1))
    raw = await connection.get_raw_connection()
    lists = [place for place, value in enumerate(rows[0]) if isinstance(value, list)]
    driver: Any = raw.driver_connection
    await driver.copy_records_to_table(
        table.name, columns=COLUMNS[table], records=[_with_texts(row, lists) for row in rows] if lists else rows
    )


def _with_texts(row: Row, lists: Sequence[int]) -> Row:
    """A row whose lists are JSON."""
    values: list[Any] = list(row)
    for place in lists:
        values[place] = json.dumps(values[place])
    return tuple(values)


def _as_stored(row: Row, special: Sequence[int]) -> Row:
    """A row as SQLAlchemy's own types keep it in SQLite."""
    values: list[Any] = list(row)
    for place in special:
        value = values[place]
        values[place] = json.dumps(value) if isinstance(value, list) else _day_or_moment(value)
    return tuple(values)


@lru_cache(maxsize=16_384)
def _day_or_moment(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat()
