"""What stands on a premium slip (برگ پرداخت حق بیمه) or its receipt? (order premium-slip, domain.md 7.2, [P1] [P5])."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from backend.contract.slips import SlipState
from backend.domain.calendar import JalaliMonth


class Paper(StrEnum):
    """Which sheet is printed: the slip to pay with, or the receipt of a paid one (رسید پرداخت)."""

    SLIP = "slip"
    RECEIPT = "receipt"


class IncompleteSlip(ValueError):
    """The facts do not make a slip; the text names the part, never a person or a value."""


@dataclass(frozen=True, slots=True)
class Insured:
    """The insured person; on paper the national id (10 digits) is written in full, it is the person's own slip."""

    name: str = field(repr=False)
    national_id: str = field(repr=False)
    sso_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Office:
    """The branch that keeps the contract."""

    code: str
    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The contract that is paid for.

    `concluded` Gregorian; `kind` is "voluntary" or "self_employed"; `rate` in percent; `wage_base` rial for 30 days;
    `covered_persons` counts those with treatment support, 0 where it was not chosen.
    """

    number: str
    concluded: date
    kind: str
    rate: int
    wage_base: int
    covered_persons: int = 0


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One month: its days, premium and treatment per-capita in rial."""

    month: JalaliMonth
    days: int
    premium: int
    per_capita: int = 0

    @property
    def total(self) -> int:
        """Rial."""
        return self.premium + self.per_capita


@dataclass(frozen=True, slots=True)
class Settlement:
    """How it was paid: the gateway's reference and the aware moment."""

    reference: str
    paid_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDocument:
    """Everything that stands on the paper.

    Money in rial, days Gregorian. `lines` are 1 to 12 consecutive months. `payment_url` is where the QR code leads;
    without it the QR code holds the identifiers. `ended_on`: when it was cancelled. `provisional`: a figure of the
    year is not yet published. Raises IncompleteSlip.
    """

    number: str
    state: SlipState
    insured: Insured
    branch: Office
    contract: Contract
    lines: tuple[SlipLine, ...]
    debt: int
    issued_on: date
    deadline: date
    bill_id: str
    payment_id: str
    payment_url: str | None = None
    settlement: Settlement | None = None
    ended_on: date | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= 12:
            raise IncompleteSlip("a slip has 1 to 12 months")
        if any(line.premium < 0 or line.per_capita < 0 for line in self.lines) or self.debt < 0:
            raise IncompleteSlip("no amount is negative")
        if (self.state is SlipState.PAID) is not (self.settlement is not None):
            raise IncompleteSlip("a paid slip has a settlement, another has none")

    @property
    def premium(self) -> int:
        """Premium of all months, rial."""
        return sum(line.premium for line in self.lines)

    @property
    def per_capita(self) -> int:
        """Per-capita of all months, rial."""
        return sum(line.per_capita for line in self.lines)

    @property
    def total(self) -> int:
        """What is to be paid, rial."""
        return self.premium + self.per_capita + self.debt
