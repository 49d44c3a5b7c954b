"""Does the calculator offer the rates that the law of the day holds, and no others?"""

from __future__ import annotations

from datetime import UTC, datetime, time
from importlib import resources

import pytest

from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.rules import AskRates, PremiumForWage
from backend.domain.calendar import parse_jalali
from backend.domain.rules import Ruleset, load_ruleset, read_ruleset
from backend.kit.clock import FixedClock
from backend.rules_service.calculator import Calculator
from locales.texts import Texts

CALLER = Caller("web", "1", "9", "k", "fa")
OLD = "    - {from: 1398-01-01, value: [12, 14, 18], unit: percents,"
NEW = "    - {from: 1406-01-01, value: [13, 19], unit: percents, source: a test, confidence: high}\n"


def changed_law() -> Ruleset:
    """Self-employed insurance at 13 and 19 percent from 1406 on."""
    folder = resources.files("backend.domain.rules").joinpath("parameters")
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".yaml")}
    assert OLD in texts["rates.yaml"]
    texts["rates.yaml"] = texts["rates.yaml"].replace(OLD, NEW + OLD)
    return read_ruleset(texts)


def calculator(day: str, ruleset: Ruleset) -> Calculator:
    noon = FixedClock(moment=datetime.combine(parse_jalali(day), time(8, 30), UTC))
    return Calculator(ruleset=ruleset, clock=noon)


@pytest.mark.parametrize(("day", "rates"), [("1405-12-29", [12, 14, 18]), ("1406-01-01", [13, 19])])
async def test_the_rates_are_those_of_the_day(day: str, rates: list[int]) -> None:
    asked = calculator(day, changed_law())
    offered = await asked.rates(AskRates(kind="self_employed"), CALLER)
    assert [each.rate for each in offered.items] == rates
    for rate in rates:
        await asked.premium_for_wage(PremiumForWage(kind="self_employed", rate=rate, wage_base=200_000_000), CALLER)
    other = PremiumForWage(kind="self_employed", rate=13 if 13 not in rates else 12, wage_base=200_000_000)
    with pytest.raises(Refused, match="rate-kind-mismatch"):
        await asked.premium_for_wage(other, CALLER)


async def test_what_a_rate_covers_has_words(ruleset_of_today: Ruleset) -> None:
    names = {
        str(name)
        for figure in ruleset_of_today.names
        if figure.startswith("premium_covers.")
        for entry in ruleset_of_today.history(figure)
        for name in (entry.value if isinstance(entry.value, tuple) else ())
    }
    assert len(names) == 9
    for locale in ("fa", "en"):
        assert all(Texts().text(f"cover-{name}", {}, locale) for name in names)


async def test_before_the_first_known_rate_there_is_no_answer(ruleset_of_today: Ruleset) -> None:
    asked = calculator("1405-08-08", ruleset_of_today)
    with pytest.raises(Refused, match="month-unknown"):
        await asked.rates(AskRates(kind="voluntary", month="1390-01"), CALLER)
    voluntary = await asked.rates(AskRates(kind="voluntary"), CALLER)
    assert [(each.rate, len(each.covers)) for each in voluntary.items] == [(27, 7)]


@pytest.fixture
def ruleset_of_today() -> Ruleset:
    return load_ruleset()
