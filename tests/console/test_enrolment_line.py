"""From a pensioner's submission to the deduction, all of it on the pages: association, correction, branch, and one SMS each."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.areas.cases.desk import CaseDesk
from backend.areas.cases.desk_ports import DeskLimits, DeskPorts, NotThere, NotYours
from backend.areas.cases.queues import Queues
from backend.areas.cases.together import Together
from backend.areas.staff.roles import Grant, Role
from backend.console.noting import Noted
from backend.domain.cases import CaseStatus, MoveName, Mover, MoveRefused, Queue
from backend.domain.working_days import load_working_days
from backend.kit.cases import Act
from tests.backend.cases.counter import UNDO, association, branch
from tests.backend.enrolments.world import EVERYBODY, EnrolmentWorld, open_enrolments
from tests.backend.staff.office import Office
from tests.console.desk import Browser, console_app


class Lines:
    """The world of enrolments with the desk of the staff over it."""

    def __init__(self, world: EnrolmentWorld, url: str) -> None:
        ports = world.ports
        self.world = world
        self.office = Office(url, ports.vault, world.below.clock)
        self.ports = DeskPorts(
            database=ports.database,
            vault=ports.vault,
            clock=ports.clock,
            people=ports.people,
            queues=Queues(load_working_days()),
            trail=Noted(self.office.trail, ports.clock, kind="case"),
            works={world.work.kind: world.work},
            limits=DeskLimits(undo=UNDO),
        )
        self.desk, self.together = CaseDesk(self.ports), Together(self.ports)

    async def come(self, user: str, grant: Grant) -> Browser:
        browser = Browser(console_app(self.office, lines=self.ports), self.office)
        await self.office.settle(user, grant)
        await browser.enter(user)
        return browser


@pytest.fixture
async def lines(database_url: str, tmp_path: Path) -> AsyncIterator[Lines]:
    async with open_enrolments(database_url, tmp_path) as world:
        made = Lines(world, database_url)
        yield made
        await made.office.database.close()


async def test_from_the_submission_to_the_deduction(lines: Lines) -> None:
    world = lines.world
    made = await world.submit(*EVERYBODY)
    ref = (await world.case(made.number)).ref
    county = await lines.come("parvin", Grant(Role.ASSOCIATION, "تهران"))
    page = await county.post("/console/queue/next")
    assert page.url.path == f"/console/case/{ref}"
    assert "مریم آزمایشی" in page.text
    assert "مستمری‌بگیر و افراد تبعی" in page.text
    page = await county.get(f"/console/case/{ref}/act?move=send-back")
    keys = re.findall(r'name="lines" value="([^"]+)"', page.text)
    assert len(keys) == 4
    form = {"move": "send-back", "reason": "dependency-date", "lines": keys[1], "note": "تاریخ را تمدید کنید."}
    page = await county.post(f"/console/case/{ref}/act", **form)
    assert "نزد متقاضی رفت" in page.text
    await world.submit(*EVERYBODY, number=made.number, key="again")
    await county.post(f"/console/case/{ref}/claim")
    await county.post(f"/console/case/{ref}/act", move="approve")
    assert (await world.case(made.number)).status is CaseStatus.AT_BRANCH
    assert (await county.get(f"/console/case/{ref}")).status_code == 404

    office = (await world.case(made.number)).office
    at_branch = await lines.come("bahram", Grant(Role.BRANCH_STAFF, office))
    await at_branch.post("/console/queue/next")
    page = await at_branch.post(f"/console/case/{ref}/act", move="accept")
    assert "پذیرفته و مختومه شد" in page.text
    assert await world.covered()
    assert await world.loans()
    page = await at_branch.get(f"/console/case/{ref}")
    assert "مختومه - تایید نهایی" in page.text
    assert [kind for kind in await world.kinds() if "enrolment" in kind].count("enrolment-sent-back") == 1
    for browser in (county, at_branch):
        await browser.client.aclose()


async def test_no_sms_leaves_while_a_decision_can_be_undone(lines: Lines) -> None:
    world = lines.world
    made = await world.submit(*EVERYBODY)
    ref, before = (await world.case(made.number)).ref, await world.kinds()
    reject = Act(move=MoveName.REJECT, by=Mover.ASSOCIATION, reason="other", note="روشن نیست")
    batch, verdicts = await lines.together.decide(association(7), [ref], reject)
    assert [verdict.why for verdict in verdicts] == [None]
    assert await world.kinds() == before
    await lines.together.undo(association(7), batch)
    world.below.clock.forward(UNDO)
    assert await lines.together.apply() == 0
    assert await world.kinds() == before
    await lines.together.decide(association(7), [ref], reject)
    world.below.clock.forward(UNDO)
    assert await asyncio.gather(*(lines.together.apply() for _ in range(3)))
    assert (await world.case(made.number)).status is CaseStatus.REJECTED
    told = (await world.kinds())[len(before) :]
    assert len(told) == len(set(told)) >= 1


async def test_staff_of_both_lines_at_once_judge_it_once_each(lines: Lines) -> None:
    """Whoever is quick: one approval, one acceptance, by two people, and in one queue at every moment."""
    world = lines.world
    made = await world.submit(*EVERYBODY)
    ref = (await world.case(made.number)).ref
    office = "0101"
    seen: list[tuple[Queue | None, CaseStatus]] = []

    async def work(staff: int) -> None:
        for _ in range(200):
            if seen and seen[-1][1] is CaseStatus.CONFIRMED:
                return
            for worker, move in ((association(staff), MoveName.APPROVE), (branch(staff, office), MoveName.ACCEPT)):
                try:
                    await lines.desk.claim(worker, ref)
                    await lines.desk.act(worker, ref, Act(move=move, by=worker.scope.mover))
                except MoveRefused:
                    await lines.desk.release(worker, ref)
                except (NotThere, NotYours):
                    continue
            case = await world.case(made.number)
            seen.append((case.queue, case.status))

    await asyncio.gather(*(work(staff) for staff in range(1, 6)))
    case = await world.case(made.number)
    assert case.status is CaseStatus.CONFIRMED
    history = (await lines.desk.see(branch(1, office), ref)).history
    deciders = [move.staff for move in history if move.move in {MoveName.APPROVE, MoveName.ACCEPT}]
    assert len(deciders) == len(set(deciders)) == 2
    where = {
        CaseStatus.AT_ASSOCIATION: Queue.ASSOCIATION,
        CaseStatus.AT_BRANCH: Queue.BRANCH,
        CaseStatus.CONFIRMED: None,
    }
    assert all(where[status] is queue for queue, status in seen)
