"""Is a contract concluded once, on what was shown and agreed to, and by whom may it be?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from backend.areas.contracts.tables import agreements
from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount
from backend.contract.voluntary import (
    AnnulContract,
    AskByLaw,
    AskEligibility,
    AskEntryExam,
    AskTerms,
    ChangeWageBase,
    ConcludeContract,
    Contract,
    ContractStanding,
    Door,
    ExamStanding,
)
from backend.registers.local.tables import contracts, entitlements
from tests.backend.contracts.world import BY_LAW, ContractWorld

FLOOR = ConcludeContract(premium=53_866_782, wage_base=199_506_600, by_law=BY_LAW)


async def count(world: ContractWorld) -> int:
    return await world.slips.count(contracts)


async def refusal(world: ContractWorld, wish: ConcludeContract = FLOOR) -> Refused:
    with pytest.raises(Refused) as caught:
        await world.service.conclude_contract(wish, world.caller())
    return caught.value


async def test_from_may_i_to_the_contract_and_its_message(world: ContractWorld) -> None:
    may = await world.service.voluntary_eligibility(AskEligibility(), world.caller())
    assert (may.door, may.history_days, may.renews) == (Door.HERE, 700, None)
    exam = await world.service.entry_exam(AskEntryExam(), world.caller())
    assert exam.exempt
    made = await world.conclude(60_000_000)
    assert (made.premium, made.wage_base, made.rate) == (60_000_000, 222_222_222, 27)
    assert (made.standing, made.exam) == (ContractStanding.UNPAID, ExamStanding.NOT_NEEDED)
    assert (made.first_month, made.concluded_on) == ("1405-08", date(2026, 10, 30))
    assert made.first_payment_by == date(2026, 10, 30) + timedelta(days=22)
    assert made.ends_on == date(2026, 10, 30) + timedelta(days=31)
    assert made == await world.mine()
    (message,) = await world.slips.messages("contract-concluded")
    assert (message.details["number"], message.details["on"]) == (made.number, "2026-10-30")
    async with world.slips.database.begin() as connection:
        kept = (await connection.execute(select(agreements))).one()
    assert (kept.by_law, kept.undertaking_at) == (BY_LAW, None)
    assert kept.by_law_digest == world.ports.by_laws.digest(world.ports.by_laws.named(BY_LAW))


async def test_the_same_key_gives_the_same_contract(world: ContractWorld) -> None:
    one = await world.conclude(key="tap")
    two = await world.conclude(key="tap")
    assert one == two
    assert await count(world) == 1
    assert len(await world.slips.messages("contract-concluded")) == 1


async def test_a_second_contract_is_refused_with_the_first(world: ContractWorld) -> None:
    made = await world.conclude()
    refused = await refusal(world)
    assert refused.code == "contract-exists"
    assert refused.values == {"number": made.number, "concluded_on": "2026-10-30"}
    may = await world.service.voluntary_eligibility(AskEligibility(), world.caller())
    assert (may.door, may.contract) == (Door.HAS_ONE, made.id)


async def test_an_old_proof_is_not_enough(world: ContractWorld) -> None:
    world.slips.clock.forward(timedelta(minutes=15))
    assert (await refusal(world)).code == "proof-needed"
    assert await count(world) == 0
    world.prove()
    assert (await world.conclude()).standing is ContractStanding.UNPAID


async def test_what_was_not_shown_is_not_concluded(world: ContractWorld) -> None:
    changed = await refusal(world, FLOOR.model_copy(update={"premium": 53_866_783}))
    assert (changed.code, changed.values["premium"]) == ("terms-changed", 53_866_783)
    assert (await refusal(world, FLOOR.model_copy(update={"premium": 1}))).values["premium"] == 53_866_782
    assert (await refusal(world, FLOOR.model_copy(update={"by_law": "1300-01"}))).values == {"version": BY_LAW}
    assert await count(world) == 0


async def test_who_is_not_exempt_gives_an_undertaking(world: ContractWorld) -> None:
    await world.has_been(100)
    exam = await world.service.entry_exam(AskEntryExam(), world.caller())
    assert (exam.exempt, exam.take_by, exam.pay_until) == (False, date(2026, 12, 29), "1405-09")
    assert (await refusal(world)).code == "undertaking-needed"
    made = await world.conclude(undertaking=True)
    assert (made.exam, made.exam_by, made.referral_open) == (ExamStanding.PENDING, date(2026, 12, 29), True)
    assert made.standing is ContractStanding.UNPAID


@pytest.mark.parametrize(
    ("days", "more", "door", "unmet"),
    [
        (18, {}, Door.NOWHERE, ["history-enough"]),
        (700, {"employed": True}, Door.NOWHERE, ["not-employed"]),
        (700, {"pensioner": True}, Door.NOWHERE, ["not-pensioner"]),
        (700, {"other_fund": True}, Door.NOWHERE, ["no-other-fund"]),
        (0, {"dependant": True}, Door.NOWHERE, ["main-insured", "history-enough"]),
        (700, {"under_guardianship": True}, Door.BRANCH, ["no-guardianship"]),
        (700, {"born": date(1960, 1, 1)}, Door.NOWHERE, ["age-allowed"]),
        (100, {"born": date(2010, 1, 1)}, Door.BRANCH, ["of-age"]),
        (0, {"born": date(2010, 1, 1), "dependant": True}, Door.BRANCH, ["of-age"]),
    ],
)
async def test_who_may_not_is_told_what_is_lacking_and_where_to_go(
    world: ContractWorld, days: int, more: dict[str, bool], door: Door, unmet: list[str]
) -> None:
    await world.has_been(days, **more)  # type: ignore[arg-type]
    may = await world.service.voluntary_eligibility(AskEligibility(), world.caller())
    assert (may.door, [one.code for one in may.conditions if not one.met]) == (door, unmet)
    assert bool(may.bring) is (door is Door.BRANCH)
    assert may.branch.phone == "02166000000"
    code = "contract-at-branch" if door is Door.BRANCH else "contract-not-eligible"
    refused = await refusal(world)
    assert (refused.code, refused.values["branch"]) == (code, "شعبه یک")
    assert await count(world) == 0


async def test_nobody_is_linked_and_still_may_reckon(world: ContractWorld) -> None:
    stranger = world.caller(chat="nobody")
    terms = await world.service.contract_terms(AskTerms(premium=1), stranger)
    assert (terms.granted, terms.personal, terms.premium) == (False, False, 53_866_790)
    assert len((await world.service.by_law(AskByLaw(), stranger)).pieces) == 8
    with pytest.raises(Refused, match="not-identified"):
        await world.service.voluntary_eligibility(AskEligibility(), stranger)


async def test_the_first_payment_opens_treatment_in_its_own_transaction(world: ContractWorld) -> None:
    made = await world.conclude(60_000_000)
    await world.pay("1405-08")
    now = await world.mine()
    assert (now.standing, now.paid_until, now.care) == (
        ContractStanding.IN_FORCE,
        "1405-08",
        ("inpatient", "outpatient"),
    )
    assert (now.next_month, now.next_amount) == ("1405-09", 60_000_000)
    assert [event.code for event in now.history] == ["concluded", "treatment-opened"]
    assert made.care == ()
    assert not now.wage_base_open


async def test_the_slip_costs_what_the_contract_says_to_the_rial(world: ContractWorld) -> None:
    for premium in (53_866_782, 60_000_001, 77_777_777, 314_222_895):
        made = await world.conclude(premium)
        slip = await world.slips.issue("1405-08")
        assert (made.premium, slip.total) == (premium, premium)
        await world.service.annul_contract(AnnulContract(contract=made.id), world.caller())


async def test_before_the_exam_only_outpatient_care_is_open(world: ContractWorld) -> None:
    await world.has_been(100)
    await world.conclude(undertaking=True)
    await world.pay("1405-09")
    assert (await world.mine()).care == ("outpatient",)


async def test_the_wage_base_changes_before_the_first_payment_and_not_after(world: ContractWorld) -> None:
    made = await world.conclude()
    await world.slips.issue("1405-08")
    terms = await world.service.contract_terms(AskTerms(premium=80_000_000), world.caller())
    wish = ChangeWageBase(contract=made.id, premium=terms.premium, wage_base=terms.wage_base)
    changed = await world.service.change_wage_base(wish, world.caller())
    assert (changed.premium, changed.number, changed.open_slip) == (80_000_000, made.number, None)
    assert len(await world.slips.messages("slip-cancelled")) == 1
    assert (await world.slips.issue("1405-08")).total == 80_000_000
    slips = world.slips.ports
    await world.ports.slips.settle(int(made.id))
    async with slips.database.begin() as connection:
        await world.ports.slips.withdraw(connection, int(made.id), locale="fa")
    await world.pay("1405-08")
    with pytest.raises(Refused, match="contract-paid"):
        await world.service.change_wage_base(wish, world.caller())


async def test_a_month_later_the_change_is_still_for_the_first_month(world: ContractWorld) -> None:
    """Concluded for Shahrivar of 31 days, changed in Mehr of 30: what is shown is what is changed."""
    world.forward((date(2026, 9, 20) - world.slips.clock.today()).days)
    await world.has_been(700, until=140504)
    world.prove()
    made = await world.conclude(60_000_000)
    world.forward(8)
    terms = await world.service.contract_terms(AskTerms(premium=80_000_000), world.caller())
    assert (made.first_month, terms.first_month, terms.days) == ("1405-06", "1405-06", 31)
    wish = ChangeWageBase(contract=made.id, premium=terms.premium, wage_base=terms.wage_base)
    changed = await world.service.change_wage_base(wish, world.caller())
    assert (changed.premium, changed.wage_base) == (80_000_000, terms.wage_base)
    assert (await world.slips.issue("1405-06")).total == 80_000_000


async def test_a_contract_that_is_being_paid_is_not_changed(world: ContractWorld) -> None:
    made = await world.conclude()
    slip = await world.slips.issue("1405-08")
    await world.slips.start(slip)
    wish = ChangeWageBase(contract=made.id, premium=60_000_000, wage_base=222_222_222)
    with pytest.raises(Refused) as caught:
        await world.service.change_wage_base(wish, world.caller())
    assert (caught.value.code, caught.value.values) == ("slip-being-paid", {"number": slip.number})
    assert (await world.mine()).premium == made.premium


async def test_given_up_and_concluded_anew(world: ContractWorld) -> None:
    made: Contract = await world.conclude()
    over = await world.service.annul_contract(AnnulContract(contract=made.id), world.caller())
    assert over.standing is ContractStanding.ANNULLED
    assert len(await world.slips.messages("contract-given-up")) == 1
    assert over.ends_on == world.slips.clock.today()  # not the day on which it would have been annulled
    assert [block.code for block in over.blocks] == ["given-up"]
    assert over.blocks[0].values["on"] == over.ends_on.isoformat()
    with pytest.raises(Refused, match="account-over"):
        await world.slips.service.premium_account(AskAccount(), world.caller())
    with pytest.raises(Refused, match="contract-over"):
        await world.service.annul_contract(AnnulContract(contract=made.id), world.caller())
    may = await world.service.voluntary_eligibility(AskEligibility(), world.caller())
    assert (may.door, may.renews) == (Door.HERE, made.number)
    again = await world.conclude()
    assert (again.follows, again.standing) == (made.number, ContractStanding.UNPAID)
    assert again.number != made.number


async def test_what_one_person_was_shown_another_does_not_conclude(world: ContractWorld) -> None:
    """One phone, two people: the draft of the first is taken up when the chat is linked to the second."""
    wish = FLOOR.model_copy(update={"shown_to": "2"})
    assert (await refusal(world, wish)).code == "another-person"
    assert await count(world) == 0
    made = await world.service.conclude_contract(FLOOR.model_copy(update={"shown_to": "1"}), world.caller())
    assert made.standing is ContractStanding.UNPAID


async def test_somebody_elses_contract_is_none(world: ContractWorld) -> None:
    made = await world.conclude()
    world.slips.links.people["300"] = 2
    with pytest.raises(Refused, match="contract-none"):
        await world.service.annul_contract(AnnulContract(contract=made.id), world.caller(chat="300"))
    async with world.slips.database.begin() as connection:
        assert await connection.scalar(select(func.count()).select_from(entitlements)) == 0
