"""Does everybody see the cases of their own offices alone, find what they look for, and have the late ones first?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend.areas.cases.claims import claim, take_next
from backend.areas.cases.queues import Order, Place, Queues, Wish
from backend.areas.cases.repository import CaseRow, case_by_ref
from backend.areas.cases.scope import Scope
from backend.domain.cases import CaseKind, CaseStatus, MoveName, Mover, Queue
from backend.domain.working_days import load_working_days
from backend.kit.cases import NewCase
from backend.kit.db import Database
from bench.plans.judging import explain
from bench.plans.watching import Watching
from tests.backend.cases.conftest import Desk
from tests.databases import Databases

TEHRAN = Scope(queue=Queue.ASSOCIATION, offices=frozenset({"تهران"}))
KARAJ = Scope(queue=Queue.ASSOCIATION, offices=frozenset({"کرج"}))
BRANCH = Scope(queue=Queue.BRANCH, offices=frozenset({"0114"}))
QUEUES = Queues(load_working_days())
ME = 7


async def opened(desk: Desk, subject: str, *, office: str = "تهران", person: int | None = None) -> str:
    async with desk.database.begin() as connection:
        new = NewCase(kind=CaseKind.SUPPLEMENTARY, person=person or int(subject[1:]), subject=subject, office=office)
        ref = await desk.spine.open(connection, new)
    assert ref is not None
    return ref


async def seen(desk: Desk, scope: Scope, number: int = 1, **wish: Any) -> tuple[int, Sequence[CaseRow]]:
    async with desk.database.begin() as connection:
        now = desk.clock.now()
        return await QUEUES.page(connection, scope, Wish(**wish), staff=ME, now=now, number=number)


async def subjects(desk: Desk, scope: Scope, **wish: Any) -> list[str]:
    return [row.subject for row in (await seen(desk, scope, **wish))[1]]


async def test_an_association_sees_its_county_and_a_branch_its_own_cases(desk: Desk) -> None:
    await opened(desk, "e1")
    await opened(desk, "e2", office="کرج")
    await opened(desk, "e3")
    await desk.move(MoveName.APPROVE, Mover.ASSOCIATION, subject="e3", staff=8, office="0114")
    assert await subjects(desk, TEHRAN) == ["e1"]
    assert await subjects(desk, KARAJ) == ["e2"]
    assert await subjects(desk, BRANCH) == ["e3"]
    assert await subjects(desk, Scope(queue=Queue.BRANCH, offices=frozenset({"0115"}))) == []
    assert await subjects(desk, Scope(queue=Queue.BRANCH, offices=frozenset())) == []


async def test_a_branch_finds_what_came_from_one_county(desk: Desk) -> None:
    for subject, county in (("e1", "تهران"), ("e2", "کرج"), ("e3", "تهران")):
        await opened(desk, subject, office=county)
        await desk.move(MoveName.APPROVE, Mover.ASSOCIATION, subject=subject, staff=8, office="0114")
    assert await subjects(desk, BRANCH, county="تهران") == ["e1", "e3"]
    assert await subjects(desk, BRANCH, county="کرج") == ["e2"]
    assert await subjects(desk, BRANCH, county="0114") == []


async def test_a_single_case_is_covered_exactly_where_it_is_listed(desk: Desk) -> None:
    ref = await opened(desk, "e1")
    steps = (
        (None, {}, {TEHRAN: Place.LINE}),
        (MoveName.SEND_BACK, {"reason": "other", "staff": 8, "by": Mover.ASSOCIATION}, {TEHRAN: Place.APPLICANT}),
        (MoveName.RESUBMIT, {"by": Mover.APPLICANT}, {TEHRAN: Place.LINE}),
        (MoveName.APPROVE, {"staff": 8, "office": "0114", "by": Mover.ASSOCIATION}, {BRANCH: Place.LINE}),
        (MoveName.ACCEPT, {"staff": 9, "by": Mover.BRANCH}, {BRANCH: Place.CLOSED}),
    )
    for move, more, where in steps:
        if move is not None:
            await desk.move(move, **more)
        async with desk.database.begin() as connection:
            case = await case_by_ref(connection, ref)
        assert case is not None
        for scope in (TEHRAN, KARAJ, BRANCH):
            assert scope.covers(case) is (scope in where), (move, scope)
            for place in Place:
                there = scope in where if place is Place.ALL else where.get(scope) is place
                assert bool((await seen(desk, scope, place=place))[0]) is there, (move, place)


async def test_what_is_looked_for(desk: Desk) -> None:
    first = await opened(desk, "e1")
    desk.clock.forward(timedelta(days=3))
    await opened(desk, "e2", person=22)
    assert await subjects(desk, TEHRAN, ref=first) == ["e1"]
    assert await subjects(desk, TEHRAN, person=22) == ["e2"]
    assert await subjects(desk, TEHRAN, subject="e2", ref="e2") == ["e2"]
    assert await subjects(desk, TEHRAN, nothing=True) == []
    assert await subjects(desk, TEHRAN, kind=CaseKind.VOLUNTARY_CONTRACT) == []
    assert await subjects(desk, TEHRAN, status=CaseStatus.AT_ASSOCIATION) == ["e1", "e2"]
    day = desk.clock.today()
    assert await subjects(desk, TEHRAN, since=day) == ["e2"]
    assert await subjects(desk, TEHRAN, until=day - timedelta(days=1)) == ["e1"]
    assert await subjects(desk, TEHRAN, since=day, until=day) == ["e2"]
    assert await subjects(desk, TEHRAN, order=Order.NEWEST) == ["e2", "e1"]


async def test_pages_hold_each_case_once(desk: Desk) -> None:
    for number in range(1, 61):
        await opened(desk, f"e{number}")
    pages = [await seen(desk, TEHRAN, number) for number in (1, 2, 3, 4)]
    assert [total for total, _ in pages] == [60] * 4
    assert [len(rows) for _, rows in pages] == [25, 25, 10, 0]
    assert [row.subject for _, rows in pages for row in rows] == [f"e{number}" for number in range(1, 61)]


async def test_late_is_counted_in_working_days_and_comes_first(desk: Desk) -> None:
    """Opened on Saturday 1405-09-07; three working days are allowed, and Wednesday is the fourth."""
    old = await opened(desk, "e1")
    desk.clock.forward(timedelta(days=3))
    assert (await seen(desk, TEHRAN, late=True))[0] == 0
    desk.clock.forward(timedelta(days=1))
    await opened(desk, "e2")
    total, rows = await seen(desk, TEHRAN, late=True)
    assert (total, rows[0].ref, QUEUES.waited(rows[0], desk.clock.now())) == (1, old, 4)
    await desk.move(MoveName.SEND_BACK, Mover.ASSOCIATION, staff=8, reason="other")
    await desk.move(MoveName.RESUBMIT, Mover.APPLICANT)
    desk.clock.forward(timedelta(days=3))
    rows = (await seen(desk, TEHRAN, order=Order.OVERDUE))[1]
    assert [QUEUES.waited(row, desk.clock.now()) for row in rows] == [1, 1], "Thursday and Friday do not count"


async def test_the_database_and_the_page_agree_on_what_is_late(desk: Desk) -> None:
    start = desk.clock.now()
    for number in range(1, 20):
        await opened(desk, f"e{number}")
        desk.clock.forward(timedelta(hours=17))
    desk.clock.forward(start + timedelta(days=14) - desk.clock.now())
    listed = {row.ref for row in (await seen(desk, TEHRAN, late=True))[1]}
    all_of = (await seen(desk, TEHRAN))[1]
    assert listed == {row.ref for row in all_of if QUEUES.is_late(row, desk.clock.now())}
    assert 0 < len(listed) < 19


async def test_counts(desk: Desk) -> None:
    refs = [await opened(desk, f"e{number}") for number in range(1, 5)]
    await opened(desk, "e9", office="کرج")
    await desk.move(MoveName.SEND_BACK, Mover.ASSOCIATION, subject="e1", staff=8, reason="other")
    now = desk.clock.now()
    async with desk.database.begin() as connection:
        assert await claim(connection, TEHRAN, refs[1], ME, now=now, until=now + timedelta(hours=1))
        assert await claim(connection, TEHRAN, refs[2], 8, now=now, until=now + timedelta(hours=1))
        counts = await QUEUES.counts(connection, TEHRAN, staff=ME, now=now)
    assert counts.by_status == ((CaseStatus.AT_ASSOCIATION, 3),)
    assert (counts.line, counts.applicant, counts.mine, counts.late) == (3, 1, 1, 0)
    assert await subjects(desk, TEHRAN, mine=True) == ["e2"]
    assert await subjects(desk, TEHRAN, free=True) == ["e2", "e4"]
    desk.clock.forward(timedelta(hours=1))
    assert await subjects(desk, TEHRAN, mine=True) == []


@pytest.mark.parametrize(
    "wish", [{}, {"order": Order.NEWEST}, {"person": 3}, {"ref": "a" * 16}, {"place": Place.CLOSED}]
)
async def test_a_line_is_found_by_its_index(postgres_databases: Databases, wish: dict[str, Any]) -> None:
    database = Database(url=postgres_databases.fresh())
    filled = (
        "INSERT INTO cases (ref, kind, person, subject, status, queue, office, placed_at, since, opened_at) "
        "SELECT 'r' || k, 'supplementary', k, 's' || k, 'at-association', 'association', 'county ' || k % 400, now(), now(), now() "
        "FROM generate_series(1, 40000) k"
    )
    async with database.begin() as connection:
        await connection.exec_driver_sql(filled)
    async with database.begin() as connection:
        await connection.execute(text("ANALYZE cases"))
    watching, now = Watching(database.engine), datetime(2026, 11, 28, tzinfo=UTC)
    scope = Scope(queue=Queue.ASSOCIATION, offices=frozenset({"county 7"}))
    with watching.step("page"):
        async with database.begin() as connection:
            await QUEUES.page(connection, scope, Wish(**wish), staff=ME, now=now, number=1)
            await QUEUES.counts(connection, scope, staff=ME, now=now)
            statuses = {CaseStatus.AT_ASSOCIATION}
            await take_next(connection, scope, ME, now=now, until=now, statuses=statuses)
    assert len(watching.asked) == 4
    for asked in watching.asked.values():
        assert (await explain(database, asked, big={"cases": 40000})).whole == (), asked
    await database.close()
