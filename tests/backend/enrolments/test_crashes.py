"""What is left when a process dies at any word to the database, and is everything there once after it was asked again?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from backend.areas.cases.tables import case_moves, cases
from backend.areas.enrolments.service import EnrolmentsService
from backend.areas.enrolments.tables import enrolment_requests
from backend.contract.supplementary import WithdrawEnrolment
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.kit.cases import Act
from backend.registers.local.pension_tables import loan_lines, loans
from tests.backend.enrolments.dying import DyingDatabase, Killed
from tests.backend.enrolments.world import EVERYBODY, EnrolmentWorld

MOST = 200
"""Words to the database after which a deed must have come to its end."""


async def dies_everywhere(
    world: EnrolmentWorld, deed: Callable[[DyingDatabase], Awaitable[Any]], nothing: Callable[[], Awaitable[bool]]
) -> int:
    """Kill the deed at its first word, its second, … until it comes to its end; words it takes."""
    for at in range(MOST):
        database = DyingDatabase(world.below.database, at=at)
        try:
            await deed(database)
        except Killed:
            assert await nothing(), f"something is left after dying at word {at}"
            continue
        assert not database.died
        return at
    raise AssertionError("it never comes to its end")


def over(world: EnrolmentWorld, database: DyingDatabase) -> EnrolmentsService:
    return EnrolmentsService(ports=replace(world.ports, database=database))


async def test_submitting(world: EnrolmentWorld) -> None:
    wish = await world.wish(*EVERYBODY)
    tables = (enrolment_requests, cases, case_moves)

    async def deed(database: DyingDatabase) -> None:
        await over(world, database).submit_enrolment(wish, world.caller("tap"))

    async def nothing() -> bool:
        return [await world.count(table) for table in tables] == [0, 0, 0] and await world.kinds() == []

    assert await dies_everywhere(world, deed, nothing) > 10
    one = await world.service.submit_enrolment(wish, world.caller("tap"))
    assert one == await world.service.submit_enrolment(wish, world.caller("tap"))
    assert [await world.count(table) for table in tables] == [1, 1, 1]
    assert await world.kinds() == ["enrolment-submitted"]


async def test_accepting(world: EnrolmentWorld) -> None:
    number = (await world.submit(*EVERYBODY)).number
    await world.approve(number)
    act = Act(move=MoveName.ACCEPT, by=Mover.BRANCH, staff=8)

    async def deed(database: DyingDatabase) -> None:
        async with database.begin() as connection:
            await world.work.act(connection, 1, number, act)

    async def nothing() -> bool:
        effects = [await world.count(loans), await world.count(loan_lines), len(await world.covered())]
        status = (await world.case(number)).status
        return (
            effects == [0, 0, 0] and status is CaseStatus.AT_BRANCH and "enrolment-confirmed" not in await world.kinds()
        )

    assert await dies_everywhere(world, deed, nothing) > 15
    assert (await world.case(number)).status is CaseStatus.CONFIRMED
    assert (await world.count(loans), await world.count(loan_lines)) == (4, 48)
    assert (await world.kinds()).count("enrolment-confirmed") == 1


@pytest.mark.parametrize("move", [MoveName.APPROVE, MoveName.REJECT, MoveName.SEND_BACK])
async def test_the_word_of_the_association(world: EnrolmentWorld, move: MoveName) -> None:
    number = (await world.submit(*EVERYBODY)).number
    act = Act(move=move, by=Mover.ASSOCIATION, staff=7, reason="other", note="توضیح")

    async def deed(database: DyingDatabase) -> None:
        async with database.begin() as connection:
            await world.work.act(connection, 1, number, act)

    async def nothing() -> bool:
        return (await world.case(number)).status is CaseStatus.AT_ASSOCIATION and len(await world.kinds()) == 1

    await dies_everywhere(world, deed, nothing)
    assert (await world.count(case_moves), len(await world.kinds())) == (2, 2)


async def test_giving_up(world: EnrolmentWorld) -> None:
    number = (await world.submit(*EVERYBODY)).number

    async def deed(database: DyingDatabase) -> None:
        await over(world, database).withdraw_enrolment(WithdrawEnrolment(number=number), world.caller("tap"))

    async def nothing() -> bool:
        return (await world.case(number)).status is CaseStatus.AT_ASSOCIATION

    await dies_everywhere(world, deed, nothing)
    assert (await world.kinds()).count("enrolment-withdrawn") == 1
