"""Account, quote, issue, list, cancel, expire: each refusal and each promise of the database."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from backend.areas.slips.numbering import identify_slip, is_slip_number, slip_number
from backend.areas.slips.tables import slip_months, slips
from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount, AskSlip, AskSlips, CancelSlip, ChooseMonths, IssueSlip, SlipState
from backend.domain.calendar import JalaliMonth
from backend.domain.identifiers import bill_amount, is_bill_id, is_payment_id
from backend.registers.local.tables import account_years, contracts
from backend.rules_service.tables import rule_decisions
from tests.backend.slips.world import BRANCH, World, open_world
from tests.databases import at_rest


async def refusal(awaitable: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        await awaitable
    return caught.value


async def test_account_shows_months_up_to_esfand_to_the_rial(world: World) -> None:
    account = await world.service.premium_account(AskAccount(), world.caller())
    assert [month.month for month in account.months] == [f"1405-{m:02d}" for m in range(8, 13)]
    assert account.months[0].premium == 53_866_782
    assert account.months[-1].premium == 52_071_223
    assert account.wage_base == 199_506_600
    assert account.branch.name == BRANCH["name"]
    assert account.paid_until == "1405-07"


async def test_a_chat_without_a_person_is_refused(world: World) -> None:
    stranger = world.caller(chat="999")
    assert (await refusal(world.service.premium_account(AskAccount(), stranger))).code == "not-identified"
    assert (await refusal(world.service.my_slips(AskSlips(), stranger))).code == "not-identified"


async def test_unsettled_last_year_names_the_branch(world: World) -> None:
    await world.change(account_years, computed=False)
    refused = await refusal(world.service.premium_account(AskAccount(), world.caller()))
    assert refused.code == "account-unsettled"
    assert refused.values == {name: BRANCH[name] for name in ("address", "phone")} | {"branch": BRANCH["name"]}


async def test_debt_of_last_year_names_branch_and_amount(world: World) -> None:
    await world.change(account_years, debt=1_234_567)
    refused = await refusal(world.issue())
    assert refused.code == "account-debt"
    assert refused.values["amount"] == 1_234_567
    assert refused.values["phone"] == BRANCH["phone"]


async def test_months_open_again_after_the_branch_settled(world: World) -> None:
    await world.change(account_years, debt=1)
    await refusal(world.service.premium_account(AskAccount(), world.caller()))
    await world.change(account_years, debt=0)
    assert (await world.service.premium_account(AskAccount(), world.caller())).months


async def test_a_contract_that_ran_out_is_refused_with_its_day(database_url: str, tmp_path: Path) -> None:
    async with open_world(database_url, tmp_path, paid_until=140502) as world:
        refused = await refusal(world.service.premium_account(AskAccount(), world.caller()))
        assert refused.code == "account-lapsed"
        assert refused.values["lapsed_on"] == JalaliMonth(1405, 6).first_day.isoformat()


async def test_a_contract_ended_by_its_register_is_refused(world: World) -> None:
    await world.change(contracts, state="lapsed")
    assert (await refusal(world.service.premium_account(AskAccount(), world.caller()))).code == "account-lapsed"


async def test_an_exam_without_result_blocks_after_two_months(world: World) -> None:
    await world.change(contracts, state="exam_pending")
    refused = await refusal(world.service.premium_account(AskAccount(), world.caller()))
    assert refused.code == "account-exam-pending"
    assert refused.values["branch"] == BRANCH["name"]


async def test_no_contract_at_all(world: World) -> None:
    world.links.people["300"] = 77
    assert (await refusal(world.service.premium_account(AskAccount(), world.caller(chat="300")))).code == "account-none"


async def test_everything_paid_up_to_esfand(database_url: str, tmp_path: Path) -> None:
    async with open_world(database_url, tmp_path, paid_until=140512) as world:
        refused = await refusal(world.service.premium_account(AskAccount(), world.caller()))
        assert (refused.code, refused.values) == ("account-all-paid", {"year": 1405})


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("1405-08", "1406-01", "months-outside-year"),
        ("1405-07", "1405-08", "months-already-paid"),
        ("1405-09", "1405-10", "months-not-consecutive"),
    ],
)
async def test_a_wrong_period_is_refused_with_the_open_one(world: World, first: str, last: str, code: str) -> None:
    refused = await refusal(world.service.quote_slip(ChooseMonths(first=first, last=last), world.caller()))
    assert refused.code == code
    assert refused.values == {"first": "1405-08", "last": "1405-12"}


async def test_older_debt_is_on_the_slip_once(world: World) -> None:
    async with world.database.begin() as connection:
        old = {"contract": 1, "year": 1403, "computed": True, "debt": 700_001}
        await connection.execute(insert(account_years).values(**old))
    quote = await world.service.quote_slip(ChooseMonths(first="1405-08", last="1405-08"), world.caller())
    assert (quote.debt, quote.total) == (700_001, 53_866_782 + 700_001)


async def test_per_capita_is_charged_and_called_provisional(database_url: str, tmp_path: Path) -> None:
    terms = {"kind": "self_employed", "rate": 12, "treatment_support": True, "covered_persons": 3}
    async with open_world(database_url, tmp_path, **terms) as world:
        quote = await world.service.quote_slip(ChooseMonths(first="1405-08", last="1405-09"), world.caller())
        assert quote.per_capita == 2 * 3 * 1_615_000
        assert quote.provisional
        assert quote.total == quote.premium + quote.per_capita


async def test_an_issued_slip_has_number_identifiers_and_a_message(world: World) -> None:
    slip = await world.issue("1405-10")
    assert (slip.first, slip.last, slip.state) == ("1405-08", "1405-10", SlipState.ISSUED)
    assert slip.total == 3 * 53_866_782
    assert is_slip_number(slip.number)
    assert is_bill_id(slip.bill_id)
    assert is_payment_id(slip.payment_id, bill=slip.bill_id)
    assert slip.deadline == JalaliMonth(1405, 10).last_day
    (message,) = await world.messages("slip-issued")
    assert message.details["number"] == slip.number
    assert message.details["total"] == slip.total


async def test_the_same_key_gives_the_same_slip(world: World) -> None:
    wish = IssueSlip(first="1405-08", last="1405-08", total=53_866_782)
    one = await world.service.issue_slip(wish, world.caller("same"))
    two = await world.service.issue_slip(wish, world.caller("same"))
    assert one == two
    assert await world.count(slips) == 1
    assert len(await world.messages("slip-issued")) == 1


async def test_a_changed_total_is_refused(world: World) -> None:
    wish = IssueSlip(first="1405-08", last="1405-08", total=1)
    refused = await refusal(world.service.issue_slip(wish, world.caller()))
    assert (refused.code, refused.values) == ("slip-changed", {"total": 53_866_782})
    assert await world.count(slips) == 0


async def test_an_open_slip_is_named_instead_of_a_second_one(world: World) -> None:
    slip = await world.issue()
    refused = await refusal(world.issue())
    assert refused.code == "slip-open"
    assert refused.values == {
        "number": slip.number,
        "total": slip.total,
        "deadline": slip.deadline.isoformat(),
        "slip": slip.id,
    }


async def test_two_issues_at_once_make_one_slip(world: World) -> None:
    wish = IssueSlip(first="1405-08", last="1405-08", total=53_866_782)
    calls = [world.service.issue_slip(wish, world.caller(chat=chat)) for chat in ("100", "200", "100")]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert len(refused) == 2
    assert {one.code for one in refused} == {"slip-open"}
    assert await world.count(slips) == 1
    assert len(await world.messages("slip-issued")) == 1


async def test_the_database_refuses_a_second_open_slip_and_a_doubled_month(world: World) -> None:
    await world.issue()
    async with world.database.begin() as connection:
        row = dict((await connection.execute(select(slips))).mappings().one())
    with pytest.raises(IntegrityError):
        async with world.database.begin() as connection:
            await connection.execute(insert(slips).values(**(row | {"serial": 2, "id": "other", "number": "2"})))
    async with world.database.begin() as connection:
        cancelled = row | {"serial": 3, "id": "third", "number": "3", "state": "cancelled"}
        await connection.execute(insert(slips).values(**cancelled))
    month = {"slip": 3, "month": 140508, "contract": 1, "active": True}
    with pytest.raises(IntegrityError):
        async with world.database.begin() as connection:
            await connection.execute(insert(slip_months).values(**month))


async def test_cancelling_frees_the_months(world: World) -> None:
    slip = await world.issue()
    gone = await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    assert gone.state is SlipState.CANCELLED
    again = await world.issue("1405-09")
    assert again.number != slip.number
    listed = await world.service.my_slips(AskSlips(), world.caller())
    assert [(one.number, one.state) for one in listed.items] == [
        (again.number, SlipState.ISSUED),
        (slip.number, SlipState.CANCELLED),
    ]


async def test_a_slip_past_its_deadline_shows_and_becomes_expired(world: World) -> None:
    slip = await world.issue()
    world.clock.forward(slip.deadline - date(2026, 10, 30) + timedelta(days=1))
    assert (await world.service.slip(AskSlip(slip=slip.id), world.caller())).state is SlipState.EXPIRED
    assert await world.count(slips, slips.c.state == "issued") == 1
    assert await world.service.expire() == 1
    assert await world.service.expire() == 0
    assert await world.count(slips, slips.c.state == "expired") == 1
    assert await world.count(slip_months, slip_months.c.active) == 0


async def test_an_expired_slip_does_not_stand_in_the_way_of_a_new_one(database_url: str, tmp_path: Path) -> None:
    new = {"concluded_on": date(2026, 10, 25), "first_month": 140508, "paid_until": 0}
    async with open_world(database_url, tmp_path, **new) as world:
        slip = await world.issue()
        assert slip.deadline == date(2026, 11, 16)
        world.clock.forward(timedelta(days=18))
        assert (await world.issue()).id != slip.id
        assert await world.count(slips, slips.c.state == "expired") == 1


async def test_the_deadline_day_itself_still_counts(world: World) -> None:
    slip = await world.issue()
    world.clock.forward(slip.deadline - date(2026, 10, 30))
    assert (await world.service.slip(AskSlip(slip=slip.id), world.caller())).state is SlipState.ISSUED
    assert await world.service.expire() == 0


async def test_a_strangers_slip_is_unknown(world: World) -> None:
    slip = await world.issue()
    world.links.people["300"] = 2
    other = world.caller(chat="300")
    assert (await refusal(world.service.slip(AskSlip(slip=slip.id), other))).code == "slip-unknown"
    assert (await refusal(world.service.cancel_slip(CancelSlip(slip=slip.id), other))).code == "slip-unknown"
    assert (await world.service.my_slips(AskSlips(), other)).items == ()


async def test_slips_come_ten_a_page(world: World) -> None:
    for _ in range(11):
        slip = await world.issue()
        await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    first = await world.service.my_slips(AskSlips(), world.caller())
    second = await world.service.my_slips(AskSlips(page=2), world.caller())
    assert (len(first.items), first.pages, len(second.items)) == (10, 2, 1)


async def test_every_decision_is_kept_and_comes_out_the_same(world: World) -> None:
    quote = await world.service.quote_slip(ChooseMonths(first="1405-08", last="1405-12"), world.caller())
    await world.change(account_years, computed=False)
    await refusal(world.service.premium_account(AskAccount(), world.caller()))
    async with world.database.begin() as connection:
        refs = (await connection.scalars(select(rule_decisions.c.id))).all()
        again = [await world.ports.decisions.recompute(connection, ref) for ref in refs]
    assert quote.decision in refs
    assert len(refs) == 3
    assert all(one is not None and one.same for one in again)
    assert [one.refusal for one in again if one and not one.granted] == ["account-unsettled"]


async def test_a_kept_decision_shows_nothing_in_the_database(world: World, database_url: str) -> None:
    await world.service.quote_slip(ChooseMonths(first="1405-08", last="1405-08"), world.caller())
    raw = at_rest(database_url)
    assert b"slip-quote/3" in raw
    assert b"minimum_daily" not in raw


def test_identifiers_follow_the_public_bill_format() -> None:
    ids = identify_slip(serial=42, issued=JalaliMonth(1405, 8), last=JalaliMonth(1405, 10), total=161_600_346)
    assert ids.number == slip_number(42, JalaliMonth(1405, 8))
    assert ids.number.startswith("14050000042")
    assert is_bill_id(ids.bill_id)
    assert is_payment_id(ids.payment_id, bill=ids.bill_id)
    assert bill_amount(ids.payment_id) == 161_601_000
    wrong = ids.number[:-1] + str((int(ids.number[-1]) + 1) % 10)
    assert not is_slip_number(wrong)
