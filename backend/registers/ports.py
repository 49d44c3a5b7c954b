"""What do we ask of the registers upstream: who is insured, under which contract, with which months paid [R4]?

Money is rial, days are Gregorian, months are `JalaliMonth`. A register that does not answer raises `Unavailable`;
that is never "no match". Every method takes the transaction it belongs to; a remote implementation ignores it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth


class ContractState(StrEnum):
    """Where a special contract stands."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    ANNULLED = "annulled"
    EXAM_PENDING = "exam_pending"
    """blocked until the result of the initial medical exam is recorded [V4]"""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the register. `mobile` is "09…" or None; `iban` 26 characters or None."""

    id: int
    national_id: str
    first_name: str
    last_name: str
    father_name: str
    birth_date: date
    sso_number: str | None
    mobile: str | None
    iban: str | None
    branch: str
    alive: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class BranchOffice:
    """A branch to visit; `county` is the Persian name of its county."""

    code: str
    name: str
    address: str
    phone: str
    county: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A voluntary or self-employed contract.

    `kind` "voluntary" | "self_employed"; `rate` percent; `ratio_ppm`: wage base over the minimum wage in millionths,
    kept in every later year (domain.md 1.4 W9). `covered_persons` counts the insured and dependants for whom the
    treatment per-capita is paid (0 without treatment support, and always 0 for voluntary).
    """

    id: int
    person: int
    kind: str
    rate: int
    number: str
    concluded_on: date
    first_month: JalaliMonth
    ratio_ppm: int
    treatment_support: bool
    covered_persons: int
    state: ContractState


@dataclass(frozen=True, slots=True)
class AccountYear:
    """The account run (گردش حساب) of one contract and Jalali year [P6]: computed or not, and the debt left in rial."""

    year: int
    computed: bool
    debt: int


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One month paid: its real days, wage base for those days and premium, both rial."""

    month: JalaliMonth
    days: int
    wage: int
    premium: int


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """One Jalali year of compulsory history: insured days of its twelve months, and the average daily wage in rial."""

    year: int
    days: tuple[int, ...]
    wage_daily: int


class PeopleRegister(Protocol):
    """Who is who."""

    async def by_national_id(self, connection: AsyncConnection, national_id: str) -> Person | None: ...
    async def by_id(self, connection: AsyncConnection, person: int) -> Person | None: ...
    async def branch(self, connection: AsyncConnection, code: str) -> BranchOffice: ...


class ContractRegister(Protocol):
    """Which contract does a person pay for."""

    async def latest(self, connection: AsyncConnection, person: int) -> Contract | None:
        """The contract concluded last, whatever its state; None where there never was one."""
        ...

    async def account_years(self, connection: AsyncConnection, contract: int) -> Sequence[AccountYear]: ...

    async def unpaid_since(
        self, connection: AsyncConnection, month: JalaliMonth, *, after: int, limit: int
    ) -> Sequence[Contract]:
        """Contracts in force whose first unpaid month is this one, by id, those after an id only."""
        ...


class ContributionRegister(Protocol):
    """Which months are paid, and record that they are."""

    async def paid_months(self, connection: AsyncConnection, contract: int) -> Sequence[JalaliMonth]:
        """Paid months, oldest first."""
        ...

    async def record(
        self,
        connection: AsyncConnection,
        *,
        contract: Contract,
        lines: Sequence[PaidMonth],
        reference: str,
        paid_at: datetime,
    ) -> None:
        """Create the contribution records of a paid slip, in the given transaction. A month already there is left alone."""
        ...

    async def history(self, connection: AsyncConnection, person: int) -> Sequence[HistoryYear]:
        """Compulsory history before any contract, oldest year first."""
        ...
