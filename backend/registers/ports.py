"""What do we ask of the registers upstream: who is insured, under which contract, with which months paid [R4]?

Money is rial, days are Gregorian, months are `JalaliMonth`. A register that does not answer raises `Unavailable`;
that is never "no match". Every method takes the transaction it belongs to; a remote implementation ignores it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth


class Care(StrEnum):
    """Kinds of treatment to which somebody may be entitled."""

    OUTPATIENT = "outpatient"
    INPATIENT = "inpatient"


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
    address: str | None = None
    postal_code: str | None = None

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
    treatment per-capita is paid (0 without treatment support, and always 0 for voluntary). `wage_base` is the one that
    the contract names, rial for 30 days of `first_month`: then the ratio follows exactly from it.
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
    wage_base: int | None = None

    @property
    def in_force(self) -> bool:
        """Does it bind, blocked or not?"""
        return self.state in {ContractState.ACTIVE, ContractState.EXAM_PENDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContract:
    """A contract to be written; its number is the register's business. Fields as in `Contract`."""

    person: int
    kind: str
    rate: int
    branch: str
    concluded_on: date
    first_month: JalaliMonth
    ratio_ppm: int
    wage_base: int
    state: ContractState


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What binds a person to this organisation or another one, beside special contracts.

    `served`: holds an end-of-service card of the army. `dependant`: insured through somebody else.
    """

    employed: bool = False
    pensioner: bool = False
    dependant: bool = False
    other_fund: bool = False
    under_guardianship: bool = False
    served: bool = False


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Treatment that a contract opened; `until` is None while it is open."""

    contract: int
    care: frozenset[Care]
    since: datetime
    until: datetime | None


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

    async def branch_names(self, connection: AsyncConnection, codes: Collection[str]) -> Mapping[str, str]:
        """Names by code, asked for together; codes that no branch has are left out."""
        ...

    async def relation(self, connection: AsyncConnection, person: int) -> Relation: ...

    async def correct(
        self,
        connection: AsyncConnection,
        person: int,
        *,
        address: str | None = None,
        postal_code: str | None = None,
        iban: str | None = None,
        mobile: str | None = None,
    ) -> None:
        """Change contact data; None leaves it as it is. A mobile is one that a branch saw in the hands of its owner."""
        ...


class ContractRegister(Protocol):
    """Which contract does a person pay for."""

    async def latest(self, connection: AsyncConnection, person: int) -> Contract | None:
        """The contract concluded last, whatever its state; None where there never was one."""
        ...

    async def by_id(self, connection: AsyncConnection, contract: int, *, locked: bool = False) -> Contract | None:
        """One contract; `locked` holds other writers back until the transaction ends."""
        ...

    async def by_number(self, connection: AsyncConnection, number: str) -> Contract | None: ...

    async def of_person(self, connection: AsyncConnection, person: int) -> Sequence[Contract]:
        """All contracts of a person, newest first."""
        ...

    async def conclude(self, connection: AsyncConnection, new: NewContract) -> Contract | None:
        """Write a contract and give it its number; None where the person has one in force, in the same moment too."""
        ...

    async def change_state(self, connection: AsyncConnection, contract: int, state: ContractState) -> bool:
        """Move a contract in force to another state; False where it has ended, or is in that state."""
        ...

    async def change_base(self, connection: AsyncConnection, contract: int, *, wage_base: int, ratio_ppm: int) -> bool:
        """Change the wage base of a contract in force; False where it has ended."""
        ...

    async def never_paid(
        self, connection: AsyncConnection, *, first: date, last: date, after: int, limit: int
    ) -> Sequence[Contract]:
        """Contracts in force without a paid month, concluded from `first` to `last`, by id, those after an id only."""
        ...

    async def exam_pending(self, connection: AsyncConnection, *, after: int, limit: int) -> Sequence[Contract]:
        """Contracts that wait for the result of an entry examination, by id, those after an id only."""
        ...

    async def account_years(self, connection: AsyncConnection, contract: int) -> Sequence[AccountYear]: ...

    async def settle_year(self, connection: AsyncConnection, contract: int, year: int, *, kept: int = 0) -> None:
        """The branch has computed this year and its debt is paid [P6]; `kept` rial of it were collected on slips and stay."""
        ...

    async def unpaid_since(
        self, connection: AsyncConnection, months: Sequence[JalaliMonth], *, after: int, limit: int
    ) -> Sequence[Contract]:
        """Contracts in force whose first unpaid month is one of these, by id, those after an id only."""
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


class EntitlementRegister(Protocol):
    """Who may be treated."""

    async def open(
        self, connection: AsyncConnection, contract: Contract, *, care: frozenset[Care], at: datetime
    ) -> bool:
        """Open treatment for a contract; False where it was opened before, which stays as it is."""
        ...

    async def change(self, connection: AsyncConnection, contract: int, *, care: frozenset[Care]) -> None:
        """These kinds of care and no other, where treatment is open."""
        ...

    async def close(self, connection: AsyncConnection, contract: int, *, at: datetime) -> None:
        """End treatment, where it is open."""
        ...

    async def of_contract(self, connection: AsyncConnection, contract: int) -> Entitlement | None: ...
