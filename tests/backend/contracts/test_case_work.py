"""Does the branch see a contract's request whole, and does its word about the examination do all that follows from it?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from backend.areas.cases.tables import case_moves
from backend.areas.contracts.case_work import ContractWork
from backend.areas.contracts.ending import ENDS
from backend.areas.contracts.exams import Recorded
from backend.contract.voluntary import AnnulContract, Contract, ContractStanding, ExamStanding
from backend.domain.cases import CaseStatus, MoveName, Mover, MoveRefused
from backend.kit.case_work import Dossier, Value
from backend.kit.cases import Act
from locales.texts import LOCALES, Texts
from tests.backend.contracts.world import ContractWorld

TEXTS = Texts()
FIT = Act(move=MoveName.EXAM_FIT, by=Mover.BRANCH, staff=7)
UNFIT = Act(move=MoveName.EXAM_UNFIT, by=Mover.BRANCH, staff=7)


async def waiting(world: ContractWorld) -> Contract:
    await world.has_been(100)
    return await world.conclude(undertaking=True)


async def act(world: ContractWorld, number: str, act: Act, person: int = 1) -> CaseStatus:
    work = ContractWork(world.ports)
    await work.prepare(number)
    async with world.slips.database.begin() as connection:
        return await work.act(connection, person, number, act)


async def dossier(world: ContractWorld, number: str, person: int = 1) -> Dossier:
    async with world.slips.database.begin() as connection:
        return await ContractWork(world.ports).dossier(connection, person, number)


def said(value: Value, locale: str = "fa") -> str:
    return value.words if value.text_id is None else TEXTS.text(value.text_id, dict(value.args), locale, isolate=False)  # type: ignore[return-value]


async def moves(world: ContractWorld) -> list[tuple[Any, ...]]:
    async with world.slips.database.begin() as connection:
        rows = await connection.execute(select(case_moves.c.move, case_moves.c.staff).order_by(case_moves.c.id))
        return [tuple(row) for row in rows]


async def test_a_result_of_the_branch_confirms_and_tells_the_person_once(world: ContractWorld) -> None:
    made = await waiting(world)
    assert await act(world, made.number, FIT) is CaseStatus.CONFIRMED
    assert (await world.mine()).exam is ExamStanding.FIT
    assert await moves(world) == [("open", None), ("exam-fit", 7)]
    with pytest.raises(MoveRefused):
        await act(world, made.number, FIT)
    assert (await world.kinds()).count("exam-fit") == 1
    assert await world.service.record_exam(made.number, fit=True) is Recorded.SAME


async def test_unfit_closes_payment_and_leaves_the_branch_to_decide(world: ContractWorld) -> None:
    made = await waiting(world)
    assert await act(world, made.number, UNFIT) is CaseStatus.EXAM_UNFIT
    stands = await world.mine()
    assert (stands.exam, stands.standing) == (ExamStanding.UNFIT, ContractStanding.BLOCKED)
    assert await act(world, made.number, FIT) is CaseStatus.CONFIRMED
    assert await moves(world) == [("open", None), ("exam-unfit", 7), ("exam-fit", 7)]


async def test_what_does_not_fit_changes_nothing(world: ContractWorld) -> None:
    made = await waiting(world)
    before = (await world.kinds(), await moves(world))
    for number, wanted, person in (
        (made.number, FIT, 2),
        ("1405101050009999", FIT, 1),
        (made.number, Act(move=MoveName.REJECT, by=Mover.BRANCH, staff=7, reason="other"), 1),
        (made.number, Act(move=MoveName.EXAM_FIT, by=Mover.ASSOCIATION, staff=7), 1),
    ):
        with pytest.raises(MoveRefused):
            await act(world, number, wanted, person)
    await world.service.annul_contract(AnnulContract(contract=made.id), world.caller("k"))
    with pytest.raises(MoveRefused):
        await act(world, made.number, FIT)
    assert (await world.kinds())[: len(before[0])] == before[0]
    assert "exam-fit" not in await world.kinds()


async def test_a_result_that_the_law_has_overtaken_is_refused_whole(world: ContractWorld) -> None:
    """The first payment was not made in time: the contract is over, though nothing has written that down yet."""
    made = await waiting(world)
    world.forward(60)
    with pytest.raises(MoveRefused):
        await act(world, made.number, FIT)
    assert await moves(world) == [("open", None)]


async def test_the_file_says_what_the_branch_must_know(world: ContractWorld) -> None:
    made = await waiting(world)
    await world.pay("1405-09")
    await act(world, made.number, UNFIT)
    found = await dossier(world, made.number)
    assert "۱۴" in said(found.sections[0].rows[0][1])
    tables = {section.title: [[said(cell) for cell in row] for row in section.rows] for section in found.sections}
    assert ["معاینهٔ پزشکی", "تأیید نشد"] in tables["dossier-exam"]
    assert tables["dossier-months"]
    assert [row[1] for row in tables["dossier-events"]][-1] == "نتیجهٔ معاینه: تأیید نشد"
    for locale in LOCALES:
        for section in found.sections:
            assert all(TEXTS.has(title, locale) for title in (section.title, *section.columns))
            assert all(said(cell, locale) for row in section.rows for cell in row)
    with pytest.raises(LookupError):
        await dossier(world, made.number, person=2)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_of_the_file_has_words(locale: str) -> None:
    wanted = [f"dossier-standing-{each}" for each in ContractStanding]
    wanted += [f"dossier-exam-{each}" for each in ExamStanding]
    events = {"concluded", "wage-base-changed", "treatment-opened", "referral-fetched", "exam-fit", "exam-unfit"} | ENDS
    wanted += [f"dossier-event-{each}" for each in events]
    assert [text_id for text_id in wanted if not TEXTS.has(text_id, locale)] == []
