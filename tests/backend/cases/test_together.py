"""Are several cases decided with a verdict each, undone in time, and does each decision take effect once, whatever dies?"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.areas.cases.desk_ports import NotYours, Waits
from backend.areas.cases.held import HeldState
from backend.areas.cases.repository import case_by_ref
from backend.areas.cases.together import fits_together
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.kit.cases import Act
from tests.backend.cases.counter import UNDO, Counter, Killed, association, branch

APPROVE = Act(move=MoveName.APPROVE, by=Mover.ASSOCIATION)
REJECT = Act(move=MoveName.REJECT, by=Mover.ASSOCIATION, reason="other", note="روشن نیست")


async def statuses(counter: Counter, refs: list[str]) -> list[CaseStatus]:
    """As somebody sees them who may see all offices."""
    async with counter.database.begin() as connection:
        found = [await case_by_ref(connection, ref) for ref in refs]
    return [case.status for case in found if case is not None]


async def test_nothing_happens_until_the_time_has_come_and_then_once(counter: Counter) -> None:
    refs = await counter.line(3)
    batch, verdicts = await counter.together.decide(association(1), refs, REJECT)
    assert [verdict.why for verdict in verdicts] == [None, None, None]
    counter.clock.forward(UNDO - timedelta(seconds=1))
    assert await counter.together.apply() == 0
    assert await statuses(counter, refs) == [CaseStatus.AT_ASSOCIATION] * 3
    counter.clock.forward(timedelta(seconds=1))
    assert await counter.together.apply() == 3
    assert await counter.together.apply() == 0
    assert await statuses(counter, refs) == [CaseStatus.REJECTED] * 3
    assert {one.state for one in await counter.together.read(association(1), batch)} == {HeldState.APPLIED}
    seen = await counter.desk.see(association(2), refs[0])
    assert (seen.history[-1].staff, seen.history[-1].note) == (1, "روشن نیست")


async def test_who_decided_reads_whose_it_was_and_nobody_else_does(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    (elsewhere,) = await counter.line(1, "کرج")
    batch, _ = await counter.together.decide(association(1), [ref], APPROVE)
    (one,) = (await counter.together.named(association(1), batch, [elsewhere, "0" * 16])).items()
    assert (one[0], one[1].person, one[1].here) == (ref, f"متقاضی {one[1].subject[1:]}", True)
    counter.clock.forward(UNDO)
    assert await counter.together.apply() == 1
    assert not (await counter.together.named(association(1), batch, []))[ref].here, "it is at the branch now"
    for other in (association(2), association(1, "کرج")):
        wanted = {elsewhere} if "کرج" in other.scope.offices else set()
        found = await counter.together.named(other, batch if other.staff == 2 else "", [ref, elsewhere])
        assert set(found) == wanted
    assert ("cases-listed", "") in await counter.acts()


async def test_what_fits_a_case_is_told_by_its_kind_and_status(counter: Counter) -> None:
    refs = [(await counter.line(1, "0114"))[0], await counter.exam(1)]
    async with counter.database.begin() as connection:
        cases = [await case_by_ref(connection, ref) for ref in refs]
    county, office = association(1, "0114"), branch(1)
    fits = [[fits_together(worker, case) for worker in (county, office)] for case in cases if case is not None]
    assert fits == [[{MoveName.APPROVE, MoveName.REJECT}, frozenset()], [frozenset(), frozenset()]]


async def test_undone_in_time_leaves_no_trace_at_the_case(counter: Counter) -> None:
    refs = await counter.line(2)
    batch, _ = await counter.together.decide(association(1), refs, APPROVE)
    assert await counter.together.undo(association(2), batch) == 0, "only who decided undoes"
    assert await counter.together.undo(association(1), batch) == 2
    assert await counter.together.undo(association(1), batch) == 0
    counter.clock.forward(UNDO)
    assert await counter.together.apply() == 0
    seen = await counter.desk.see(association(2), refs[0])
    assert (len(seen.history), seen.listed.holder, seen.waits) == (1, None, False)


async def test_every_row_has_its_verdict(counter: Counter) -> None:
    refs = await counter.line(5)
    elsewhere = await counter.line(1, "کرج")
    await counter.desk.claim(association(2), refs[1])
    await counter.together.decide(association(1), [refs[2]], APPROVE)
    await counter.desk.claim(association(1), refs[3])
    wanted = [refs[0], refs[1], refs[2], refs[3], *elsewhere, "0" * 16, refs[0]]
    _, verdicts = await counter.together.decide(association(1), wanted, APPROVE)
    assert [verdict.why for verdict in verdicts] == [None, "claimed", "waits", None, "not-there", "not-there"]
    for act, why in (
        (Act(move=MoveName.REJECT, by=Mover.ASSOCIATION), "reason-needed"),
        (Act(move=MoveName.REJECT, by=Mover.ASSOCIATION, reason="other"), "reason-needed"),
        (Act(move=MoveName.ACCEPT, by=Mover.BRANCH), "no-such-move"),
        (Act(move=MoveName.SEND_BACK, by=Mover.ASSOCIATION, reason="other", note="x"), "no-such-move"),
    ):
        assert (await counter.together.decide(association(1), [refs[4]], act))[1][0].why == why


async def test_a_case_whose_decision_waits_is_left_alone(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    await counter.together.decide(association(1), [ref], APPROVE)
    assert (await counter.desk.see(association(1), ref)).waits
    for attempt in (
        counter.desk.act(association(1), ref, REJECT),
        counter.desk.release(association(1), ref),
        counter.desk.claim(association(1), ref),
    ):
        with pytest.raises(Waits):
            await attempt
    with pytest.raises((NotYours, Waits)):
        await counter.desk.claim(association(2), ref)
    assert await counter.desk.take_next(association(2)) is None


async def test_a_kill_in_the_middle_neither_loses_nor_doubles(counter: Counter) -> None:
    refs = await counter.line(2)
    batch, _ = await counter.together.decide(association(1), refs, REJECT)
    counter.clock.forward(UNDO)
    counter.work.dies = True
    with pytest.raises(Killed):
        await counter.together.apply()
    assert await statuses(counter, refs) == [CaseStatus.AT_ASSOCIATION] * 2
    counter.work.dies = False
    assert await counter.together.apply() == 2
    moved = [ref for act, ref in await counter.acts() if act == "case-moved"]
    assert sorted(moved) == sorted(refs)
    assert {one.state for one in await counter.together.read(association(1), batch)} == {HeldState.APPLIED}


async def test_several_workers_and_an_undo_at_once(counter: Counter) -> None:
    refs = await counter.line(8)
    batch, _ = await counter.together.decide(association(1), refs, REJECT)
    counter.clock.forward(UNDO)
    others = [Counter(counter.url, counter.vault, counter.clock) for _ in range(3)]
    counts = await asyncio.gather(
        *(other.together.apply() for other in others), counter.together.undo(association(1), batch)
    )
    for other in others:
        await other.database.close()
    assert sum(counts) == len(refs)
    rejected = (await statuses(counter, refs)).count(CaseStatus.REJECTED)
    assert rejected == sum(counts[:3])


async def test_what_its_person_gave_up_meanwhile_is_not_decided(counter: Counter) -> None:
    (ref,) = await counter.line(1)
    batch, _ = await counter.together.decide(association(1), [ref], APPROVE)
    seen = await counter.desk.see(association(1), ref)
    async with counter.database.begin() as connection:
        act = Act(move=MoveName.WITHDRAW, by=Mover.APPLICANT)
        await counter.spine.move(connection, seen.listed.case.kind, seen.listed.case.subject, act)
    counter.clock.forward(UNDO)
    assert await counter.together.apply() == 0
    (one,) = await counter.together.read(association(1), batch)
    assert (one.state, one.why) == (HeldState.REFUSED, "no-such-move")
    assert await statuses(counter, [ref]) == [CaseStatus.WITHDRAWN]


async def test_what_fails_is_tried_again_and_after_an_hour_given_back(counter: Counter) -> None:
    refs = await counter.line(2)
    batch, _ = await counter.together.decide(association(1), refs, APPROVE)
    counter.work.fails = True
    counter.clock.forward(UNDO)
    assert await counter.together.apply() == 0
    assert {one.state for one in await counter.together.read(association(1), batch)} == {HeldState.HELD}
    counter.clock.forward(timedelta(hours=1))
    assert await counter.together.apply() == 0
    assert {one.why for one in await counter.together.read(association(1), batch)} == {"failed"}
    counter.work.fails = False
    assert await counter.desk.take_next(association(2)) == refs[0]
