"""Terms, own data, everybody in one table, review: enrol in the supplementary insurance, or leave it [E1] [E2] [E8]."""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import CodePurpose
from backend.contract.supplementary import (
    AskedChange,
    AskEnrolmentSheet,
    AskEnrolmentTable,
    EnrolmentPlan,
    JudgeEnrolment,
    SubmitEnrolment,
    WithdrawEnrolment,
)
from backend.contract.supplementary import EnrolmentDoor as Door
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
    outcome,
    switch,
    when,
)
from conversations.flows import enrolment_terms, identify, prove
from conversations.flows.consent import consent
from conversations.flows.enrolment_samples import (
    NOT_JUDGED,
    NOT_SUBMITTED,
    SAMPLE_JUDGEMENTS,
    SAMPLE_SHEETS,
    SAMPLE_STANDING,
    SAMPLE_TABLES,
)
from conversations.flows.enrolment_words import broken_args, door_args, own_args, review_args, standing_args
from conversations.flows.members_table import members_table, table_args, table_option
from conversations.inputs import choice, yes_no

RIGHT, WRONG, SUBMIT, EDIT = "right", "wrong", "submit", "edit"
CORRECT, GIVE_UP, LATER, ENOUGH = "correct", "give-up", "later", "enough"


def _is_open(a: Answers) -> bool:
    return a[sheet].door is Door.OPEN


def _is_sent_back(a: Answers) -> bool:
    return a[sheet].door is Door.SENT_BACK


def _has_open(a: Answers) -> bool:
    return a[sheet].door is Door.HAS_OPEN


def _is_about_own_data(a: Answers) -> bool:
    request = a[sheet].request
    return request is not None and request.reason == "data-to-correct"


def _has_plans(a: Answers) -> bool:
    year = a[sheet].year
    return year is not None and len(year.plans) > 1


def _is_granted(a: Answers) -> bool:
    return a[judged].granted


def _plan_args(plan: EnrolmentPlan) -> dict[str, Arg]:
    return {"plan": Text("enrolment-plan", {"plan": plan.code}), "share": plan.pensioner}


def _plans(a: Answers) -> tuple[Option, ...]:
    year = a[sheet].year
    return tuple(
        Option(each.code, Text("supplementary-plan-one", _plan_args(each)), each.code)
        for each in (year.plans if year else ())
    )


def _plan(a: Answers) -> str:
    year = a[sheet].year
    chosen = a.get(plan)
    return chosen if chosen is not None else year.plans[0].code if year else ""


def _keys(answer: str) -> tuple[str, ...]:
    return tuple(key for key in answer.split(",") if key)


def _table_wanted(a: Answers) -> AskEnrolmentTable:
    """The choice made before, where the way leads here again."""
    before = a.get(members)
    return AskEnrolmentTable(chosen=None if before is None else _keys(before))


def _submission(a: Answers) -> SubmitEnrolment:
    found, request = a[judged], a[sheet].request
    year = a[sheet].year
    return SubmitEnrolment(
        changes=tuple(
            AskedChange(member=one.key, action=one.action) for one in found.outcomes if one.action is not None
        ),
        plan=found.plan,
        terms=a[terms].version if terms in a else year.terms if year else "",
        pensioner=found.pensioner,
        shown_to=a[who],
        number=request.number if request is not None else None,
    )


def _number(a: Answers) -> WithdrawEnrolment:
    request = a[sheet].request
    return WithdrawEnrolment(number=request.number if request else "")


def _said(a: Answers) -> dict[str, Arg]:
    refusal = a.refusal(submit)
    return dict(refusal.values) if refusal is not None else {}


who = Enter("who", identify.flow)
sheet = Call(
    "sheet",
    Backend.enrolment_sheet,
    request=lambda _a: AskEnrolmentSheet(),
    sample=SAMPLE_SHEETS,
    refusals=("not-identified",),
)
closed = Tell("closed", args=lambda a: door_args(a[sheet]))
has_open = Ask(
    "has-open", choice(LATER, GIVE_UP), args=lambda a: standing_args(a[sheet].request), protect=True, resumes=sheet
)
sent_back = Ask(
    "sent-back",
    consent(CORRECT, GIVE_UP, LATER, yes=CORRECT, no=LATER),
    args=lambda a: standing_args(a[sheet].request),
    protect=True,
    resumes=sheet,
)
sure = Ask("sure", yes_no(no=True), args=lambda a: standing_args(a[sheet].request), resumes=sheet)
give_up = Call(
    "give-up",
    Backend.withdraw_enrolment,
    request=_number,
    commits=True,
    sample=SAMPLE_STANDING,
    refusals=("not-identified", "enrolment-none", "enrolment-over"),
)
given_up = Tell("given-up", args=lambda a: standing_args(a[give_up]))
kept = Tell("kept")
terms = Enter("terms", enrolment_terms.flow, back=True)
own = Ask(
    "own", consent(RIGHT, WRONG, yes=RIGHT, no=WRONG), args=lambda a: own_args(a[sheet]), protect=True, resumes=sheet
)
elsewhere = Ask("elsewhere", choice(ENOUGH), args=lambda a: own_args(a[sheet]), resumes=sheet)
corrected_there = Tell("corrected-there")
plan = Ask("plan", choice(), options=_plans, resumes=sheet)
table = Call(
    "table",
    Backend.enrolment_table,
    request=_table_wanted,
    sample=SAMPLE_TABLES,
    refusals=("not-identified", "enrolment-not-pensioner", "enrolment-no-year"),
)
members = Ask(
    "members",
    members_table(),
    options=lambda a: table_option(a[table]),
    args=lambda a: table_args(a[table], a[table].chosen),
    protect=True,
    resumes=table,
)
judged = Call(
    "judged",
    Backend.judge_enrolment,
    request=lambda a: JudgeEnrolment(chosen=_keys(a[members]), plan=_plan(a)),
    sample=SAMPLE_JUDGEMENTS,
    refusals=NOT_JUDGED,
)
broken = Tell("broken", args=lambda a: broken_args(a[judged]))
stale = Tell("stale")
review = Ask(
    "review",
    consent(SUBMIT, EDIT, yes=SUBMIT, no=EDIT),
    args=lambda a: review_args(a[judged], a[sheet]),
    protect=True,
    resumes=table,
)
proof = Enter("proof", prove.flow, given=lambda _a: CodePurpose.ENROLMENT)
submit = Call(
    "submit",
    Backend.submit_enrolment,
    request=_submission,
    commits=True,
    sample=SAMPLE_STANDING,
    refusals=NOT_SUBMITTED,
)
new_terms = Tell("new-terms")
repriced = Tell("repriced", args=_said)
exists = Tell("exists", args=_said)
done = Tell("done", args=lambda a: standing_args(a[submit]))

flow: Flow[None] = Flow(
    id="supplementary",
    version=2,
    start=who,
    edges={
        who: sheet,
        sheet: outcome(
            ok=when(
                _is_open,
                then=terms,
                otherwise=when(
                    _is_sent_back, then=sent_back, otherwise=when(_has_open, then=has_open, otherwise=closed)
                ),
            )
        ),
        closed: END,
        has_open: switch(has_open, {GIVE_UP: sure, LATER: kept}),
        sent_back: switch(
            sent_back,
            {CORRECT: when(_is_about_own_data, then=own, otherwise=table), GIVE_UP: sure, LATER: kept},
        ),
        sure: when(lambda a: a[sure], then=give_up, otherwise=when(_is_sent_back, then=sent_back, otherwise=kept)),
        give_up: outcome(ok=given_up),
        given_up: END,
        kept: END,
        terms: own,
        own: switch(own, {RIGHT: when(_has_plans, then=plan, otherwise=table), WRONG: elsewhere}),
        elsewhere: corrected_there,
        corrected_there: END,
        plan: table,
        table: outcome(ok=members),
        members: judged,
        judged: outcome(ok=when(_is_granted, then=review, otherwise=broken), refused={"enrolment-changed": stale}),
        broken: table,
        stale: table,
        review: switch(review, {SUBMIT: proof, EDIT: table}),
        proof: submit,
        submit: outcome(
            ok=done,
            refused={
                "proof-needed": proof,
                "enrolment-terms-changed": new_terms,
                "enrolment-changed": stale,
                "enrolment-repriced": repriced,
                "enrolment-open": exists,
            },
        ),
        new_terms: terms,
        repriced: table,
        exists: sheet,
        done: END,
    },
    progress=(terms, own, members, review),
)
