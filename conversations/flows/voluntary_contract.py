"""May I, on which terms, and agreed: conclude a voluntary contract without a visit [V1]-[V6]."""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import AskMyData, CodePurpose
from backend.contract.voluntary import (
    AskEligibility,
    AskEntryExam,
    ConcludeContract,
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
    Tell,
    Text,
    go_to,
    outcome,
    switch,
    when,
)
from conversations.flows import by_law, contract_wish, identify, my_data, prove
from conversations.flows.consent import consent
from conversations.flows.contract_samples import (
    NOT_CONCLUDED,
    SAMPLE_CONTRACT,
    SAMPLE_DOORS,
    SAMPLE_EXAMS,
    SAMPLE_OF_NEXT_YEAR,
)
from conversations.flows.contract_words import care_words, contract_args, contract_file, lacks, refusal_args

CONFIRM, CORRECT, YES, NO, CONCLUDE, PAY, LATER = "confirm", "correct", "yes", "no", "conclude", "pay", "later"


def _is_open(a: Answers) -> bool:
    return a[eligibility].door is Door.HERE


def _has_one(a: Answers) -> bool:
    return a[eligibility].door is Door.HAS_ONE


def _is_for_the_branch(a: Answers) -> bool:
    return a[eligibility].door is Door.BRANCH


def _agrees(a: Answers) -> bool:
    return a[exam] == YES


def _exam_args(a: Answers) -> dict[str, Arg]:
    found = a[exemption]
    return {
        "exempt": "yes" if found.exempt else "no",
        "lines": lacks(found.conditions),
        "by": found.take_by.isoformat(),
        "month": found.pay_until,
        "care": care_words(found.care_before),
    }


def _exam_options(a: Answers) -> tuple[Option, ...]:
    if a[exemption].exempt:
        return (Option(YES, Text("voluntary-contract-exam-go-on"), value=YES),)
    return (Option(YES, value=YES), Option(NO, value=NO))


def _concluded_options(a: Answers) -> tuple[Option, ...]:
    """Nobody is sent to pay before that is possible."""
    if a[conclude].payable_from is not None:
        return (Option(LATER, Text("voluntary-contract-concluded-understood"), value=LATER),)
    return (Option(PAY, value=PAY), Option(LATER, value=LATER))


def _review_args(a: Answers) -> dict[str, Arg]:
    found = a[exemption]
    return {
        **contract_wish.terms_args(a[wish]),
        "name": f"{a[data].first_name} {a[data].last_name}",
        "exempt": "yes" if found.exempt else "no",
        "by": found.take_by.isoformat(),
        "law": a[law].title,
    }


def _conclusion(a: Answers) -> ConcludeContract:
    return ConcludeContract(
        premium=a[wish].premium,
        wage_base=a[wish].wage_base,
        by_law=a[law].version,
        undertaking=not a[exemption].exempt,
        shown_to=a[who],
    )


def _said(a: Answers) -> dict[str, Arg]:
    """The values of what the conclusion was refused with."""
    refusal = a.refusal(conclude)
    return dict(refusal.values) if refusal is not None else {}


intro = Tell("intro")
who = Enter("who", identify.flow)
eligibility = Call(
    "eligibility",
    Backend.voluntary_eligibility,
    request=lambda _a: AskEligibility(),
    sample=SAMPLE_DOORS,
    refusals=("not-identified",),
)
has_one = Tell("has-one")
at_branch = Tell("at-branch", args=lambda a: refusal_args(a[eligibility]))
not_eligible = Tell("not-eligible", args=lambda a: refusal_args(a[eligibility]))
data = Call(
    "person",
    Backend.my_data,
    request=lambda _a: AskMyData(),
    sample=my_data.SAMPLE_DATA,
    refusals=("not-identified",),
)
confirm = Ask(
    "data",
    consent(CONFIRM, CORRECT, yes=CONFIRM, no=CORRECT),
    args=lambda a: my_data.data_args(a[data]),
    protect=True,
    resumes=eligibility,
)
correction = Enter("correction", my_data.flow)
law = Enter("by-law", by_law.flow, back=True)
wish = Enter("wish", contract_wish.flow, back=True)
exemption = Call(
    "exemption",
    Backend.entry_exam,
    request=lambda _a: AskEntryExam(),
    sample=SAMPLE_EXAMS,
    refusals=("not-identified",),
)
exam = Ask("exam", consent(yes=YES, no=NO), options=_exam_options, args=_exam_args, resumes=exemption)
declined = Tell("declined", args=_exam_args)
review = Ask(
    "review",
    consent(CONCLUDE, yes=CONCLUDE),
    args=_review_args,
    changes=(confirm, wish),
    protect=True,
    resumes=exemption,
)
proof = Enter("proof", prove.flow, given=lambda _a: CodePurpose.CONTRACT)
conclude = Call(
    "conclude",
    Backend.conclude_contract,
    request=_conclusion,
    commits=True,
    sample=(SAMPLE_CONTRACT, SAMPLE_OF_NEXT_YEAR),
    refusals=NOT_CONCLUDED,
)
exists = Tell("exists", args=_said)
new_law = Tell("new-law")
repriced = Tell("repriced", args=_said)
unwaived = Tell("unwaived", args=_said)
concluded = Ask(
    "concluded",
    consent(yes=PAY, no=LATER),
    options=_concluded_options,
    args=lambda a: contract_args(a[conclude]),
    files=lambda a: (contract_file(a[conclude]),),
    protect=True,
)
kept = Tell("kept", args=lambda a: contract_args(a[conclude]))


flow: Flow[None] = Flow(
    id="voluntary-contract",
    version=1,
    start=intro,
    edges={
        intro: who,
        who: eligibility,
        eligibility: outcome(
            ok=when(
                _is_open,
                then=data,
                otherwise=when(
                    _has_one, then=has_one, otherwise=when(_is_for_the_branch, then=at_branch, otherwise=not_eligible)
                ),
            )
        ),
        has_one: go_to("my-contract"),
        at_branch: END,
        not_eligible: END,
        data: outcome(ok=confirm),
        confirm: switch(confirm, {CONFIRM: law, CORRECT: correction}),
        correction: data,
        law: wish,
        wish: exemption,
        exemption: outcome(ok=exam),
        exam: when(_agrees, then=review, otherwise=declined),
        declined: END,
        review: proof,
        proof: conclude,
        conclude: outcome(
            ok=concluded,
            refused={
                "proof-needed": proof,
                "contract-exists": exists,
                "by-law-changed": new_law,
                "terms-changed": repriced,
                "undertaking-needed": unwaived,
            },
        ),
        exists: go_to("my-contract"),
        new_law: law,
        repriced: wish,
        unwaived: exemption,
        concluded: switch(concluded, {PAY: go_to("premium-slip"), LATER: kept}),
        kept: END,
    },
    progress=(confirm, law, wish, exam, review, concluded),
)
