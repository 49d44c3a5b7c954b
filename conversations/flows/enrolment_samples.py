"""What may the backend say about the supplementary insurance? One of each for the walks; never shown to anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime

from backend.contract.supplementary import (
    EnrolmentBond,
    EnrolmentDoor,
    EnrolmentJudgement,
    EnrolmentLack,
    EnrolmentMember,
    EnrolmentOutcome,
    EnrolmentPlan,
    EnrolmentSheet,
    EnrolmentStanding,
    EnrolmentTable,
    EnrolmentYear,
)
from conversations.engine import Refusal
from conversations.flows.slip_words import SAMPLE_BRANCH

_MOMENT = datetime(2026, 11, 28, 6, tzinfo=UTC)
SAMPLE_STANDING = EnrolmentStanding(
    number="140500000429",
    status="at-association",
    since=_MOMENT,
    opened_at=_MOMENT,
    holder="association",
    office="تهران",
    reason=None,
    note=None,
    lines=(),
    pensioner=20_000_000,
    persons=2,
    desk="association",
)
_GOLD = EnrolmentPlan(code="gold", premium=12_500_000, organisation=2_500_000, pensioner=10_000_000)
_YEAR = EnrolmentYear(
    year=1405,
    starts=date(2026, 11, 22),
    ends=date(2027, 11, 21),
    window_from=date(2026, 11, 22),
    window_to=date(2027, 2, 19),
    plans=(_GOLD,),
    terms="1405-1a2b3c4d",
)
_SHEET = EnrolmentSheet(
    door=EnrolmentDoor.OPEN,
    name="رضا احمدی",
    pension="20000001",
    county="تهران",
    branch=SAMPLE_BRANCH,
    year=_YEAR,
    request=None,
)
_BACK = SAMPLE_STANDING.model_copy(
    update={
        "status": "sent-back",
        "holder": "applicant",
        "reason": "choice-unclear",
        "note": "متن",
        "lines": ("علی احمدی",),
        "office": SAMPLE_BRANCH.name,
        "desk": "branch",
    }
)
_OWN = _BACK.model_copy(
    update={"reason": "data-to-correct", "note": None, "lines": (), "office": "تهران", "desk": "association"}
)


def _sheet(door: EnrolmentDoor, **more: object) -> EnrolmentSheet:
    return _SHEET.model_copy(update={"door": door, **more})


SAMPLE_SHEETS = (
    _SHEET,
    _sheet(
        EnrolmentDoor.OPEN,
        year=_YEAR.model_copy(update={"plans": (_GOLD, _GOLD.model_copy(update={"code": "silver"}))}),
    ),
    _sheet(EnrolmentDoor.WINDOW_CLOSED),
    _sheet(EnrolmentDoor.NOT_PENSIONER, pension=None, county=None),
    _sheet(EnrolmentDoor.STAFF),
    _sheet(EnrolmentDoor.FILE_CLOSED),
    _sheet(EnrolmentDoor.NO_YEAR, year=None),
    _sheet(EnrolmentDoor.HAS_OPEN, request=SAMPLE_STANDING),
    _sheet(EnrolmentDoor.SENT_BACK, request=_BACK),
    _sheet(EnrolmentDoor.SENT_BACK, request=_OWN),
)


def _member(key: str, kinship: str, name: str, **more: object) -> EnrolmentMember:
    plain = EnrolmentMember(
        key=key,
        kinship=kinship,
        name=name,
        until=None,
        covered=False,
        action="register",
        left=False,
        correct=False,
        why=None,
    )
    return plain.model_copy(update=more)


_SELF = _member("0", "self", "رضا احمدی")
_TABLE = EnrolmentTable(
    members=(
        _SELF,
        _member("2", "child", "علی احمدی", until=date(2028, 3, 20), correct=True),
    ),
    bonds=(),
    chosen=("0",),
    ended=(),
    window_open=True,
    correcting=None,
)
_SPOUSE = _member("1", "spouse", "زهرا احمدی", action=None, why="insured-elsewhere")
_GONE = _member("3", "parent", "فاطمه احمدی", covered=True, action="withdraw", left=True, until=date(2026, 11, 1))
SAMPLE_TABLES = (
    _TABLE,
    _TABLE.model_copy(
        update={
            "members": (_SELF, _SPOUSE),
            "bonds": (EnrolmentBond(code="spouse-covered", where=("0",), all=("1",)),),
        }
    ),
    _TABLE.model_copy(update={"members": (_SELF,), "ended": ("سارا احمدی",)}),
    _TABLE.model_copy(update={"members": (_GONE,), "chosen": (), "window_open": False}),
)
_JUDGED = EnrolmentJudgement(
    granted=True,
    lacks=(),
    outcomes=(
        EnrolmentOutcome(key="0", kinship="self", name="رضا احمدی", action="register", before=False, after=True),
        EnrolmentOutcome(key="1", kinship="spouse", name="زهرا احمدی", action=None, before=True, after=True),
    ),
    plan="gold",
    persons=2,
    premium=25_000_000,
    organisation=5_000_000,
    pensioner=20_000_000,
    first_month="1405-09",
    accept_by=date(2026, 12, 6),
    last_month="1406-08",
    months=12,
    until_end=240_000_000,
    later_month="1405-10",
)
_LEAVING = _JUDGED.model_copy(
    update={
        "outcomes": (
            EnrolmentOutcome(key="0", kinship="self", name="رضا احمدی", action="withdraw", before=True, after=False),
            EnrolmentOutcome(key="1", kinship="spouse", name="زهرا احمدی", action="withdraw", before=True, after=False),
        ),
        "persons": 0,
        "later_month": None,
    }
)
SAMPLE_JUDGEMENTS = (
    _JUDGED,
    _LEAVING,
    _JUDGED.model_copy(
        update={
            "granted": False,
            "outcomes": (),
            "lacks": (EnrolmentLack(code="spouse-covered", cite="supplementary-contract", name="زهرا احمدی"),),
        }
    ),
)
NOT_JUDGED = (
    "not-identified",
    "enrolment-not-pensioner",
    "enrolment-no-year",
    "enrolment-changed",
    "enrolment-plan-unknown",
    Refusal("enrolment-window-closed", {"from": "2026-11-22", "to": "2027-02-19"}),
    "enrolment-staff",
    "enrolment-file-closed",
)
NOT_SUBMITTED = (
    *NOT_JUDGED,
    "another-person",
    Refusal("proof-needed", {"minutes": 15}),
    Refusal("enrolment-open", {"number": SAMPLE_STANDING.number}),
    "enrolment-terms-changed",
    Refusal("enrolment-repriced", {"pensioner": 21_000_000}),
    "enrolment-nothing-changed",
    "enrolment-pensioner-first",
    "enrolment-spouse-compulsory",
    "enrolment-all-or-none",
    "enrolment-none",
)
