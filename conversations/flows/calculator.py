"""What would it cost? Premium for a wage, wage for a premium, with or without login: «حساب کن» [R3] [V3]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.rules import AskRates, Calculation, OfferedRate, PremiumForWage, Rates, WageForPremium
from conversations.engine import END, Answers, Arg, Ask, Call, Flow, Option, Tell, Text, outcome, switch, when
from conversations.flows.another_amount import amount_in, another_amount
from conversations.inputs import amount, choice

VOLUNTARY, SELF_EMPLOYED, FOR_WAGE, FOR_PREMIUM, AGAIN, ENOUGH = (
    "voluntary",
    "self_employed",
    "for-wage",
    "for-premium",
    "again",
    "enough",
)
_LEAST, _MOST = 10_000, 10**11
"""In rial; no bounds of the law (the answer names those), only against slips of the keyboard."""
_SAMPLE = Calculation(
    granted=True,
    kind="voluntary",
    rate=27,
    month="1405-08",
    days=30,
    premium=53_866_790,
    wage_base=199_506_600,
    lowest_premium=53_866_790,
    highest_premium=314_222_890,
    lowest_wage_base=199_506_600,
    highest_wage_base=1_163_788_500,
    reasons=(),
    ruleset="1",
    on=date(2026, 11, 20),
)


_SAMPLE_RATES = (
    Rates(kind="voluntary", month="1405-08", items=(OfferedRate(rate=27, covers=("old_age", "treatment")),)),
    Rates(
        kind="self_employed",
        month="1405-08",
        items=tuple(OfferedRate(rate=percent, covers=("old_age",)) for percent in (12, 14, 18)),
    ),
)


def _has_one_rate(a: Answers) -> bool:
    return len(a[rates].items) == 1


def _rate_options(a: Answers) -> tuple[Option, ...]:
    return tuple(
        Option(f"r{each.rate}", Text("calculator-rate-percent", {"rate": each.rate}), value=f"r{each.rate}")
        for each in a[rates].items
    )


def _covers(offered: OfferedRate) -> Text:
    """A rate with everything that it covers, as one line."""
    line = Text("calculator-rate-percent", {"rate": offered.rate})
    for place, name in enumerate(offered.covers):
        glue = "calculator-covers-first" if place == 0 else "calculator-covers-more"
        line = Text(glue, {"line": line, "what": Text(f"cover-{name}")})
    return line


def _percent(a: Answers) -> int:
    """The rate chosen, or the only one there is."""
    return a[rates].items[0].rate if _has_one_rate(a) else int(a[rate].removeprefix("r"))


def _knows_premium(a: Answers) -> bool:
    return a[direction] == FOR_PREMIUM


def _is_another_amount(a: Answers) -> bool:
    return amount_in(a[result]) is not None


def _amount(a: Answers) -> int:
    """The one written below the last result, else the one that was asked for."""
    another = amount_in(a.get(result))
    if another is not None:
        return another
    return a[premium] if _knows_premium(a) else a[wage]


def _premium_question(a: Answers) -> PremiumForWage:
    return PremiumForWage.model_validate({"kind": a[kind], "rate": _percent(a), "wage_base": _amount(a)})


def _wage_question(a: Answers) -> WageForPremium:
    return WageForPremium.model_validate({"kind": a[kind], "rate": _percent(a), "premium": _amount(a)})


def _result_args(a: Answers) -> dict[str, Arg]:
    found = a[from_premium] if _knows_premium(a) else a[from_wage]
    return {
        "premium": found.premium,
        "wage": found.wage_base,
        "rate": found.rate,
        "month": found.month,
        "days": found.days,
        "low": found.lowest_premium,
        "high": found.highest_premium,
        "lowwage": found.lowest_wage_base,
        "highwage": found.highest_wage_base,
        "granted": "yes" if found.granted else "no",
    }


kind = Ask("kind", choice(VOLUNTARY, SELF_EMPLOYED))
rates = Call(
    "rates",
    Backend.rates,
    request=lambda a: AskRates.model_validate({"kind": a[kind]}),
    sample=_SAMPLE_RATES,
)
rate = Ask(
    "rate",
    choice(),
    options=_rate_options,
    args=lambda a: {"lines": tuple(_covers(each) for each in a[rates].items)},
)
direction = Ask("direction", choice(FOR_WAGE, FOR_PREMIUM))
wage = Ask("wage", amount(least=_LEAST, most=_MOST))
premium = Ask("premium", amount(least=_LEAST, most=_MOST))
from_wage = Call("from-wage", Backend.premium_for_wage, request=_premium_question, sample=_SAMPLE)
from_premium = Call("from-premium", Backend.wage_for_premium, request=_wage_question, sample=_SAMPLE)
result = Ask("result", another_amount(AGAIN, ENOUGH, yes=AGAIN, no=ENOUGH, least=_LEAST, most=_MOST), args=_result_args)
bye = Tell("bye")

flow: Flow[None] = Flow(
    id="calculator",
    version=3,
    start=kind,
    edges={
        kind: rates,
        rates: outcome(ok=when(_has_one_rate, then=direction, otherwise=rate)),
        rate: direction,
        direction: switch(direction, {FOR_WAGE: wage, FOR_PREMIUM: premium}),
        wage: from_wage,
        premium: from_premium,
        from_wage: outcome(ok=result),
        from_premium: outcome(ok=result),
        result: when(
            _is_another_amount,
            then=when(_knows_premium, then=from_premium, otherwise=from_wage),
            otherwise=switch(result, {AGAIN: kind, ENOUGH: bye}),
        ),
        bye: END,
    },
    resumable=False,
)
