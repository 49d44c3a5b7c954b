"""Does each case go to one member of staff at most, however many ask at once, and does a claim end by itself?"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

from backend.areas.cases.claims import claim, release, take_next
from backend.areas.cases.repository import case_by_ref
from backend.areas.cases.scope import Scope
from backend.domain.cases import CaseKind, CaseStatus, MoveName, Mover, Queue
from backend.kit.cases import Act, NewCase
from backend.kit.db import Database
from tests.backend.cases.conftest import Desk

TEHRAN = Scope(queue=Queue.ASSOCIATION, offices=frozenset({"تهران"}))
LIFE = timedelta(minutes=30)
WAITING = frozenset({CaseStatus.AT_ASSOCIATION, CaseStatus.AT_BRANCH})


async def line(desk: Desk, cases: int) -> list[str]:
    refs = []
    for number in range(cases):
        async with desk.database.begin() as connection:
            new = NewCase(kind=CaseKind.SUPPLEMENTARY, person=number, subject=f"e{number}", office="تهران")
            refs.append(await desk.spine.open(connection, new))
        desk.clock.forward(timedelta(seconds=1))
    return [ref for ref in refs if ref is not None]


async def take(desk: Desk, staff: int, scope: Scope = TEHRAN) -> str | None:
    now = desk.clock.now()
    async with desk.database.begin() as connection:
        return await take_next(connection, scope, staff, now=now, until=now + LIFE, statuses=WAITING)


async def claimed(desk: Desk, ref: str, staff: int, scope: Scope = TEHRAN) -> bool:
    now = desk.clock.now()
    async with desk.database.begin() as connection:
        return await claim(connection, scope, ref, staff, now=now, until=now + LIFE)


async def test_the_next_one_is_the_oldest_that_nobody_has(desk: Desk) -> None:
    refs = await line(desk, 3)
    assert await claimed(desk, refs[0], 1)
    assert [await take(desk, 2), await take(desk, 2), await take(desk, 2)] == [refs[1], refs[2], None]


async def test_a_case_of_a_colleague_is_not_taken_until_the_claim_ends_or_is_given_back(desk: Desk) -> None:
    (ref,) = await line(desk, 1)
    assert await claimed(desk, ref, 1)
    assert not await claimed(desk, ref, 2)
    assert await claimed(desk, ref, 1), "one's own is kept for longer"
    desk.clock.forward(LIFE - timedelta(seconds=1))
    assert not await claimed(desk, ref, 2)
    desk.clock.forward(timedelta(seconds=1))
    assert await claimed(desk, ref, 2)
    async with desk.database.begin() as connection:
        assert not await release(connection, ref, 1)
        assert await release(connection, ref, 2)
    assert await take(desk, 1) == ref


async def test_what_lies_elsewhere_is_not_taken(desk: Desk) -> None:
    (ref,) = await line(desk, 1)
    elsewhere = Scope(queue=Queue.ASSOCIATION, offices=frozenset({"کرج"}))
    branch = Scope(queue=Queue.BRANCH, offices=frozenset({"تهران"}))
    for scope in (elsewhere, branch):
        assert not await claimed(desk, ref, 1, scope)
        assert await take(desk, 1, scope) is None
    await desk.move(MoveName.REJECT, Mover.ASSOCIATION, subject="e0", staff=9, reason="other")
    assert not await claimed(desk, ref, 1)


async def test_a_move_ends_the_claim_and_who_judged_is_not_given_it_again(desk: Desk) -> None:
    (ref,) = await line(desk, 1)
    branch = Scope(queue=Queue.BRANCH, offices=frozenset({"0114"}))
    assert await take(desk, 7) == ref
    await desk.move(MoveName.APPROVE, Mover.ASSOCIATION, subject="e0", staff=7, office="0114")
    async with desk.database.begin() as connection:
        case = await case_by_ref(connection, ref)
    assert case is not None
    assert (case.claimed_by, case.claimed_until, case.holder(desk.clock.now())) == (None, None, None)
    assert await take(desk, 7, branch) is None
    assert await take(desk, 8, branch) == ref


async def test_twenty_who_ask_at_once_get_twenty_different_cases(desk: Desk) -> None:
    """Each on connections of their own, as several processes are."""
    refs = await line(desk, 20)
    others = [Database(url=str(desk.database.engine.url.render_as_string(hide_password=False))) for _ in range(4)]
    try:
        desks = [Desk(other, desk.spine, desk.clock) for other in others]
        taken = await asyncio.gather(*(take(desks[number % 4], number) for number in range(20)))
        assert sorted(ref for ref in taken if ref) == sorted(refs)
        again = await asyncio.gather(*(take(desks[number % 4], 100 + number) for number in range(8)))
        assert set(again) == {None}
    finally:
        for other in others:
            await other.close()


async def test_concurrent_staff_judge_each_case_once_and_it_is_in_one_queue(desk: Desk) -> None:
    """Eight of the staff take, judge and give back at random until the line is empty."""
    await line(desk, 24)
    judged: list[str] = []

    async def work(staff: int) -> None:
        chance = random.Random(staff)
        while (ref := await take(desk, staff)) is not None:
            if chance.random() < 0.25:
                async with desk.database.begin() as connection:
                    await release(connection, ref, staff)
                continue
            async with desk.database.begin() as connection:
                case = await case_by_ref(connection, ref, locked=True)
                assert case is not None
                assert case.holder(desk.clock.now()) == staff
                move = MoveName.APPROVE if chance.random() < 0.5 else MoveName.REJECT
                act = Act(move=move, by=Mover.ASSOCIATION, staff=staff, office="0114", reason="other")
                await desk.spine.move(connection, case.kind, case.subject, act)
                judged.append(ref)

    await asyncio.gather(*(work(staff) for staff in range(1, 9)))
    assert len(judged) == len(set(judged)) == 24
    for number in range(24):
        case = await desk.case(f"e{number}")
        assert (case.queue is None) == (case.status is CaseStatus.REJECTED)
        assert case.queue in {Queue.BRANCH, None}
        assert [move.decides for move in await desk.history(f"e{number}")] == [False, True]
