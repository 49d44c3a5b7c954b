"""Can the bounds of an amount be typed as they are shown, and is what is typed taken to the rial?"""

from __future__ import annotations

import pytest

from backend.contract.caller import Caller
from backend.contract.rules import PremiumForWage, WageForPremium
from backend.contract.voluntary import AskTerms, ConcludeContract
from backend.domain.calendar import JalaliMonth
from backend.domain.money import typeable_bounds
from backend.domain.rules import Ruleset, contract_terms, load_ruleset
from backend.kit.clock import FixedClock
from backend.rules_service.calculator import Calculator
from conversations.inputs.money_words import read_money
from locales.figures import write_toman
from tests.backend.contracts.world import BY_LAW, ContractWorld
from tests.backend.slips.world import NOON

CALLER = Caller("web", "1", "9", "k", "fa")
LOWEST, HIGHEST = 53_866_782, 314_222_895
"""The law's own bounds of the premium of Aban 1405, rial."""


@pytest.fixture(scope="module")
def law() -> Ruleset:
    return load_ruleset()


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ((LOWEST, HIGHEST), (53_866_790, 314_222_890)),
        ((100, 200), (100, 200)),
        ((101, 109), (101, 109)),
        ((101, 110), (110, 110)),
        ((5, 5), (5, 5)),
    ],
)
def test_bounds_go_inward_to_whole_toman(exact: tuple[int, int], shown: tuple[int, int]) -> None:
    assert typeable_bounds(*exact) == shown


def typed(rial: int) -> int:
    """The rials of an amount read from a screen and typed again."""
    words = write_toman(rial, "fa")
    assert "ریال" not in words
    read = read_money(words)
    assert read is not None
    number, unit = read
    assert number is not None
    assert unit == "toman"
    return int(number) * 10


async def test_a_wish_at_the_bound_is_granted_and_concluded_to_the_rial(world: ContractWorld) -> None:
    for place in ("lowest_premium", "highest_premium"):
        shown = getattr(await world.service.contract_terms(AskTerms(), world.caller()), place)
        terms = await world.service.contract_terms(AskTerms(premium=typed(shown)), world.caller())
        assert (terms.granted, terms.premium) == (True, shown)
    wish = ConcludeContract(premium=terms.premium, wage_base=terms.wage_base, by_law=BY_LAW)
    made = await world.service.conclude_contract(wish, world.caller())
    assert made.premium == shown
    slip = await world.slips.issue("1405-08")
    assert slip.total == shown


@pytest.mark.parametrize(("wish", "near"), [(1, 53_866_790), (LOWEST - 1, 53_866_790), (10**9, 314_222_890)])
async def test_outside_the_nearest_amount_that_can_be_typed_is_offered(
    world: ContractWorld, wish: int, near: int
) -> None:
    offered = await world.service.contract_terms(AskTerms(premium=wish), world.caller())
    assert (offered.granted, offered.premium) == (False, near)
    taken = ConcludeContract(premium=offered.premium, wage_base=offered.wage_base, by_law=BY_LAW)
    assert (await world.service.conclude_contract(taken, world.caller())).premium == near


async def test_the_law_itself_is_not_narrowed(world: ContractWorld) -> None:
    """Whoever writes the very rials of the bound gets them."""
    for exact in (LOWEST, HIGHEST):
        terms = await world.service.contract_terms(AskTerms(premium=exact), world.caller())
        assert (terms.granted, terms.premium) == (True, exact)


def test_with_a_base_that_is_not_chosen_nothing_is_rounded(law: Ruleset) -> None:
    month = JalaliMonth(1405, 8)
    only = contract_terms(law, month=month, history_days=4_000, average_daily=9_000_001).granted_value()
    assert only.lowest_premium == only.highest_premium == only.premium
    assert typeable_bounds(only.lowest_premium, only.highest_premium) == (only.premium, only.premium)


@pytest.mark.parametrize(("kind", "rate"), [("voluntary", 27), ("self_employed", 12), ("self_employed", 18)])
async def test_the_calculator_takes_what_it_shows(law: Ruleset, kind: str, rate: int) -> None:
    calculator = Calculator(ruleset=law, clock=FixedClock(NOON))
    for wrong in (1, 10**12):
        far = WageForPremium.model_validate({"kind": kind, "rate": rate, "premium": wrong})
        refused = await calculator.wage_for_premium(far, CALLER)
        bound = refused.lowest_premium if wrong == 1 else refused.highest_premium
        assert (refused.granted, refused.premium) == (False, bound)
        again = await calculator.wage_for_premium(far.model_copy(update={"premium": typed(bound)}), CALLER)
        assert (again.granted, again.premium, again.wage_base) == (True, bound, refused.wage_base)
        wage = PremiumForWage.model_validate({"kind": kind, "rate": rate, "wage_base": wrong})
        refused = await calculator.premium_for_wage(wage, CALLER)
        bound = refused.lowest_wage_base if wrong == 1 else refused.highest_wage_base
        assert (refused.granted, refused.wage_base) == (False, bound)
        again = await calculator.premium_for_wage(wage.model_copy(update={"wage_base": typed(bound)}), CALLER)
        assert (again.granted, again.wage_base) == (True, bound)
