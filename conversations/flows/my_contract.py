"""How does my voluntary contract stand, and what may I do about it? «قرارداد من» [V5] [V7] [V8] [V10]."""

from __future__ import annotations

from collections.abc import Iterable

from backend.contract.backend import Backend
from backend.contract.voluntary import (
    AnnulContract,
    AskContract,
    AskEligibility,
    ChangeWageBase,
    ContractStanding,
    Door,
)
from conversations.engine import (
    END,
    Answers,
    Arg,
    Ask,
    Call,
    Enter,
    Flow,
    Option,
    Refusal,
    Tell,
    go_to,
    outcome,
    switch,
    when,
)
from conversations.flows import contract_wish, identify
from conversations.flows.consent import consent
from conversations.flows.contract_samples import SAMPLE_CONTRACT, SAMPLE_DOORS
from conversations.flows.contract_words import contract_args, contract_file, history_lines, referral_file, refusal_args
from conversations.inputs import choice, yes_no

PAY, TEXT, REFERRAL, WAGE, HISTORY, GIVE_UP, RENEW, CONCLUDE, LATER = (
    "pay",
    "text",
    "referral",
    "wage",
    "history",
    "give-up",
    "renew",
    "conclude",
    "later",
)
_REFUSALS = (
    "not-identified",
    "contract-none",
    "contract-paid",
    "contract-over",
    Refusal("slip-being-paid", {"number": "1405-000001-1"}),
)
_OVER = {ContractStanding.LAPSED, ContractStanding.ANNULLED}


def _act_options(a: Answers) -> Iterable[Option]:
    contract = a[mine]
    closed = contract.standing is ContractStanding.BLOCKED or contract.payable_from is not None
    if contract.next_month is not None and not closed:
        yield Option(PAY, value=PAY)
    yield Option(TEXT, value=TEXT)
    if contract.referral_open:
        yield Option(REFERRAL, value=REFERRAL)
    if contract.wage_base_open:
        yield Option(WAGE, value=WAGE)
    yield Option(HISTORY, value=HISTORY)
    if contract.paid_until is None and contract.standing not in _OVER:
        yield Option(GIVE_UP, value=GIVE_UP)
    if contract.standing in _OVER:
        yield Option(RENEW, value=RENEW)


def _may_conclude(a: Answers) -> bool:
    return a[may].door is Door.HERE


def _is_for_the_branch(a: Answers) -> bool:
    return a[may].door is Door.BRANCH


def _new_args(a: Answers) -> dict[str, Arg]:
    return {**contract_wish.terms_args(a[wish]), "number": a[mine].number, "old": a[mine].premium}


def _is_sure(a: Answers) -> bool:
    return a[sure]


def _gives_up(a: Answers) -> bool:
    return a[give_up]


def _said(a: Answers) -> dict[str, Arg]:
    """The values of what the change was refused with."""
    refusal = a.refusal(change)
    return dict(refusal.values) if refusal is not None else {}


who = Enter("who", identify.flow)
mine = Call(
    "mine",
    Backend.my_contract,
    request=lambda _a: AskContract(),
    sample=(
        SAMPLE_CONTRACT,
        SAMPLE_CONTRACT.model_copy(
            update={"standing": ContractStanding.LAPSED, "wage_base_open": False, "next_month": None}
        ),
    ),
    refusals=("not-identified", "contract-none"),
)
may = Call(
    "may",
    Backend.voluntary_eligibility,
    request=lambda _a: AskEligibility(),
    sample=SAMPLE_DOORS,
    refusals=("not-identified",),
)
at_branch = Tell("at-branch", args=lambda a: refusal_args(a[may]))
not_eligible = Tell("not-eligible", args=lambda a: refusal_args(a[may]))
none = Ask("none", consent(CONCLUDE, LATER, yes=CONCLUDE, no=LATER))
act = Ask("contract", choice(), options=_act_options, args=lambda a: contract_args(a[mine]), protect=True, resumes=mine)
paper = Tell("text", args=lambda a: contract_args(a[mine]), files=lambda a: (contract_file(a[mine]),), protect=True)
referral = Tell(
    "referral", args=lambda a: contract_args(a[mine]), files=lambda a: (referral_file(a[mine]),), protect=True
)
history = Tell("history", args=lambda a: {"number": a[mine].number, "lines": history_lines(a[mine])}, protect=True)
wish = Enter("wish", contract_wish.flow)
sure = Ask("sure", yes_no(), args=_new_args)
change = Call(
    "change",
    Backend.change_wage_base,
    request=lambda a: ChangeWageBase(contract=a[mine].id, premium=a[wish].premium, wage_base=a[wish].wage_base),
    commits=True,
    sample=SAMPLE_CONTRACT,
    refusals=(*_REFUSALS, Refusal("terms-changed", {"premium": 61_000_000, "wage_base": 225_925_926})),
)
repriced = Tell("repriced", args=_said)
changed = Tell("changed", args=lambda a: contract_args(a[change]))
give_up = Ask("give-up", yes_no(), args=lambda a: contract_args(a[mine]))
annul = Call(
    "annul",
    Backend.annul_contract,
    request=lambda a: AnnulContract(contract=a[mine].id),
    commits=True,
    sample=SAMPLE_CONTRACT.model_copy(update={"standing": ContractStanding.ANNULLED}),
    refusals=_REFUSALS,
)
annulled = Tell("annulled", args=lambda a: contract_args(a[annul]))
later = Tell("later")

flow: Flow[None] = Flow(
    id="my-contract",
    version=2,
    start=who,
    edges={
        who: mine,
        mine: outcome(ok=act, refused={"contract-none": may}),
        may: outcome(
            ok=when(
                _may_conclude,
                then=none,
                otherwise=when(_is_for_the_branch, then=at_branch, otherwise=not_eligible),
            )
        ),
        at_branch: END,
        not_eligible: END,
        none: switch(none, {CONCLUDE: go_to("voluntary-contract"), LATER: later}),
        later: END,
        act: switch(
            act,
            {
                PAY: go_to("premium-slip"),
                TEXT: paper,
                REFERRAL: referral,
                WAGE: wish,
                HISTORY: history,
                GIVE_UP: give_up,
                RENEW: go_to("voluntary-contract"),
            },
        ),
        paper: mine,
        referral: mine,
        history: mine,
        wish: sure,
        sure: when(_is_sure, then=change, otherwise=mine),
        change: outcome(ok=changed, refused={"terms-changed": repriced, "slip-being-paid": act}),
        repriced: wish,
        changed: mine,
        give_up: when(_gives_up, then=annul, otherwise=mine),
        annul: outcome(ok=annulled, refused={"slip-being-paid": act}),
        annulled: END,
    },
    resumable=False,
)
