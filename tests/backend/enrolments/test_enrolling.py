"""From the sheet to the deduction: does each word of pensioner, association and branch do what the order says?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from backend.areas.enrolments.tables import enrolment_requests
from backend.contract.outcome import Refused
from backend.contract.supplementary import (
    AskEnrolmentSheet,
    AskEnrolmentTable,
    AskEnrolmentTerms,
    EnrolmentDoor,
    EnrolmentTable,
    WithdrawEnrolment,
)
from backend.domain.calendar import JalaliMonth
from backend.domain.cases import CaseStatus, MoveName, Mover, MoveRefused, Queue, Why
from backend.kit.cases import Act
from backend.registers.local.pension_tables import pensions
from backend.rules_service.tables import rule_decisions
from tests.backend.enrolments.world import EVERYBODY, EnrolmentWorld

ASSOCIATION, BRANCH = Mover.ASSOCIATION, Mover.BRANCH


async def door(world: EnrolmentWorld) -> EnrolmentDoor:
    return (await world.service.enrolment_sheet(AskEnrolmentSheet(), world.caller())).door


async def table(world: EnrolmentWorld, *chosen: str) -> EnrolmentTable:
    return await world.service.enrolment_table(AskEnrolmentTable(chosen=chosen or None), world.caller())


async def refusal(asked: Any) -> Refused:
    with pytest.raises(Refused) as no:
        await asked
    return no.value


async def test_a_family_from_the_sheet_to_the_deductions(world: EnrolmentWorld) -> None:
    sheet = await world.service.enrolment_sheet(AskEnrolmentSheet(), world.caller())
    assert (sheet.door, sheet.name, sheet.pension, sheet.county) == (
        EnrolmentDoor.OPEN,
        "مریم آزمایشی",
        "20000001",
        "تهران",
    )
    terms = await world.service.enrolment_terms(AskEnrolmentTerms(), world.caller())
    assert sheet.year is not None
    assert terms.version == sheet.year.terms
    assert len(terms.pieces) >= 5
    found = await world.judge(*EVERYBODY)
    assert (found.persons, found.premium, found.organisation, found.pensioner) == (
        4,
        50_000_000,
        10_000_000,
        40_000_000,
    )
    assert (found.first_month, found.last_month, found.months) == ("1405-09", "1406-08", 12)
    assert found.later_month == "1405-10"
    sent = await world.submit(*EVERYBODY)
    case = await world.case(sent.number)
    assert (case.status, case.queue, case.office) == (CaseStatus.AT_ASSOCIATION, Queue.ASSOCIATION, "تهران")
    assert (sent.status, sent.office, sent.persons) == ("at-association", "تهران", 4)
    assert await world.approve(sent.number) is CaseStatus.AT_BRANCH
    case = await world.case(sent.number)
    assert (case.queue, case.office) == (Queue.BRANCH, "0101")
    assert await world.accept(sent.number) is CaseStatus.CONFIRMED
    assert await world.covered() == list(EVERYBODY)
    loans = await world.loans()
    assert [(loan.member, loan.reference, loan.plan) for loan in loans] == [
        (key, sent.number, "gold") for key in EVERYBODY
    ]
    months = [line.month for line in loans[0].instalments]
    assert (months[0], months[-1], len(months)) == (JalaliMonth(1405, 9), JalaliMonth(1406, 8), 12)
    assert {(line.pensioner, line.organisation) for loan in loans for line in loan.instalments} == {
        (10_000_000, 2_500_000)
    }
    assert await world.kinds() == ["enrolment-submitted", "enrolment-approved", "enrolment-confirmed"]


async def test_the_decision_is_kept_and_comes_out_the_same(world: EnrolmentWorld) -> None:
    await world.submit(*EVERYBODY)
    async with world.ports.database.begin() as connection:
        refs = list(await connection.scalars(rule_decisions.select().with_only_columns(rule_decisions.c.id)))
        again = [await world.ports.decisions.recompute(connection, ref) for ref in refs]
    assert refs
    assert all(one is not None and one.same and one.rule == "enrolment/1" for one in again)


async def test_who_left_dependency_is_not_listed_and_named_apart(world: EnrolmentWorld) -> None:
    await world.change("2", until=world.ports.clock.today().replace(day=27))
    shown = await table(world)
    assert [member.key for member in shown.members] == ["0", "1", "3"]
    assert shown.ended == ("علی آزمایشی",)
    assert (await refusal(world.judge(*EVERYBODY))).code == "enrolment-changed"
    assert (await world.judge("0", "1", "3")).granted


async def test_the_rules_of_the_year_are_told_as_data_and_held_by_the_decision(world: EnrolmentWorld) -> None:
    shown = await table(world)
    assert [(bond.code, bond.where, bond.all) for bond in shown.bonds] == [
        ("pensioner-covered", ("1", "2", "3"), ("0",)),
        ("spouse-covered", ("0",), ("1",)),
        ("others-all-or-none", (), ("2", "3")),
    ]
    for chosen, code, name in (
        (("0", "2", "3"), "spouse-covered", "حسن آزمایشی"),
        (("0", "1", "2"), "others-all-or-none", "سارا آزمایشی"),
        (("1",), "pensioner-covered", "حسن آزمایشی"),
        ((), "change-made", None),
    ):
        found = await world.judge(*chosen)
        assert [(lack.code, lack.name) for lack in found.lacks] == [(code, name)], chosen
    await world.change("1", basis="employed")
    assert (await world.judge("0", "2", "3")).granted


async def test_a_submission_that_breaks_a_rule_is_refused_whatever_was_shown(world: EnrolmentWorld) -> None:
    wish = await world.wish(*EVERYBODY)
    without = wish.model_copy(update={"changes": wish.changes[:1], "pensioner": 10_000_000})
    assert (
        await refusal(world.service.submit_enrolment(without, world.caller()))
    ).code == "enrolment-spouse-compulsory"
    dearer = wish.model_copy(update={"pensioner": 1})
    no = await refusal(world.service.submit_enrolment(dearer, world.caller()))
    assert (no.code, no.values) == ("enrolment-repriced", {"pensioner": 40_000_000})
    old = wish.model_copy(update={"terms": "1404-00000000"})
    assert (await refusal(world.service.submit_enrolment(old, world.caller()))).code == "enrolment-terms-changed"
    turned = wish.changes[0].model_copy(update={"action": "withdraw"})
    wrong = wish.model_copy(update={"changes": (turned, *wish.changes[1:])})
    assert (await refusal(world.service.submit_enrolment(wrong, world.caller()))).code == "enrolment-changed"
    for other in ("2", "x"):
        shown = wish.model_copy(update={"shown_to": other})
        assert (await refusal(world.service.submit_enrolment(shown, world.caller()))).code == "another-person"
    world.proved.fresh = False
    assert (await refusal(world.service.submit_enrolment(wish, world.caller()))).code == "proof-needed"
    assert await world.count(enrolment_requests) == 0


async def test_the_window(world: EnrolmentWorld) -> None:
    for day, found in (
        ("1405-11-30", EnrolmentDoor.OPEN),
        ("1405-12-01", EnrolmentDoor.WINDOW_CLOSED),
        ("1406-09-01", EnrolmentDoor.NO_YEAR),
    ):
        world.day(day)
        assert await door(world) is found, day
    world.day("1405-12-01")
    no = await refusal(world.judge("0", "1"))
    assert no.code == "enrolment-changed"


async def test_outside_the_window_who_left_dependency_is_withdrawn(world: EnrolmentWorld) -> None:
    number = (await world.submit(*EVERYBODY)).number
    await world.approve(number)
    await world.accept(number)
    await world.change("2", until=world.ports.clock.today())
    world.day("1406-02-20")
    assert await door(world) is EnrolmentDoor.OPEN
    shown = await table(world)
    assert [(one.key, one.action, one.left) for one in shown.members if one.action] == [("2", "withdraw", True)]
    again = await world.submit("2")
    await world.approve(again.number)
    await world.accept(again.number)
    assert await world.covered() == ["0", "1", "3"]
    left = {loan.member: [line.month for line in loan.instalments] for loan in await world.loans()}
    assert left["2"][-1] == JalaliMonth(1406, 2)
    assert left["3"][-1] == JalaliMonth(1406, 8)


async def test_all_withdraw_and_nothing_is_deducted_from_the_right_month_on(world: EnrolmentWorld) -> None:
    number = (await world.submit(*EVERYBODY)).number
    await world.approve(number)
    await world.accept(number)
    world.day("1405-10-16")
    again = await world.submit(*EVERYBODY)
    assert (again.persons, again.pensioner) == (0, 0)
    await world.approve(again.number)
    await world.accept(again.number)
    assert await world.covered() == []
    assert [loan.instalments[-1].month for loan in await world.loans()] == [JalaliMonth(1405, 10)] * 4


async def test_one_open_request_and_it_can_be_given_up(world: EnrolmentWorld) -> None:
    wish = await world.wish(*EVERYBODY)
    sent = await world.service.submit_enrolment(wish, world.caller())
    assert await door(world) is EnrolmentDoor.HAS_OPEN
    no = await refusal(world.service.submit_enrolment(wish, world.caller()))
    assert (no.code, no.values) == ("enrolment-open", {"number": sent.number})
    over = await world.service.withdraw_enrolment(WithdrawEnrolment(number=sent.number), world.caller())
    assert (over.status, over.holder) == ("withdrawn", None)
    no = await refusal(world.service.withdraw_enrolment(WithdrawEnrolment(number=sent.number), world.caller()))
    assert no.code == "enrolment-over"
    no = await refusal(world.service.withdraw_enrolment(WithdrawEnrolment(number="14050"), world.caller()))
    assert no.code == "enrolment-none"
    assert (await world.submit(*EVERYBODY)).number != sent.number


async def test_what_was_sent_back_is_corrected_and_returns_to_its_place(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    placed = (await world.case(sent.number)).placed_at
    await world.approve(sent.number)
    placed = (await world.case(sent.number)).placed_at
    await world.act(
        sent.number, MoveName.SEND_BACK, BRANCH, 8, reason="choice-unclear", note="علی را ببینید", lines=("2",)
    )
    world.day("1405-12-05")
    sheet = await world.service.enrolment_sheet(AskEnrolmentSheet(), world.caller())
    assert sheet.door is EnrolmentDoor.SENT_BACK
    assert sheet.request is not None
    assert (sheet.request.desk, sheet.request.office) == ("branch", sheet.branch.name)
    assert (sheet.request.reason, sheet.request.note, sheet.request.lines) == (
        "choice-unclear",
        "علی را ببینید",
        ("علی آزمایشی",),
    )
    shown = await table(world)
    assert (shown.correcting, shown.chosen) == (sent.number, EVERYBODY)
    assert [member.key for member in shown.members if member.correct] == ["2"]
    assert (await refusal(world.submit("0", "1"))).code == "enrolment-open"
    again = await world.submit("0", "1", number=sent.number)
    assert (again.number, again.status, again.persons) == (sent.number, "at-branch", 2)
    case = await world.case(sent.number)
    assert (case.queue, case.office, case.placed_at) == (Queue.BRANCH, "0101", placed)
    await world.accept(sent.number, staff=9)
    assert await world.covered() == ["0", "1"]
    assert await world.kinds() == [
        "enrolment-submitted",
        "enrolment-approved",
        "enrolment-sent-back",
        "enrolment-resubmitted",
        "enrolment-confirmed",
    ]


async def test_rejected_with_a_reason_and_a_new_request_afterwards(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    with pytest.raises(MoveRefused) as no:
        await world.act(sent.number, MoveName.REJECT, ASSOCIATION, 7)
    assert no.value.why is Why.REASON_NEEDED
    await world.act(sent.number, MoveName.REJECT, ASSOCIATION, 7, reason="dependency-not-proved", note="مدرک")
    assert (await world.case(sent.number)).status is CaseStatus.REJECTED
    assert await world.covered() == []
    assert await door(world) is EnrolmentDoor.OPEN
    assert await world.submit(*EVERYBODY)


async def test_to_another_branch_and_accepted_there(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    await world.approve(sent.number)
    await world.act(sent.number, MoveName.TRANSFER, BRANCH, 8, reason="file-at-other-branch", office="0102")
    assert (await world.case(sent.number)).office == "0102"
    await world.accept(sent.number, staff=9)
    (told,) = await world.below.messages("enrolment-transferred")
    assert told.details["branch"] == "شعبه دو"
    assert len(await world.loans()) == 4


async def test_nobody_decides_in_both_queues(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    await world.approve(sent.number, staff=7)
    with pytest.raises(MoveRefused) as no:
        await world.accept(sent.number, staff=7)
    assert no.value.why is Why.DECIDED_BEFORE
    assert (await world.covered(), await world.loans()) == ([], [])


async def test_facts_that_changed_meanwhile_stop_the_acceptance(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    await world.approve(sent.number)
    await world.change("2", basis="other-insurer")
    with pytest.raises(MoveRefused) as no:
        await world.accept(sent.number)
    assert no.value.why is Why.SUBJECT_CHANGED
    assert ((await world.case(sent.number)).status, await world.covered()) == (CaseStatus.AT_BRANCH, [])


async def test_nothing_of_a_year_that_is_over_is_accepted(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    await world.approve(sent.number)
    world.day("1406-09-01")
    with pytest.raises(MoveRefused) as no:
        await world.accept(sent.number)
    assert (no.value.why, await world.covered()) == (Why.SUBJECT_CHANGED, [])


async def test_after_the_last_payroll_of_a_year_the_cover_is_written_and_nothing_deducted(
    world: EnrolmentWorld,
) -> None:
    sent = await world.submit(*EVERYBODY)
    await world.approve(sent.number)
    world.day("1406-08-16")
    await world.accept(sent.number)
    assert await world.covered() == list(EVERYBODY)
    assert [loan.instalments for loan in await world.loans()] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ({"staff": True}, EnrolmentDoor.STAFF),
        ({"active": False}, EnrolmentDoor.FILE_CLOSED),
        ({"person": 999}, EnrolmentDoor.NOT_PENSIONER),
    ],
)
async def test_for_whom_it_is_not(world: EnrolmentWorld, file: dict[str, Any], found: EnrolmentDoor) -> None:
    async with world.ports.database.begin() as connection:
        if "person" in file:
            await connection.execute(pensions.delete())
        else:
            await connection.execute(update(pensions).values(**file))
    assert await door(world) is found


async def test_the_dossier_shows_what_the_order_wants_seen(world: EnrolmentWorld) -> None:
    first = await world.submit(*EVERYBODY)
    await world.service.withdraw_enrolment(WithdrawEnrolment(number=first.number), world.caller())
    sent = await world.submit("0", "1")
    async with world.ports.database.begin() as connection:
        dossier = await world.work.dossier(connection, 1, sent.number)
        with pytest.raises(LookupError):
            await world.work.dossier(connection, 2, sent.number)
    titles = [section.title for section in dossier.sections]
    assert titles == [
        "enrolment-dossier-pensioner",
        "enrolment-dossier-members",
        "enrolment-dossier-money",
        "enrolment-dossier-earlier",
    ]
    lines = [[cell.words or cell.text_id for cell in row] for row in dossier.sections[1].rows]
    assert lines[1] == [
        "حسن آزمایشی",
        "kinship-spouse",
        "enrolment-no-end",
        "basis-through-pensioner",
        "enrolment-has-not",
        "enrolment-action-register",
        "enrolment-has",
    ]
    assert lines[2][2] == "dossier-date"
    assert lines[2][5:] == ["enrolment-action-none", "enrolment-has-not"]
    assert dossier.sections[3].rows[0][0].args == {"code": first.number}
    assert [key for key, _ in dossier.lines] == list(EVERYBODY)
    assert dossier.national_id == "0499370899"


async def test_nobody_sees_or_moves_what_is_somebody_elses(world: EnrolmentWorld) -> None:
    sent = await world.submit(*EVERYBODY)
    stranger = world.caller(chat="999")
    asked = world.service.withdraw_enrolment(WithdrawEnrolment(number=sent.number), stranger)
    assert (await refusal(asked)).code == "not-identified"
    act = Act(move=MoveName.APPROVE, by=ASSOCIATION, staff=7)
    async with world.ports.database.begin() as connection:
        with pytest.raises(MoveRefused):
            await world.work.act(connection, 2, sent.number, act)
