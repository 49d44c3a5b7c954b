"""What may the backend say about a voluntary contract? One of each for the walks; never shown to anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime

from backend.contract.voluntary import (
    ByLaw,
    ByLawPiece,
    Condition,
    Contract,
    ContractStanding,
    Door,
    Eligibility,
    EntryExam,
    Event,
    ExamStanding,
)
from conversations.engine import Refusal
from conversations.flows.slip_words import SAMPLE_BRANCH

SAMPLE_CONTRACT = Contract(
    id="1",
    number="140500000429",
    concluded_on=date(2026, 11, 1),
    standing=ContractStanding.UNPAID,
    rate=27,
    wage_base=222_222_222,
    premium=60_000_000,
    first_month="1405-08",
    starts_on=date(2026, 10, 23),
    paid_until=None,
    next_month="1405-08",
    next_amount=60_000_000,
    next_due=date(2026, 11, 23),
    first_payment_by=date(2026, 11, 23),
    ends_on=date(2026, 12, 1),
    wage_base_open=True,
    exam=ExamStanding.PENDING,
    exam_by=date(2027, 1, 1),
    referral_open=True,
    care=("outpatient",),
    open_slip=None,
    by_law="1399-10",
    by_law_agreed_at=datetime(2026, 11, 1, 6, tzinfo=UTC),
    blocks=(),
    history=(
        Event(
            at=datetime(2026, 11, 1, 6, tzinfo=UTC),
            code="concluded",
            values={"number": "140500000429", "premium": 60_000_000},
        ),
    ),
    branch=SAMPLE_BRANCH,
    follows=None,
)
"""A contract for walks through the flows; never shown to anybody."""
SAMPLE_OF_NEXT_YEAR = SAMPLE_CONTRACT.model_copy(
    update={"first_month": "1406-01", "starts_on": date(2027, 3, 21), "payable_from": date(2027, 3, 21)}
)
"""One whose first month is to come, for walks."""

_VISIT: dict[str, str | int] = {
    "branch": SAMPLE_BRANCH.name,
    "address": SAMPLE_BRANCH.address,
    "phone": SAMPLE_BRANCH.phone,
}
"""The branch as values of a refusal, for walks."""

_LACK = Condition(
    code="history-enough", met=False, cite="voluntary-by-law", values={"is": 18, "needed": 30, "nearest": 12}
)
_ELIGIBILITY = Eligibility(
    door=Door.HERE, conditions=(), branch=SAMPLE_BRANCH, age_years=40, history_days=900, decision="1"
)
_EXAM = EntryExam(
    exempt=False,
    conditions=(
        Condition(
            code="exam-history-enough",
            met=False,
            cite="exam-exemption",
            values={"is": 90, "needed": 365, "nearest": 275},
        ),
    ),
    take_by=date(2027, 1, 1),
    pay_until="1405-09",
    care_before=("outpatient",),
)


def _door(door: Door, **more: object) -> Eligibility:
    return _ELIGIBILITY.model_copy(update={"door": door, **more})


SAMPLE_DOORS = (
    _door(Door.HERE),
    _door(Door.HAS_ONE),
    _door(Door.BRANCH, conditions=(_LACK,), bring=("identity",)),
    _door(Door.NOWHERE, conditions=(_LACK,)),
)
SAMPLE_EXAMS = (_EXAM, _EXAM.model_copy(update={"exempt": True, "conditions": ()}))
SAMPLE_LAW = ByLaw(
    version="1399-10",
    title="آیین‌نامه",
    since=date(2020, 12, 21),
    pieces=tuple(ByLawPiece(heading="عنوان", text="متن") for _ in range(3)),
)
NOT_CONCLUDED = (
    "not-identified",
    "another-person",
    Refusal("proof-needed", {"minutes": 15}),
    Refusal("contract-exists", {"number": SAMPLE_CONTRACT.number, "concluded_on": "2026-11-01"}),
    Refusal("contract-not-eligible", _VISIT),
    Refusal("contract-at-branch", _VISIT),
    Refusal("by-law-changed", {"version": "1405-01"}),
    Refusal("terms-changed", {"premium": 61_000_000, "wage_base": 225_925_926}),
    Refusal("undertaking-needed", {"take_by": "2027-01-01"}),
)
"""What the conclusion may be refused with."""
