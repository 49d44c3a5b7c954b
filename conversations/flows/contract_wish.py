"""How much a month, and which wage base does that give? The terms of a voluntary contract, within their bounds [V3]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.voluntary import AskTerms, ContractTerms
from conversations.engine import END, Answers, Arg, Ask, Call, Flow, outcome, switch, when
from conversations.flows.another_amount import amount_in, another_amount
from conversations.flows.consent import consent
from conversations.inputs import amount

TAKE, OTHER = "take", "other"
_LEAST, _MOST = 10_000, 10**11
"""In rial; no bounds of the law (the answer names those), only against slips of the keyboard."""
SAMPLE_TERMS = ContractTerms(
    granted=True,
    premium=60_000_000,
    wage_base=222_222_222,
    rate=27,
    lowest_premium=53_866_790,
    highest_premium=314_222_890,
    lowest_wage_base=199_506_600,
    highest_wage_base=1_163_788_500,
    fixed=False,
    first_month="1405-08",
    days=30,
    starts_on=date(2026, 10, 23),
    provisional=False,
    personal=True,
    conditions=(),
)
"""For walks through the flows; never shown to anybody."""


def terms_args(terms: ContractTerms) -> dict[str, Arg]:
    """What a person reads about the terms."""
    return {
        "premium": terms.premium,
        "wage": terms.wage_base,
        "rate": terms.rate,
        "month": terms.first_month,
        "days": terms.days,
        "starts": terms.starts_on.isoformat(),
        "low": terms.lowest_premium,
        "high": terms.highest_premium,
        "lowwage": terms.lowest_wage_base,
        "highwage": terms.highest_wage_base,
        "provisional": "yes" if terms.provisional else "no",
    }


def _is_fixed(a: Answers) -> bool:
    return a[bounds].fixed


def _is_another_amount(a: Answers) -> bool:
    return amount_in(a[answer]) is not None


def _wish(a: Answers) -> int:
    """The amount written below the last answer, else the one that was asked for; rial."""
    another = amount_in(a.get(answer))
    return a[premium] if another is None else another


def _answer_args(a: Answers) -> dict[str, Arg]:
    found = a[terms]
    near = "low" if found.premium <= found.lowest_premium else "high"
    return {**terms_args(found), "granted": "yes" if found.granted else near}


def chosen(a: Answers) -> ContractTerms:
    """The terms taken: those of the wish, or the only ones there are."""
    return a[terms] if terms in a else a[bounds]


bounds = Call(
    "bounds",
    Backend.contract_terms,
    request=lambda _a: AskTerms(),
    sample=(SAMPLE_TERMS, SAMPLE_TERMS.model_copy(update={"fixed": True})),
)
only = Ask("only", consent(TAKE, yes=TAKE), args=lambda a: terms_args(a[bounds]), resumes=bounds)
premium = Ask("premium", amount(least=_LEAST, most=_MOST), args=lambda a: terms_args(a[bounds]), resumes=bounds)
terms = Call(
    "terms",
    Backend.contract_terms,
    request=lambda a: AskTerms(premium=_wish(a)),
    sample=(SAMPLE_TERMS, SAMPLE_TERMS.model_copy(update={"granted": False, "premium": 53_866_790})),
)
answer = Ask(
    "answer",
    another_amount(TAKE, OTHER, yes=TAKE, no=OTHER, least=_LEAST, most=_MOST),
    args=_answer_args,
    resumes=bounds,
)

flow: Flow[ContractTerms] = Flow(
    id="contract-wish",
    version=1,
    start=bounds,
    edges={
        bounds: outcome(ok=when(_is_fixed, then=only, otherwise=premium)),
        only: END,
        premium: terms,
        terms: outcome(ok=answer),
        answer: when(_is_another_amount, then=terms, otherwise=switch(answer, {TAKE: END, OTHER: premium})),
    },
    result=chosen,
    gives=ContractTerms,
)
