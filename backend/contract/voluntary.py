"""What is asked and answered about the voluntary contract, from "may I?" to its end [V1]-[V10]?

Money is integer rial; months are text "1405-08" (Jalali); dates are Gregorian; moments are aware UTC.
Codes are Fluent ids: `condition-<code>` says what a failed condition lacks, `bring-<code>` what to bring to the branch,
`block-<code>` what holds a contract up, `event-<code>` what happened to it. Each takes the values that stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from backend.contract.rules import Rial
from backend.contract.shape import Shape
from backend.contract.slips import Branch, Month

Value = str | int
"""As in a refusal: text, whole numbers; dates as ISO text, months "1405-08", money as integer rial."""


class Door(StrEnum):
    """Where this person concludes the contract."""

    HERE = "here"
    """every condition is met: go on"""
    BRANCH = "branch"
    """only at the branch, with papers: a minor, a person under guardianship [V6]"""
    NOWHERE = "nowhere"
    """a condition is not met [V9]"""
    HAS_ONE = "has-one"
    """there is a contract in force already: show that one"""


class AskEligibility(Shape):
    """May I conclude a voluntary contract today? To be asked before anything is typed."""


class Condition(Shape):
    """One condition: met or not, article or order clause, what is there, what is needed, what is lacking.

    `values` are for the text `condition-<code>`: `is`, `needed`, `nearest` where they are known. `nearest` is the
    nearest change that would meet it: days of history that are lacking (whole number) or a day (ISO text).
    """

    code: str
    met: bool
    cite: str
    values: Mapping[str, Value]


class Eligibility(Shape):
    """The answer to "may I?" [V6] [V9].

    `conditions`: those not met come first; where `door` is BRANCH, of those only the ones that send there: the branch
    tells the rest. `bring`: what to take to the branch where `door` is BRANCH.
    `history_days`: days with contributions of any kind. `renews`: number of the lapsed or annulled contract that a new
    one would follow. `contract`: the contract in force where `door` is HAS_ONE and it is a voluntary one.
    `decision`: the kept decision.
    """

    door: Door
    conditions: tuple[Condition, ...]
    branch: Branch
    bring: tuple[str, ...] = ()
    age_years: int
    history_days: int
    renews: str | None = None
    contract: str | None = None
    decision: str


class AskByLaw(Shape):
    """The by-law in this version; None: the one in force."""

    version: str | None = None


class ByLawPiece(Shape):
    """One readable piece, in the caller's language."""

    heading: str
    text: str


class ByLaw(Shape):
    """The by-law [V2]: agreed to by `version`. As a file: document "by-law" with the version as its reference."""

    version: str
    title: str
    since: date
    pieces: tuple[ByLawPiece, ...]


class AskTerms(Shape):
    """What would a contract with this monthly premium (rial) be? None: the bounds, and the terms of the lowest one.

    Whose contract waits for its first payment is told of that one: its first month, whatever month it is now [V7].
    """

    premium: Rial | None = None


class ContractTerms(Shape):
    """Premium, wage base, rate, start and bounds [V3] [V5].

    `premium` is for the real days of `first_month`; wage bases are for 30 days. Not `granted`: the wish lies outside
    the bounds, and the figures are those of the nearest allowed one. Bounds are whole toman within those of the law. `fixed`: with more than ten years of history the
    wage base is the average of the last 360 days and cannot be chosen. `personal` False: nobody is linked to the chat,
    so neither history nor start are known, and this is a what-if. `provisional`: a figure of the year is not published.
    """

    granted: bool
    premium: int
    wage_base: int
    rate: int
    lowest_premium: int
    highest_premium: int
    lowest_wage_base: int
    highest_wage_base: int
    fixed: bool
    first_month: Month
    days: int
    starts_on: date
    provisional: bool
    personal: bool
    conditions: tuple[Condition, ...]


class AskEntryExam(Shape):
    """Must I take the medical examination at the beginning of the contract?"""


class EntryExam(Shape):
    """Exempt, or why not [V4]: then an undertaking is needed, and the exam is taken by `take_by`.

    `pay_until`: last month for which a slip is issued before the result. `care_before`: kinds of care open before it
    ("outpatient", "inpatient").
    """

    exempt: bool
    conditions: tuple[Condition, ...]
    take_by: date
    pay_until: Month
    care_before: tuple[str, ...]


class ConcludeContract(Shape):
    """Conclude the contract that was shown: its premium and wage base, the by-law agreed to, the undertaking given.

    `shown_to`: the person who saw and agreed to all this. Is another one behind the chat by now, nothing is concluded.
    """

    premium: Rial
    wage_base: Rial
    by_law: Annotated[str, Field(min_length=1, max_length=20, examples=["1399-10"])]
    undertaking: bool = False
    shown_to: str | None = None


class ContractStanding(StrEnum):
    """Where a voluntary contract stands today."""

    UNPAID = "unpaid"
    """concluded; the first payment is open, the wage base may be changed [V7]"""
    IN_FORCE = "in-force"
    BLOCKED = "blocked"
    """payment is closed until a result that confirms the contract is recorded [V4]"""
    LAPSED = "lapsed"
    """a month was not paid in time [V10]"""
    ANNULLED = "annulled"
    """no first payment in time [V8], or given up before it"""


class ExamStanding(StrEnum):
    """Where the examination stands."""

    NOT_NEEDED = "not-needed"
    PENDING = "pending"
    FIT = "fit"
    UNFIT = "unfit"


class Block(Shape):
    """What holds the contract up now, and by which article: words `block-<code>` with `values`."""

    code: str
    cite: str
    values: Mapping[str, Value]


class Event(Shape):
    """What happened when: words `event-<code>` with `values`."""

    at: datetime
    code: str
    values: Mapping[str, Value]


class AskContract(Shape):
    """My voluntary contract: the one concluded last, or one of mine by its reference."""

    contract: str | None = None


class Contract(Shape):
    """A voluntary contract. As files: documents "contract" and, while the exam is open, "referral", by `id`.

    `premium` is that of `first_month`. `next_month`, `next_amount` and `next_due`: the first unpaid month, its premium
    and its last day; None once the contract has ended. `first_payment_by`: while UNPAID the day
    shown to the person; `payable_from`: the day from which it can be paid, where that is to come; `ends_on`: the day on which it ends if nothing is paid. `wage_base_open`: it may be changed.
    `exam_by`: last day for the exam while it is pending; `referral_open`: the referral letter can be fetched today.
    `care`: kinds of care to which the person is entitled now. `open_slip`: reference of the unpaid slip.
    """

    id: str
    number: str
    concluded_on: date
    standing: ContractStanding
    rate: int
    wage_base: int
    premium: int
    first_month: Month
    starts_on: date
    paid_until: Month | None
    next_month: Month | None
    next_amount: int | None
    next_due: date | None
    first_payment_by: date | None
    payable_from: date | None = None
    ends_on: date | None
    wage_base_open: bool
    exam: ExamStanding
    exam_by: date | None
    referral_open: bool
    care: tuple[str, ...]
    open_slip: str | None
    by_law: str | None
    by_law_agreed_at: datetime | None
    blocks: tuple[Block, ...]
    history: tuple[Event, ...]
    branch: Branch
    follows: str | None


class ChangeWageBase(Shape):
    """Another wished premium before the first payment [V7]; figures as shown by `contract_terms`."""

    contract: str
    premium: Rial
    wage_base: Rial


class AnnulContract(Shape):
    """Give up a contract of mine that was never paid."""

    contract: str
