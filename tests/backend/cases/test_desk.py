"""Is every single case asked for anew whether somebody may see or move it, and does only its holder act?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.areas.cases.desk_ports import NotThere, NotYours, Worker
from backend.areas.cases.queues import Wish
from backend.domain.cases import CaseStatus, MoveName, Mover, MoveRefused, Why
from backend.kit.cases import Act
from tests.backend.cases.counter import CLAIM, Counter, association, branch

APPROVE = Act(move=MoveName.APPROVE, by=Mover.ASSOCIATION, office="0114")
REJECT = Act(move=MoveName.REJECT, by=Mover.ASSOCIATION, reason="other", note="روشن نیست")
DOES: dict[str, Callable[[Counter, Worker, str], Awaitable[Any]]] = {
    "see": lambda counter, worker, ref: counter.desk.see(worker, ref),
    "claim": lambda counter, worker, ref: counter.desk.claim(worker, ref),
    "release": lambda counter, worker, ref: counter.desk.release(worker, ref),
    "act": lambda counter, worker, ref: counter.desk.act(worker, ref, APPROVE),
}


@pytest.mark.parametrize("does", sorted(DOES))
async def test_a_case_of_another_office_is_not_there(counter: Counter, does: str) -> None:
    (ref,) = await counter.line(1)
    await counter.desk.claim(association(1), ref)
    for worker in (association(1, "کرج"), branch(1), branch(1, "تهران"), association(1, "")):
        with pytest.raises(NotThere):
            await DOES[does](counter, worker, ref)
    with pytest.raises(NotThere):
        await DOES[does](counter, association(1), "0" * 16)
    assert (await counter.desk.see(association(2), ref)).listed.case.status is CaseStatus.AT_ASSOCIATION
    assert {act for act, _ in await counter.acts()} == {"case-claimed", "case-seen"}


async def test_only_the_holder_acts(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    with pytest.raises(NotYours) as nobody:
        await counter.desk.act(association(1), ref, APPROVE)
    await counter.desk.claim(association(2), ref)
    for attempt in (counter.desk.act(association(1), ref, APPROVE), counter.desk.claim(association(1), ref)):
        with pytest.raises(NotYours) as of_another:
            await attempt
        assert of_another.value.holder == 2
    assert nobody.value.holder is None
    counter.clock.forward(CLAIM)
    with pytest.raises(NotYours):
        await counter.desk.act(association(2), ref, APPROVE)
    await counter.desk.claim(association(1), ref)
    assert await counter.desk.act(association(1), ref, APPROVE) is CaseStatus.AT_BRANCH
    assert counter.work.prepared, "the bank is asked before the transaction"


async def test_nobody_acts_as_another_queue_or_another_member(counter: Counter) -> None:
    """Whatever the form said, who acts is who is signed in, as the queue they work at."""
    (ref,) = await counter.line(1)
    await counter.desk.claim(association(1), ref)
    forged = Act(move=MoveName.APPROVE, by=Mover.BRANCH, staff=99, office="0114")
    await counter.desk.act(association(1), ref, forged)
    move = (await counter.desk.see(branch(3), ref)).history[-1]
    assert (move.by, move.staff) == (Mover.ASSOCIATION, 1)
    await counter.desk.claim(branch(1), ref)
    assert (await counter.desk.see(branch(1), ref)).moves == tuple(
        move for move in (await counter.desk.see(branch(3), ref)).moves if not move.decides
    )
    with pytest.raises(MoveRefused) as refused:
        await counter.desk.act(branch(1), ref, Act(move=MoveName.ACCEPT, by=Mover.BRANCH))
    assert refused.value.why is Why.DECIDED_BEFORE


async def test_a_refused_move_changes_nothing(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    await counter.desk.claim(association(1), ref)
    with pytest.raises(MoveRefused):
        await counter.desk.act(association(1), ref, Act(move=MoveName.REJECT, by=Mover.ASSOCIATION))
    seen = await counter.desk.see(association(1), ref)
    assert (seen.listed.case.status, seen.listed.holder, len(seen.history)) == (CaseStatus.AT_ASSOCIATION, 1, 1)


async def test_the_page_of_a_case(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    await counter.desk.claim(association(1), ref)
    await counter.desk.act(association(1), ref, REJECT)
    seen = await counter.desk.see(association(2), ref)
    assert seen.dossier is not None
    assert seen.listed.person == seen.dossier.person_name
    assert [(made.move, made.staff, made.reason, made.note) for made in seen.history] == [
        ("open", None, None, None),
        ("reject", 1, "other", "روشن نیست"),
    ]
    assert seen.moves == ()


async def test_lists_and_their_counts_stand_in_the_trail_without_a_name(counter: Counter) -> None:
    refs = await counter.line(2)
    total, rows = await counter.desk.line(association(1), Wish(), 1)
    assert (total, [row.case.ref for row in rows], rows[0].person) == (2, refs, f"متقاضی {rows[0].case.person}")
    taken = await counter.desk.take_next(association(1))
    assert taken == refs[0]
    assert (await counter.desk.counts(association(1))).mine == 1
    await counter.desk.release(association(1), refs[0])
    assert await counter.acts() == [("cases-listed", ""), ("case-claimed", refs[0]), ("case-released", refs[0])]
    assert await counter.desk.person_of("0000000042") == 42
    assert (await counter.trail.check(counter.database)).broken is None


async def test_two_members_at_one_case_judge_it_once(counter: Counter) -> None:
    refs = await counter.line(6)

    async def judge(staff: int, ref: str) -> bool:
        try:
            await counter.desk.claim(association(staff), ref)
            await counter.desk.act(association(staff), ref, APPROVE if staff % 2 else REJECT)
        except (NotYours, NotThere, MoveRefused):
            return False
        return True

    done = await asyncio.gather(*(judge(staff, ref) for ref in refs for staff in (1, 2, 3)))
    assert sum(done) == len(refs)
    counter.clock.forward(timedelta(hours=1))
    moved = [ref for act, ref in await counter.acts() if act == "case-moved"]
    assert sorted(moved) == sorted(refs)
