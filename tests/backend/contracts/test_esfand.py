"""Can somebody who concludes in the last days of Esfand pay in Farvardin, for the wage of the new year?"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from importlib import resources

import pytest

from backend.contract.outcome import Refused
from backend.contract.slips import AskAccount
from backend.contract.voluntary import ContractStanding
from backend.domain.calendar import JalaliMonth, parse_jalali
from backend.domain.rules import Ruleset, read_ruleset
from backend.registers.ports import Contract, ContractState
from backend.registers.ratio import kept_ratio
from tests.backend.contracts.walking import days
from tests.backend.contracts.world import ContractWorld
from tests.backend.slips.world import RULESET


async def go_to(world: ContractWorld, day: str, worked_until: int) -> None:
    """That day, in the morning; the person worked to the end of its month."""
    world.slips.clock.forward(timedelta(days=(parse_jalali(day) - world.slips.clock.today()).days))
    await world.has_been(700, until=worked_until)
    world.prove()


@pytest.mark.parametrize(
    ("concluded", "worked_until", "first", "premium"),
    [("1404-12-28", 140412, "1405-01", 55_662_341), ("1403-12-30", 140312, "1404-01", 34_788_961)],
)
async def test_concluded_in_esfand_paid_in_farvardin(
    world: ContractWorld, concluded: str, worked_until: int, first: str, premium: int
) -> None:
    await go_to(world, concluded, worked_until)
    made = await world.conclude()
    year = first[:4]
    assert (made.first_month, made.premium) == (first, premium)
    named = (made.payable_from, made.first_payment_by, made.ends_on)
    assert named == tuple(map(parse_jalali, (f"{year}-01-01", f"{year}-01-23", f"{year}-02-01")))
    (told,) = await world.slips.messages("contract-concluded")
    assert told.details["due"] == parse_jalali(f"{year}-01-23").isoformat()
    with pytest.raises(Refused, match="account-not-begun") as early:
        await world.slips.service.premium_account(AskAccount(), world.caller())
    assert early.value.values == {"opens": parse_jalali(f"{year}-01-01").isoformat(), "month": first}

    until = (parse_jalali(f"{year}-01-22") - world.slips.clock.today()).days
    assert await days(world, until) == {f"{year}-01-18": ["first-payment-reminder"]}
    assert (await world.mine()).payable_from is None
    await world.pay(first)
    paid = await world.mine()
    assert (paid.standing, paid.paid_until, paid.care) == (
        ContractStanding.IN_FORCE,
        first,
        ("inpatient", "outpatient"),
    )
    (received,) = await world.slips.messages("payment-received")
    assert received.details["amount"] == premium


async def test_unpaid_it_is_annulled_after_farvardin_and_not_before(world: ContractWorld) -> None:
    await go_to(world, "1404-12-28", 140412)
    await world.conclude()
    assert await days(world, 40) == {
        "1405-01-18": ["first-payment-reminder"],
        "1405-01-29": ["annulment-warning"],
        "1405-02-01": ["contract-annulled"],
    }


def test_a_wage_published_after_the_contract_is_taken_at_the_ratio_that_was_chosen() -> None:
    """Concluded in Esfand 1405 at twice the minimum wage of 1405, which went on for 1406 until that was published."""
    minimum, published = 5_541_850, 7_000_000
    contract = Contract(
        id=1,
        person=1,
        kind="voluntary",
        rate=27,
        number="1",
        concluded_on=parse_jalali("1405-12-28"),
        first_month=JalaliMonth(1406, 1),
        ratio_ppm=2_000_000,
        treatment_support=False,
        covered_persons=0,
        state=ContractState.ACTIVE,
        wage_base=2 * minimum * 30,
    )
    assert kept_ratio(RULESET, contract) == 2
    assert kept_ratio(_with_minimum(published), contract) == Fraction(2)


def _with_minimum(daily: int) -> Ruleset:
    """The law with a minimum wage of 1406."""
    folder = resources.files("backend.domain.rules").joinpath("parameters")
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".yaml")}
    entry = f"  - {{from: 1406-01-01, value: {daily}, unit: rial/day, source: a test, confidence: high}}\n"
    texts["wage.yaml"] = texts["wage.yaml"].replace("minimum_daily:\n", "minimum_daily:\n" + entry, 1)
    return read_ruleset(texts)
