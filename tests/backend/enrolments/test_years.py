"""Is a contract year in force only when two people stand behind exactly the same document?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from backend.areas.enrolments.seeding import example_years, seed_years
from backend.areas.enrolments.tables import contract_years
from backend.areas.enrolments.year_form import EXAMPLES, BadYear, YearForm, digest_of, read_year
from backend.areas.enrolments.years import NotApproved
from backend.domain.calendar import parse_jalali
from backend.domain.confidence import Confidence
from locales.texts import LOCALES, Texts
from tests.backend.enrolments.world import EnrolmentWorld

_, YEAR_1405 = example_years()
NEXT: dict[str, Any] = dict(YEAR_1405) | {
    "year": 1406,
    "starts": "1406-09-01",
    "ends": "1407-08-30",
    "window_from": "1406-08-20",
    "window_to": "1406-11-30",
}


async def enter(world: EnrolmentWorld, staff: int, given: Any) -> Any:
    async with world.ports.database.begin() as connection:
        return await world.ports.years.enter(connection, staff, given)


async def approve(world: EnrolmentWorld, staff: int, entry: int, digest: str) -> Any:
    async with world.ports.database.begin() as connection:
        return await world.ports.years.approve(connection, staff, entry, digest)


async def year_of(world: EnrolmentWorld, day: str) -> int | None:
    async with world.ports.database.begin() as connection:
        found = await world.ports.years.of_day(connection, parse_jalali(day))
    return None if found is None else found.document.year.year


async def refused(world: EnrolmentWorld, staff: int, entry: int, digest: str) -> str:
    with pytest.raises(NotApproved) as no:
        await approve(world, staff, entry, digest)
    return no.value.why


async def test_a_year_is_in_force_once_somebody_else_approved_what_was_entered(world: EnrolmentWorld) -> None:
    entered = await enter(world, 5, NEXT)
    assert await year_of(world, "1406-09-01") is None
    assert await refused(world, 5, entered.id, entered.digest) == "own"
    assert await refused(world, 6, entered.id, "0" * 64) == "changed"
    assert await refused(world, 6, 999, entered.digest) == "not-found"
    await approve(world, 6, entered.id, entered.digest)
    assert await refused(world, 7, entered.id, entered.digest) == "approved"
    days = ("1405-08-30", "1405-09-01", "1406-08-19", "1406-08-20", "1407-08-30", "1407-09-01")
    assert [await year_of(world, day) for day in days] == [1404, 1405, 1405, 1406, 1406, None]


async def test_an_edit_has_no_approval_of_its_own_and_what_was_approved_goes_on(world: EnrolmentWorld) -> None:
    edited = await enter(world, 5, dict(YEAR_1405) | {"life_cover": 500_000_000})
    async with world.ports.database.begin() as connection:
        now = await world.ports.years.of_day(connection, parse_jalali("1405-09-07"))
    assert (edited.approved_by, now and now.document.year.life_cover) == (None, 400_000_000)
    later = await enter(world, 5, dict(YEAR_1405) | {"life_cover": 600_000_000})
    assert await refused(world, 6, edited.id, edited.digest) == "superseded"
    await approve(world, 6, later.id, later.digest)
    async with world.ports.database.begin() as connection:
        now = await world.ports.years.of_day(connection, parse_jalali("1405-09-07"))
    assert now is not None
    assert now.document.year.life_cover == 600_000_000


async def test_the_database_itself_wants_two_people(world: EnrolmentWorld) -> None:
    entered = await enter(world, 5, NEXT)
    values = {"approved_by": 5, "approved_at": world.ports.clock.now()}
    alone = contract_years.update().where(contract_years.c.id == entered.id).values(values)
    async with world.ports.database.begin() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(alone)
        await connection.rollback()


async def test_the_seed_is_what_is_published_and_an_example_that_says_so(world: EnrolmentWorld) -> None:
    async with world.ports.database.begin() as connection:
        found = {one.document.year.year: one.document.year for one in await world.ports.years.entries(connection)}
    assert found.keys() == {1404, 1405}
    (gold,) = found[1404].plans
    assert (gold.premium, gold.organisation, gold.pensioner) == (12_500_000, 2_500_000, 10_000_000)
    assert (found[1404].confidence, found[1405].confidence) == (Confidence.HIGH, Confidence.LOW)
    assert "نمونه" in found[1405].source
    async with world.ports.database.begin() as connection:
        assert await seed_years(world.ports.years, connection) == 0


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"starts": "1405-13-01"}, "starts", "not-a-day"),
        ({"starts": 14050901}, "starts", "malformed"),
        ({"ends": "1405-08-30"}, "ends", "before-start"),
        ({"year": 1406}, "year", "not-of-the-year"),
        ({"window_to": "1405-08-01"}, "window_to", "before-start"),
        ({"window_to": "1406-09-01"}, "window_to", "after-end"),
        ({"plans": []}, "plans", "empty"),
        ({"plans": [{"code": "gold", "premium": 5, "organisation": 1, "pensioner": 3}]}, "plans.0.premium", "shares"),
        ({"plans": [{"code": "Gold!", "premium": 5, "organisation": 1, "pensioner": 4}]}, "plans.0.code", "malformed"),
        ({"plans": [*YEAR_1405["plans"], *YEAR_1405["plans"]]}, "plans", "twice"),
        ({"spouse_exempt": ["cousin"]}, "spouse_exempt.0", "malformed"),
        ({"confidence": "sure"}, "confidence", "malformed"),
        ({"terms": []}, "terms", "empty"),
        ({"terms": [{"heading": "", "text": "x"}]}, "terms.0.heading", "malformed"),
        ({"colour": "blue"}, "colour", "unknown-field"),
    ],
)
def test_what_is_wrong_is_named_with_a_right_example(change: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(BadYear) as bad:
        read_year(dict(YEAR_1405) | change)
    first = bad.value.faults[0]
    assert (first.field, first.reason) == (field, reason)
    assert all(fault.example for fault in bad.value.faults)
    assert all(Texts().has(f"year-fault-{reason}", locale) for locale in LOCALES)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(BadYear) as bad:
        read_year({})
    assert {fault.field for fault in bad.value.faults} == set(YearForm.model_fields)
    assert {fault.example for fault in bad.value.faults} <= set(EXAMPLES.values())


def test_the_same_document_has_the_same_digest_in_any_order() -> None:
    turned = dict(reversed(list(YEAR_1405.items())))
    assert digest_of(read_year(turned)) == digest_of(read_year(YEAR_1405))
    assert digest_of(read_year(dict(YEAR_1405) | {"life_cover": 1})) != digest_of(read_year(YEAR_1405))
