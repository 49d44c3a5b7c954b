"""What happens around the entry examination as days go by: the slip's last day, the block, the result, the lapse?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from backend.areas.contracts.exams import Recorded
from backend.areas.contracts.tables import agreements
from backend.areas.slips.tables import slips
from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount, PaymentState
from backend.contract.voluntary import ContractStanding, ExamStanding
from backend.domain.calendar import parse_jalali
from simulators.zarinpal.cards import sample_card
from tests.backend.contracts.walking import days
from tests.backend.contracts.world import ContractWorld


async def test_without_a_result_payment_is_blocked_after_two_months(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.pay("1405-09")
    paid = await world.mine()
    assert paid.standing is ContractStanding.BLOCKED  # both months are paid
    assert [block.code for block in paid.blocks] == ["exam-ahead"]  # and the day of the exam is still to come
    told = await days(world, 70)
    assert told["1405-09-24"] == ["exam-reminder"]
    assert told["1405-10-09"] == ["exam-blocked"]
    assert sum(kinds.count("exam-blocked") for kinds in told.values()) == 1
    blocked = await world.mine()
    assert (blocked.standing, blocked.referral_open) == (ContractStanding.BLOCKED, False)
    assert [block.code for block in blocked.blocks] == ["exam-open"]
    assert blocked.blocks[0].values["phone"] == "02166000000"
    with pytest.raises(Refused, match="account-exam-pending"):
        await world.slips.service.premium_account(AskAccount(), world.caller())
    assert await world.service.record_exam(made.number, fit=True) is Recorded.DONE
    assert await world.service.record_exam(made.number, fit=True) is Recorded.SAME
    opened = await world.mine()
    assert (opened.standing, opened.exam) == (ContractStanding.IN_FORCE, ExamStanding.FIT)
    assert opened.care == ("inpatient", "outpatient")
    (told_of,) = await world.slips.messages("exam-fit")
    assert (told_of.details["month"], told_of.details["due"]) == (
        "1405-10",
        "2027-03-20",
    )  # for who is not warned of it any more
    await world.pay("1405-10")


async def test_a_slip_in_hand_ends_on_the_day_of_the_exam_and_says_so_from_the_beginning(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.pay("1405-08")
    slip = await world.slips.issue("1405-09")  # Azar is due at the end of Bahman
    assert made.exam_by == slip.deadline == parse_jalali("1405-10-08")
    world.forward((slip.deadline - world.slips.clock.today()).days)
    payment = await world.slips.start(slip)
    assert payment.state is PaymentState.OPEN
    world.forward(1)
    with pytest.raises(Refused, match="account-exam-pending") as refused:
        await world.slips.start(slip, key="later")
    assert refused.value.values["phone"] == "02166000000"
    await world.slips.service.expire()
    assert await world.service.record_exam(made.number, fit=True) is Recorded.DONE
    await world.pay("1405-09")
    assert (await world.mine()).paid_until == "1405-09"


async def test_a_slip_of_before_with_a_later_day_is_not_paid_after_the_exam_either(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.pay("1405-08")
    slip = await world.slips.issue("1405-09")
    async with world.slips.database.begin() as connection:
        await connection.execute(update(slips).where(slips.c.id == slip.id).values(deadline=date(2027, 2, 18)))
    assert made.exam_by is not None
    world.forward((made.exam_by - world.slips.clock.today()).days + 1)
    with pytest.raises(Refused, match="account-exam-pending"):
        await world.slips.start(slip)
    async with world.slips.database.begin() as connection:
        await connection.execute(update(agreements).values(exam="unfit"))
    with pytest.raises(Refused, match="account-exam-unfit"):
        await world.slips.start(slip, key="once more")
    assert await world.service.record_exam(made.number, fit=True) is Recorded.DONE
    assert (await world.slips.start(slip, key="now")).state is PaymentState.OPEN


async def test_money_at_the_bank_by_the_day_of_the_exam_is_booked_after_it(world: ContractWorld) -> None:
    await world.has_been(100)
    await world.conclude(undertaking=True)
    await world.pay("1405-08")
    slip = await world.slips.issue("1405-09")
    world.forward((slip.deadline - world.slips.clock.today()).days)
    world.slips.clock.forward(timedelta(hours=11, minutes=50))  # ten minutes to midnight in Tehran
    payment = await world.slips.start(slip)
    row = await world.slips.row(payment.id)
    world.slips.bank.take_money(world.slips.bank.need(row.authority), sample_card())
    world.slips.clock.forward(timedelta(minutes=20))
    await world.slips.service.expire()
    with pytest.raises(Refused, match="slip-paid"):
        await world.slips.start(slip, key="again")
    paid = await world.mine()
    assert (paid.paid_until, paid.standing) == ("1405-09", ContractStanding.BLOCKED)


async def test_a_blocked_contract_lapses_and_is_warned_of_in_its_own_words(world: ContractWorld) -> None:
    """Paid to Azar, no result: lapsed on 1 Farvardin 1406, three months after Dey, the first unpaid month."""
    await world.has_been(100)
    await world.conclude(undertaking=True)
    await world.pay("1405-09")
    told = await days(world, 160)
    assert told == {
        "1405-09-24": ["exam-reminder"],
        "1405-10-09": ["exam-blocked"],
        "1405-12-16": ["blocked-lapse-warning"],
        "1406-01-01": ["contract-lapsed-undecided"],
    }
    over = await world.mine()
    assert over.standing is ContractStanding.LAPSED
    assert [block.code for block in over.blocks] == [over.history[-1].code] == ["lapsed-undecided"]
    assert over.ends_on == parse_jalali("1406-01-01")


async def test_a_blocked_contract_of_the_register_is_warned_of_as_well(world: ContractWorld) -> None:
    """Concluded at the branch, so that no agreement stands here: the register alone knows of the exam."""
    await world.has_been(100)
    await world.conclude(undertaking=True)
    await world.pay("1405-09")
    async with world.slips.database.begin() as connection:
        await connection.execute(delete(agreements))
    assert await days(world, 160) == {
        "1405-12-16": ["blocked-lapse-warning"],
        "1406-01-01": ["contract-lapsed-undecided"],
    }


async def test_unfit_stays_blocked_until_another_result(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.pay("1405-09")
    assert await world.service.record_exam(made.number, fit=False) is Recorded.DONE
    refused = await world.mine()
    assert (refused.standing, [block.code for block in refused.blocks]) == (ContractStanding.BLOCKED, ["exam-unfit"])
    assert await world.service.record_exam(made.number, fit=True) is Recorded.DONE
    assert (await world.mine()).standing is ContractStanding.IN_FORCE


async def test_unfit_closes_payment_at_once_and_a_slip_in_hand_is_withdrawn(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.pay("1405-08")
    await world.slips.issue("1405-09")
    assert await world.service.record_exam(made.number, fit=True) is Recorded.DONE
    assert (await world.mine()).care == ("inpatient", "outpatient")
    assert await world.service.record_exam(made.number, fit=False) is Recorded.DONE
    closed = await world.mine()
    assert (closed.standing, closed.care, closed.open_slip) == (ContractStanding.BLOCKED, ("outpatient",), None)
    assert len(await world.slips.messages("slip-cancelled")) == 1
    with pytest.raises(Refused, match="account-exam-unfit"):
        await world.slips.service.premium_account(AskAccount(), world.caller())


async def test_who_is_unfit_and_has_paid_nothing_is_not_asked_to_pay(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    await world.service.record_exam(made.number, fit=False)
    assert [kind for kinds in (await days(world, 40)).values() for kind in kinds] == [
        "blocked-lapse-warning",
        "contract-annulled",
    ]


async def test_a_result_does_not_wake_a_contract_that_ended_this_morning(world: ContractWorld) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    assert made.ends_on is not None
    world.forward((made.ends_on - world.slips.clock.today()).days)
    assert await world.service.record_exam(made.number, fit=True) is Recorded.OVER
    assert await world.kinds() == ["contract-concluded", "contract-annulled"]


async def test_results_for_nothing_are_told_apart(world: ContractWorld) -> None:
    made = await world.conclude()
    assert await world.service.record_exam("14050101", fit=True) is Recorded.UNKNOWN
    assert await world.service.record_exam(made.number, fit=True) is Recorded.NOT_NEEDED
    world.forward(60)
    await world.service.end()
    assert await world.service.record_exam(made.number, fit=True) is Recorded.OVER
