"""Staff and pensioners at the same moment on PostgreSQL: is each thing done once, and is the other one told?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.areas.cases.tables import case_moves
from backend.areas.enrolments.tables import contract_years, enrolment_requests
from backend.contract.supplementary import EnrolmentStanding, WithdrawEnrolment
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.registers.local.pension_tables import loan_lines, loans
from tests.backend.at_once.lockstep import LockstepDatabase
from tests.backend.enrolments.test_years import NEXT
from tests.backend.enrolments.world import EVERYBODY, EnrolmentWorld, open_enrolments
from tests.databases import Databases


@pytest.fixture
async def world(postgres_databases: Databases, tmp_path: Path) -> AsyncIterator[EnrolmentWorld]:
    async with open_enrolments(postgres_databases.fresh(), tmp_path) as made:
        yield made


@pytest.fixture
def both(world: EnrolmentWorld) -> LockstepDatabase:
    """The database of the world from now on."""
    database = LockstepDatabase(world.below.database)
    world.renew(replace(world.ports, database=database))
    return database


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


async def test_two_chats_submit_and_one_request_is_there(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    wish, other = await world.wish(*EVERYBODY), await world.wish("0", "1")
    results = await both.race(
        world.service.submit_enrolment(wish, world.caller(chat="100")),
        world.service.submit_enrolment(other, world.caller(chat="200")),
    )
    assert kinds(list(results)) == ["EnrolmentStanding", "Refused"]
    assert await world.count(enrolment_requests) == 1
    assert await world.kinds() == ["enrolment-submitted"]


async def test_one_tap_that_comes_twice_is_one_request(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    wish = await world.wish(*EVERYBODY)
    one, two = await both.race(*(world.service.submit_enrolment(wish, world.caller("tap")) for _ in range(2)))
    assert isinstance(one, EnrolmentStanding)
    assert one == two


async def test_two_of_the_branch_accept_and_it_is_deducted_once(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    number = (await world.submit(*EVERYBODY)).number
    await world.approve(number)
    results = await both.race(*(world.accept(number, staff) for staff in (8, 9)))
    assert kinds(list(results)) == ["CaseStatus", "MoveRefused"]
    assert (await world.count(loans), await world.count(loan_lines), await world.count(case_moves)) == (4, 48, 3)
    assert (await world.kinds()).count("enrolment-confirmed") == 1


async def test_accepted_and_given_up_at_once_are_one_of_the_two(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    number = (await world.submit(*EVERYBODY)).number
    await world.approve(number)
    await both.race(
        world.accept(number), world.service.withdraw_enrolment(WithdrawEnrolment(number=number), world.caller())
    )
    confirmed = (await world.case(number)).status is CaseStatus.CONFIRMED
    assert await world.count(loans) == (4 if confirmed else 0)
    told = [kind for kind in await world.kinds() if kind in {"enrolment-confirmed", "enrolment-withdrawn"}]
    assert told == ["enrolment-confirmed" if confirmed else "enrolment-withdrawn"]


async def test_approved_and_rejected_at_once_are_one_of_the_two(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    number = (await world.submit(*EVERYBODY)).number
    results = await both.race(
        world.approve(number, staff=7),
        world.act(number, MoveName.REJECT, Mover.ASSOCIATION, 6, reason="other", note="توضیح"),
    )
    assert kinds(list(results)) == ["CaseStatus", "MoveRefused"]
    assert len(await world.kinds()) == 2


async def test_two_approve_a_year_at_once_and_one_of_them_did(world: EnrolmentWorld, both: LockstepDatabase) -> None:
    async with both.begin() as connection:
        entered = await world.ports.years.enter(connection, 5, NEXT)

    async def approve(staff: int) -> Any:
        async with both.begin() as connection:
            return await world.ports.years.approve(connection, staff, entered.id, entered.digest)

    results = await both.race(approve(6), approve(7))
    assert kinds(list(results)) == ["EnteredYear", "NotApproved"]
    assert await world.count(contract_years) == 3
