"""What was agreed for one contract year: window, plans, shares, and rules for the members [E7]? (domain.md 5.2-5.4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from backend.domain.calendar import JalaliMonth
from backend.domain.confidence import Confidence
from backend.domain.supplementary.members import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan: `premium` rial per person and month, and who pays how much of it."""

    code: str
    premium: int
    organisation: int
    pensioner: int

    def __post_init__(self) -> None:
        """Raises ValueError where the shares are not the premium."""
        if self.organisation < 0 or self.pensioner < 0 or self.organisation + self.pensioner != self.premium:
            raise ValueError("the shares of organisation and pensioner make up the premium")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRules:
    """Who must, who may not, and who only together (domain.md 5.4).

    `spouse_compulsory`: whoever has the insurance has it with the spouse, save with a basis in `spouse_exempt`.
    `barred`: nobody with such a basis may be enrolled. `all_or_none`: children and parents all, or none of them.
    """

    spouse_compulsory: bool
    spouse_exempt: tuple[Basis, ...]
    barred: tuple[Basis, ...]
    all_or_none: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractYear:
    """One contract year; both days of the year and of the window are included, Gregorian.

    `life_cover` rial on death, None where it is not known. `order_number`, `order_date`: of the order of this year.
    """

    year: int
    starts: date
    ends: date
    window_from: date
    window_to: date
    plans: tuple[Plan, ...]
    rules: MemberRules
    life_cover: int | None
    order_number: str
    order_date: date
    source: str
    confidence: Confidence

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.starts <= day <= self.ends

    @property
    def first_month(self) -> JalaliMonth:
        """Whose pension bears the first deduction."""
        return JalaliMonth.of(self.starts)

    @property
    def last_month(self) -> JalaliMonth:
        """Whose pension bears the last one."""
        return JalaliMonth.of(self.ends)

    def is_open(self, on: date) -> bool:
        """Is this a day of the window?"""
        return self.window_from <= on <= self.window_to

    def plan(self, code: str) -> Plan | None:
        """The plan of this code."""
        return next((plan for plan in self.plans if plan.code == code), None)


@dataclass(frozen=True, slots=True)
class TermsPiece:
    """One readable piece of the terms, in Persian: the binding text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that a pensioner reads and accepts in step 1 (order clause 3)."""

    pieces: tuple[TermsPiece, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        told = "\0".join(f"{piece.heading}\0{piece.text}" for piece in self.pieces)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class YearDocument:
    """All that is entered and approved for a contract year."""

    year: ContractYear
    terms: Terms

    @property
    def terms_version(self) -> str:
        """The name under which an acceptance of the terms is stored: another text has another one."""
        return f"{self.year.year}-{self.terms.digest[:8]}"
