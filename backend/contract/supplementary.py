"""What is asked and answered about the pensioners' supplementary insurance, from the terms to the end [E1]-[E8]?

Money is integer rial a month; months are text "1405-09" (Jalali); dates are Gregorian; moments are aware UTC. Members
are named by their keys, the pensioner is "0". Codes are Fluent ids: `enrolment-lack-<code>` says which rule a choice
breaks, `case-reason-<code>` why a request came back.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from backend.contract.rules import Rial
from backend.contract.shape import Shape
from backend.contract.slips import Branch

Key = Annotated[str, Field(min_length=1, max_length=8)]
Keys = Annotated[tuple[Key, ...], Field(max_length=40)]


class EnrolmentDoor(StrEnum):
    """What this person can do here today."""

    OPEN = "open"
    """choose, for all or (outside the window) for who left dependency"""
    WINDOW_CLOSED = "window-closed"
    HAS_OPEN = "has-open"
    """a request of theirs is being looked at: show that one"""
    SENT_BACK = "sent-back"
    """a request of theirs waits for a correction"""
    NOT_PENSIONER = "not-pensioner"
    STAFF = "staff"
    """a pensioner of the organisation itself, for whom the order is not"""
    FILE_CLOSED = "file-closed"
    """the pension file is not active anywhere"""
    NO_YEAR = "no-year"
    """no contract year is approved for today"""


class AskEnrolmentSheet(Shape):
    """What can I do here, and is what you know of me right (step 2)?"""


class EnrolmentPlan(Shape):
    """One plan: per person and month."""

    code: str
    premium: int
    organisation: int
    pensioner: int


class EnrolmentYear(Shape):
    """The contract year of today; `terms`: version to be accepted."""

    year: int
    starts: date
    ends: date
    window_from: date
    window_to: date
    plans: tuple[EnrolmentPlan, ...]
    terms: str


class EnrolmentStanding(Shape):
    """A request: `status`, `reason`, `note` as in «درخواست‌های من»; `lines`: names of what must be corrected.

    `office`: name of the branch or of the county that has it, or to which it returns; `desk`: which of the two,
    "branch" or "association" (None in an answer kept from before this was told).
    """

    number: str
    status: str
    since: datetime
    opened_at: datetime
    holder: str | None
    office: str
    reason: str | None
    note: str | None
    lines: tuple[str, ...]
    pensioner: int
    persons: int
    desk: str | None = None


class EnrolmentSheet(Shape):
    """The answer; `branch` is the last one with an active file, or the person's own without one."""

    door: EnrolmentDoor
    name: str
    pension: str | None
    county: str | None
    branch: Branch
    year: EnrolmentYear | None
    request: EnrolmentStanding | None


class AskEnrolmentTerms(Shape):
    """The terms of the contract year of today."""


class EnrolmentTermsPiece(Shape):
    """One readable piece, in Persian: the binding text."""

    heading: str
    text: str


class EnrolmentTerms(Shape):
    """The terms (step 1), accepted by `version`."""

    version: str
    year: int
    pieces: tuple[EnrolmentTermsPiece, ...]


class AskEnrolmentTable(Shape):
    """Everybody of the file (step 3). `chosen`: members chosen before, kept where that is still open to them.

    None: those of the request that waits for a correction, else nobody.
    """

    chosen: Keys | None = None


class EnrolmentMember(Shape):
    """One line. `action` is the one that is open to them, None for none; `why` then says why not.

    `until`: dependency end date. `left`: it is past, so only the end of the insurance can be asked for. `correct`: this
    line must be corrected. `why`: "insured-elsewhere", "window".
    """

    key: Key
    kinship: str
    name: str
    until: date | None
    covered: bool
    action: str | None
    left: bool
    correct: bool
    why: str | None


class EnrolmentBond(Shape):
    """A rule that binds lines together.

    Where anybody of `where` has the insurance all of `all` have it; where `where` is empty, all of `all` or none.
    """

    code: str
    where: Keys
    all: Keys


class EnrolmentTable(Shape):
    """The table. `ended`: names of those who are not listed since their dependency ended, and have no insurance."""

    members: tuple[EnrolmentMember, ...]
    bonds: tuple[EnrolmentBond, ...]
    chosen: Keys
    ended: tuple[str, ...]
    window_open: bool
    correcting: str | None


class JudgeEnrolment(Shape):
    """May these members change, under this plan, and what does it come to? The decision is kept."""

    chosen: Keys
    plan: str


class EnrolmentLack(Shape):
    """A rule that is not met, and the name of the member it is about."""

    code: str
    cite: str
    name: str | None


class EnrolmentOutcome(Shape):
    """One member afterwards; `action` None where nothing is asked for them."""

    key: Key
    kinship: str
    name: str
    action: str | None
    before: bool
    after: bool


class EnrolmentJudgement(Shape):
    """What the choice comes to, rial a month for all who have it afterwards; or `lacks`.

    Deductions and cover begin, or end, with `first_month` if it is accepted by `accept_by`, and with `later_month`
    after that day (None where the contract year is over by then); `months` are left in the year.
    """

    granted: bool
    lacks: tuple[EnrolmentLack, ...]
    outcomes: tuple[EnrolmentOutcome, ...]
    plan: str
    persons: int
    premium: int
    organisation: int
    pensioner: int
    first_month: str
    accept_by: date
    last_month: str
    months: int
    until_end: int
    later_month: str | None = None


class AskedChange(Shape):
    """What was asked for one member."""

    member: Key
    action: Annotated[str, Field(pattern="^(register|withdraw)$")]


class SubmitEnrolment(Shape):
    """Submit what was shown (step 4), or submit it again after a correction, which `number` names.

    `pensioner`: the monthly share that was shown, rial. `terms`: version accepted. `shown_to`: the person it was shown to.
    """

    changes: Annotated[tuple[AskedChange, ...], Field(max_length=40)]
    plan: str
    terms: str
    pensioner: Rial
    shown_to: str | None = None
    number: str | None = None


class WithdrawEnrolment(Shape):
    """Give up an open request."""

    number: str
