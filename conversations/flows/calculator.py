"""What would it cost? Premium for a wage, wage for a premium, with or without login: «حساب کن» [R3] [V3]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.rules import Calculation, PremiumForWage, WageForPremium
from conversations.engine import END, Answers, Arg, Ask, Call, Flow, Option, Tell, outcome, switch, when
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
_RATES = (12, 14, 18)
_LEAST, _MOST = 10_000, 10**11
"""In rial; no bounds of the law (the answer names those), only against slips of the keyboard."""
_SAMPLE = Calculation(
    granted=True,
    kind="voluntary",
    rate=27,
    month="1405-08",
    days=30,
    premium=53_866_782,
    wage_base=199_506_600,
    lowest_premium=53_866_782,
    highest_premium=314_222_895,
    lowest_wage_base=199_506_600,
    highest_wage_base=1_163_788_500,
    reasons=(),
    ruleset="1",
    on=date(2026, 11, 20),
)


def _kind_and_rate(a: Answers) -> tuple[str, int]:
    return (VOLUNTARY, 27) if a[kind] == VOLUNTARY else (SELF_EMPLOYED, int(a[rate].removeprefix("r")))


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
    which, percent = _kind_and_rate(a)
    return PremiumForWage.model_validate({"kind": which, "rate": percent, "wage_base": _amount(a)})


def _wage_question(a: Answers) -> WageForPremium:
    which, percent = _kind_and_rate(a)
    return WageForPremium.model_validate({"kind": which, "rate": percent, "premium": _amount(a)})


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
rate = Ask("rate", choice(), options=lambda _a: tuple(Option(f"r{percent}", value=f"r{percent}") for percent in _RATES))
direction = Ask("direction", choice(FOR_WAGE, FOR_PREMIUM))
wage = Ask("wage", amount(least=_LEAST, most=_MOST))
premium = Ask("premium", amount(least=_LEAST, most=_MOST))
from_wage = Call("from-wage", Backend.premium_for_wage, request=_premium_question, sample=_SAMPLE)
from_premium = Call("from-premium", Backend.wage_for_premium, request=_wage_question, sample=_SAMPLE)
result = Ask("result", another_amount(AGAIN, ENOUGH, yes=AGAIN, no=ENOUGH, least=_LEAST, most=_MOST), args=_result_args)
bye = Tell("bye")

flow: Flow[None] = Flow(
    id="calculator",
    version=2,
    start=kind,
    edges={
        kind: switch(kind, {VOLUNTARY: direction, SELF_EMPLOYED: rate}),
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
