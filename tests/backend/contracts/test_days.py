"""What happens to a contract as days go by: reminders, blocks, annulment, lapse; two years in seconds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.areas.slips.tables import payments
from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount, PaymentState
from backend.contract.voluntary import AskEligibility, Contract, ContractStanding, Door, ExamStanding
from simulators.zarinpal.cards import sample_card
from tests.backend.contracts.walking import days
from tests.backend.contracts.world import ContractWorld


async def test_an_unpaid_contract_is_reminded_of_warned_of_and_annulled_each_once(world: ContractWorld) -> None:
    made = await world.conclude()  # 8 Aban 1405
    assert await days(world, 40) == {
        "1405-08-25": ["first-payment-reminder"],
        "1405-09-06": ["annulment-warning"],
        "1405-09-09": ["contract-annulled"],
    }
    over = await world.mine()
    assert (over.standing, over.ends_on) == (ContractStanding.ANNULLED, date(2026, 11, 30))
    assert [event.code for event in over.history] == ["concluded", "annulled"]
    assert made.ends_on == over.ends_on
    with pytest.raises(Refused, match="account-over"):
        await world.slips.service.premium_account(AskAccount(), world.caller())


async def test_on_the_eve_it_is_paid_and_stays(world: ContractWorld) -> None:
    made = await world.conclude()
    assert made.ends_on is not None
    world.forward((made.ends_on - world.slips.clock.today()).days - 1)
    await world.service.end()
    await world.pay("1405-08")
    world.forward(1)
    assert await world.service.end() == 0
    assert (await world.mine()).standing is ContractStanding.IN_FORCE


async def test_nobody_is_reminded_of_a_first_payment_that_is_in_doubt(world: ContractWorld) -> None:
    await world.conclude()
    world.forward(16)
    slip = await world.slips.issue("1405-08")
    payment = await world.slips.start(slip)
    await world.slips.change(payments, state=PaymentState.CHECKING, checking_since=world.slips.clock.now())
    world.forward(1)  # 25 Aban, five days before it is due
    await world.service.remind()
    assert "first-payment-reminder" not in await world.kinds()
    world.forward(12)  # two days before annulment
    await world.service.remind()
    assert "annulment-warning" not in await world.kinds()
    row = await world.slips.row(payment.id)
    await world.slips.change(payments, state=PaymentState.FAILED, next_check_at=None)
    assert row.state == PaymentState.CHECKING
    await world.service.remind()
    assert "annulment-warning" in await world.kinds()


async def test_on_the_day_the_rules_refuse_before_any_worker_has_run(world: ContractWorld) -> None:
    made = await world.conclude()
    assert made.ends_on is not None
    world.forward((made.ends_on - world.slips.clock.today()).days)
    assert (await world.mine()).standing is ContractStanding.ANNULLED
    world.prove()
    assert (await world.service.voluntary_eligibility(AskEligibility(), world.caller())).door is Door.HERE
    again = await world.conclude(undertaking=True)
    assert again.follows == made.number
    assert "contract-annulled" in await world.kinds()
    assert await world.service.end() == 0


async def test_money_at_the_bank_keeps_a_contract_from_being_annulled(world: ContractWorld) -> None:
    made = await world.conclude()
    assert made.ends_on is not None
    world.forward((made.ends_on - world.slips.clock.today()).days - 1)
    world.slips.clock.forward(timedelta(hours=11, minutes=50))  # ten minutes to midnight in Tehran
    slip = await world.slips.issue("1405-08")
    payment = await world.slips.start(slip)
    row = await world.slips.row(payment.id)
    world.slips.bank.take_money(world.slips.bank.need(row.authority), sample_card())
    world.slips.clock.forward(timedelta(minutes=20))
    assert world.slips.clock.today() == made.ends_on
    assert await world.service.end() == 0
    assert (await world.mine()).standing is ContractStanding.IN_FORCE


async def test_two_years_of_a_life_with_a_contract(world: ContractWorld) -> None:
    """Paid to Esfand, then not any more: warned in the last month, lapsed on its first day after, renewed."""
    made = await world.conclude()
    await world.pay("1405-12")
    told = await days(world, 240)
    assert told == {"1406-03-01": ["lapse-warning"], "1406-04-01": ["contract-lapsed"]}
    over: Contract = await world.mine()
    assert (over.standing, over.care, over.paid_until) == (ContractStanding.LAPSED, (), "1405-12")
    may = await world.service.voluntary_eligibility(AskEligibility(), world.caller())
    assert (may.door, may.renews) == (Door.HERE, made.number)
    world.prove()
    again = await world.conclude(undertaking=True)
    assert (again.follows, again.first_month) == (made.number, "1406-04")
    assert again.exam is ExamStanding.NOT_NEEDED  # 850 days, and three months since
    told = await days(world, 500)
    assert [kind for kinds in told.values() for kind in kinds] == [
        "first-payment-reminder",
        "annulment-warning",
        "contract-annulled",
    ]
