"""What is asked and answered about the premium account, slips and payments [P1] [P3] [P5] [P6]?

Money is integer rial; months are text "1405-08" (Jalali); dates are Gregorian.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from backend.contract.shape import Shape

Month = Annotated[str, Field(pattern=r"^1[34][0-9]{2}-(0[1-9]|1[0-2])$", examples=["1405-08"])]


class SlipState(StrEnum):
    """States of a slip [P]: issued and payable; paid; past its deadline; cancelled by the person."""

    ISSUED = "issued"
    PAID = "paid"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class PaymentState(StrEnum):
    """States of a payment, which keep *bank took the money* apart from *service confirmed* [P3]."""

    OPEN = "open"
    """a gateway session exists; the person has not come back"""
    CHECKING = "checking"
    """the bank may have taken the money; we are asking the gateway («در دست بررسی»)"""
    PAID = "paid"
    """bank took the money and the organisation recorded the contribution"""
    FAILED = "failed"
    """the gateway says for certain that no money was taken"""
    REFUND = "refund"
    """money was taken but cannot be booked (slip no longer payable); goes back to the payer, staff sees it"""


class Branch(Shape):
    """A branch office to visit."""

    code: str
    name: str
    address: str
    phone: str


class AskAccount(Shape):
    """Which contract do I pay for and which months are open?"""


class PayableMonth(Shape):
    """One open month: its premium and per-capita in rial, last day to pay, already late or not."""

    month: Month
    days: int
    premium: int
    per_capita: int
    due: date
    overdue: bool


class PremiumAccount(Shape):
    """The payable contract of the person.

    `kind` is "voluntary" or "self_employed"; `rate` in percent; `wage_base` rial for 30 days.
    `months` are consecutive from the first unpaid month to Esfand of the same year.
    """

    kind: str
    rate: int
    contract_number: str
    contract_date: date
    wage_base: int
    treatment_support: bool
    covered_persons: int
    branch: Branch
    paid_until: Month | None
    lapses_on: date | None
    debt: int
    months: tuple[PayableMonth, ...]


class ChooseMonths(Shape):
    """From the first open month to this one, both included."""

    first: Month
    last: Month


class QuoteLine(Shape):
    """One month of a quote in rial."""

    month: Month
    days: int
    premium: int
    per_capita: int


class SlipQuote(Shape):
    """What a slip for these months would cost. `provisional`: a parameter is not yet published for the year."""

    first: Month
    last: Month
    lines: tuple[QuoteLine, ...]
    premium: int
    per_capita: int
    debt: int
    total: int
    deadline: date
    provisional: bool
    decision: str


class IssueSlip(Shape):
    """Issue the slip that was shown. Refused `slip-changed` when the total is no longer the same."""

    first: Month
    last: Month
    total: int


class Slip(Shape):
    """A slip with its identifiers (model of the public bill format, domain.md 7.3)."""

    id: str
    number: str
    first: Month
    last: Month
    total: int
    deadline: date
    issued_at: datetime
    state: SlipState
    bill_id: str
    payment_id: str
    payment_reference: str | None = None
    paid_at: datetime | None = None


class AskSlip(Shape):
    """One slip of mine."""

    slip: str


class AskSlips(Shape):
    """My slips, newest first, `page` counts from 1, ten a page."""

    page: int = 1


class Slips(Shape):
    """A page of slips."""

    items: tuple[Slip, ...]
    page: int
    pages: int


class CancelSlip(Shape):
    """Cancel an unpaid slip of mine. Refused `slip-being-paid`, `slip-paid`."""

    slip: str


class StartPayment(Shape):
    """Open a gateway session for a slip of mine, or give the one that is open."""

    slip: str


class AskPayment(Shape):
    """How does this payment stand? Asks the gateway where it is not certain."""

    payment: str


class Payment(Shape):
    """A payment: `url` opens the bank page while it is OPEN; `check_again_at` while CHECKING; `reference` once PAID."""

    id: str
    slip: str
    slip_number: str
    amount: int
    state: PaymentState
    url: str | None = None
    check_again_at: datetime | None = None
    reference: str | None = None
    paid_at: datetime | None = None
