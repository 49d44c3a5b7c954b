"""Does a request stand in one queue, move only as its kind allows, and is nobody its judge twice?"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from backend.areas.cases.tables import cases
from backend.domain.cases import MOVES, CaseKind, CaseStatus, MoveName, Mover, MoveRefused, Queue, Why, move_of
from backend.kit.cases import Act
from tests.backend.cases.conftest import Desk

ASSOCIATION, BRANCH, APPLICANT = Mover.ASSOCIATION, Mover.BRANCH, Mover.APPLICANT


async def test_from_submission_to_the_final_word(desk: Desk) -> None:
    assert await desk.open()
    assert (await desk.case()).queue is Queue.ASSOCIATION
    desk.clock.forward(timedelta(days=1))
    assert await desk.move(MoveName.APPROVE, ASSOCIATION, staff=7, office="0114") is CaseStatus.AT_BRANCH
    at_branch = await desk.case()
    assert (at_branch.queue, at_branch.office, at_branch.since) == (Queue.BRANCH, "0114", desk.clock.now())
    assert await desk.move(MoveName.ACCEPT, BRANCH, staff=8) is CaseStatus.CONFIRMED
    closed = await desk.case()
    assert (closed.queue, closed.closed_at) == (None, desk.clock.now())
    assert [(one.move, one.by, one.staff) for one in await desk.history()] == [
        ("open", APPLICANT, None),
        ("approve", ASSOCIATION, 7),
        ("accept", BRANCH, 8),
    ]


async def test_one_open_request_of_a_kind_and_a_new_one_after_its_end(desk: Desk) -> None:
    assert await desk.open(subject="e1")
    assert await desk.open(subject="e2") is None
    assert await desk.open(subject="v1", kind=CaseKind.VOLUNTARY_CONTRACT)
    await desk.move(MoveName.WITHDRAW, APPLICANT)
    assert await desk.open(subject="e1") is None, "the same thing is asked for once"
    assert await desk.open(subject="e2")


async def test_two_submissions_at_once_are_one(desk: Desk) -> None:
    refs = await asyncio.gather(*(desk.open(subject=f"e{n}") for n in range(6)))
    assert len([ref for ref in refs if ref is not None]) == 1


async def test_who_decided_at_the_association_does_not_decide_at_the_branch(desk: Desk) -> None:
    await desk.open()
    await desk.move(MoveName.APPROVE, ASSOCIATION, staff=7, office="0114")
    with pytest.raises(MoveRefused) as caught:
        await desk.move(MoveName.ACCEPT, BRANCH, staff=7)
    assert caught.value.why is Why.DECIDED_BEFORE
    assert (await desk.case()).status is CaseStatus.AT_BRANCH
    assert await desk.move(MoveName.ACCEPT, BRANCH, staff=8) is CaseStatus.CONFIRMED


@pytest.mark.parametrize(
    ("move", "more", "why"),
    [
        (MoveName.REJECT, {"staff": 7}, Why.REASON_NEEDED),
        (MoveName.SEND_BACK, {"staff": 7}, Why.REASON_NEEDED),
        (MoveName.ACCEPT, {"staff": 7}, Why.NO_SUCH_MOVE),
        (MoveName.APPROVE, {}, Why.STAFF_NEEDED),
    ],
)
async def test_what_a_move_lacks_is_said_and_nothing_changes(
    desk: Desk, move: MoveName, more: dict[str, int], why: Why
) -> None:
    await desk.open()
    before = await desk.case()
    with pytest.raises(MoveRefused) as caught:
        await desk.move(move, ASSOCIATION, **more)
    assert caught.value.why is why
    assert (await desk.case(), len(await desk.history())) == (before, 1)


async def test_a_transfer_goes_to_another_office_only(desk: Desk) -> None:
    await desk.open()
    await desk.move(MoveName.APPROVE, ASSOCIATION, staff=7, office="0114")
    with pytest.raises(MoveRefused) as caught:
        await desk.move(MoveName.TRANSFER, BRANCH, staff=8, office="0114", reason="moved")
    assert caught.value.why is Why.OFFICE_NEEDED
    await desk.move(MoveName.TRANSFER, BRANCH, staff=8, office="0201", reason="moved")
    assert (await desk.case()).office == "0201"


@pytest.mark.parametrize("at_branch", [False, True], ids=["association", "branch"])
async def test_what_was_sent_back_returns_to_its_place(desk: Desk, at_branch: bool) -> None:
    await desk.open()
    by = ASSOCIATION
    if at_branch:
        await desk.move(MoveName.APPROVE, ASSOCIATION, staff=7, office="0114")
        by = BRANCH
    before = await desk.case()
    desk.clock.forward(timedelta(hours=3))
    await desk.move(MoveName.SEND_BACK, by, staff=9, reason="document", note="تصویر خوانا نیست")
    back = await desk.case()
    assert (back.status, back.queue, back.came_from) == (CaseStatus.SENT_BACK, Queue.APPLICANT, before.status)
    desk.clock.forward(timedelta(days=2))
    await desk.move(MoveName.RESUBMIT, APPLICANT)
    again = await desk.case()
    assert (again.status, again.queue, again.office) == (before.status, before.queue, before.office)
    assert again.placed_at == before.placed_at


async def test_what_staff_writes_is_sealed(desk: Desk) -> None:
    await desk.open()
    await desk.move(MoveName.SEND_BACK, ASSOCIATION, staff=9, reason="document", note="رضا احمدی")
    sealed = (await desk.case()).note_sealed
    assert sealed is not None
    assert "رضا".encode() not in sealed


async def test_the_database_itself_refuses_a_case_in_no_queue_or_in_two_states(desk: Desk) -> None:
    await desk.open()
    for wrong in ({"queue": None}, {"closed_at": desk.clock.now()}, {"came_from": "at-branch"}, {"queue": "nobody"}):
        with pytest.raises(IntegrityError):
            async with desk.database.begin() as connection:
                await connection.execute(update(cases).values(wrong))


async def test_what_has_happened_already_is_followed_where_the_table_knows_it(desk: Desk) -> None:
    kind = CaseKind.VOLUNTARY_CONTRACT
    await desk.open(subject="1405", kind=kind)
    async with desk.database.begin() as connection:
        for move, by in (
            (MoveName.EXAM_UNFIT, BRANCH),
            (MoveName.EXAM_FIT, BRANCH),
            (MoveName.END, Mover.RULE),
            (MoveName.EXAM_UNFIT, BRANCH),
        ):
            await desk.spine.follow(connection, kind, "1405", Act(move=move, by=by))
        await desk.spine.follow(connection, kind, "unknown", Act(move=MoveName.END, by=Mover.RULE))
        assert await desk.spine.move(connection, kind, "1405", Act(move=MoveName.END, by=Mover.RULE)) == "lapsed"


@pytest.mark.parametrize("seed", range(4))
async def test_many_staff_at_once_leave_a_case_in_one_queue_with_a_true_history(desk: Desk, seed: int) -> None:
    """Eight people press whatever there is, all at once; whatever comes of it obeys the table."""
    await desk.open()
    made: list[tuple[MoveName, Mover]] = []

    async def person(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        for _ in range(6):
            name = dice.choice([*MoveName])
            by = dice.choice([ASSOCIATION, BRANCH, APPLICANT])
            office, reason = dice.choice(["0114", "0201"]), dice.choice([None, "document"])
            try:
                await desk.move(name, by, staff=None if by is APPLICANT else number, office=office, reason=reason)
            except MoveRefused:
                continue
            made.append((name, by))

    await asyncio.gather(*(person(number) for number in range(1, 9)))
    case, history = await desk.case(), await desk.history()
    assert len(history) == len(made) + 1
    assert (case.queue is None) is (case.closed_at is not None)
    assert case.status is history[-1].after
    came_from = None
    for before, move in zip([None, *history], history, strict=False):
        assert move.before is (None if before is None else before.after)
        allowed = move_of(case.kind, move.before, MoveName(move.move), move.by, came_from=came_from)
        assert (allowed.after, allowed.queue) == (move.after, move.queue)
        came_from = move.before if move.after is CaseStatus.SENT_BACK else None
    judges = [one.staff for one in history if one.decides]
    assert len(judges) == len(set(judges))


@pytest.mark.parametrize("kind", CaseKind)
def test_every_way_leads_to_an_end_and_each_move_is_one(kind: CaseKind) -> None:
    moves = MOVES[kind]
    assert len({(move.before, move.name, move.by, move.after) for move in moves}) == len(moves)
    ends, grown = {move.after for move in moves if move.closes}, True
    while grown:
        more = {move.before for move in moves if move.after in ends and move.before is not None}
        grown, ends = not more <= ends, ends | more
    assert {move.after for move in moves} <= ends
    assert all(move.decides is False or move.by in {ASSOCIATION, BRANCH} for move in moves)
