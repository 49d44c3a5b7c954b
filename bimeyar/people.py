"""Who can be tried? Synthetic people are made and listed here, for the command line and the demonstration."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

from backend.areas.enrolments.seeding import seed_years
from backend.areas.enrolments.years import ContractYears
from backend.domain.calendar import jalali_text
from backend.domain.rules.loading import load_ruleset
from backend.kit.clock import Clock, WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.local.synthesis.finding import Found, find
from backend.registers.local.synthesis.loading import seed
from bimeyar.settings import Settings
from locales.texts import Texts

__all__ = ["find_people", "list_people", "make_people", "seed_people"]


async def make_people(
    database: Database,
    vault: Vault,
    *,
    people: int,
    seed_number: int = 1,
    clock: Clock,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """Make people 1 to `people` unless they are there; number of people added. `report` hears done and all."""
    ruleset = load_ruleset()
    return await seed(
        database, vault, ruleset=ruleset, people=people, seed=seed_number, today=clock.today(), report=report
    )


async def find_people(
    database: Database,
    vault: Vault,
    *,
    situation: str | None = None,
    limit: int = 20,
    locale: str = "fa",
    texts: Texts | None = None,
) -> list[dict[str, Any]]:
    """One row a person: name, national_id, birth_date (Jalali "1361-04-12"), mobile or None, situation, title, hint.

    Without a situation the first person of each, whatever the `limit`. Raises `UnknownSituation`.
    """
    words = texts or Texts()
    async with database.begin() as connection:
        found = await find(connection, vault, situation=situation, limit=limit)
    return [_row(each, words, locale) for each in found]


async def seed_people(settings: Settings, *, people: int, seed: int, report: Callable[[str], object]) -> None:
    """Fill the local registers of these settings and tell how it goes."""

    def tell(done: int, of: int) -> None:
        if done % 10_000 == 0 and done < of:
            report(f"{done} of {of} people are there.")

    async with _opened(settings) as (database, vault):
        clock = WallClock()
        added = await make_people(database, vault, people=people, seed_number=seed, clock=clock, report=tell)
        async with database.begin() as connection:
            years = await seed_years(ContractYears(clock), connection)
    if years:
        report(f"{years} contract years of the supplementary insurance added, as examples.")
    report(f"{added} people added; {people} are there." if added else f"All {people} people are there already.")


async def list_people(
    settings: Settings, *, situation: str | None, limit: int, locale: str = "fa"
) -> list[dict[str, Any]]:
    """Rows of `find_people` from the registers of these settings."""
    async with _opened(settings) as (database, vault):
        return await find_people(database, vault, situation=situation, limit=limit, locale=locale)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[tuple[Database, Vault]]:
    database = Database(url=settings.database)
    try:
        yield database, settings.vault()
    finally:
        await database.close()


def _row(found: Found, texts: Texts, locale: str) -> dict[str, Any]:
    person = found.person
    return {
        "name": person.name,
        "national_id": person.national_id,
        "birth_date": jalali_text(person.birth_date),
        "mobile": person.mobile,
        "situation": found.situation,
        "title": texts.text(f"situation-{found.situation}", locale=locale),
        "hint": texts.text(f"situation-{found.situation}-hint", locale=locale),
    }
