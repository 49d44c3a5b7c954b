"""What do we ask of the register of pensions: whose file, who belongs to it, what is deducted from the pension [E5] [R4]?

Money is rial, days are Gregorian. A register that does not answer raises `Unavailable`; that is never "no pensioner".
Every method takes the transaction it belongs to; a remote implementation ignores it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth
from backend.domain.supplementary import Basis, Instalment, Kinship, Member

PENSIONER = "0"
"""The key of the pensioners themselves among the members of their file."""


@dataclass(frozen=True, slots=True)
class Pension:
    """One file. `branch`: code of the last branch with it active; `county`: of the pensioner; `staff`: of the organisation."""

    number: str
    person: int
    branch: str
    county: str
    active: bool
    staff: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionMember:
    """One person of a file. `until`: dependency end date. `covered`, `plan`: of the supplementary insurance, now."""

    key: str
    kinship: Kinship
    name: str = field(repr=False)
    until: date | None
    basis: Basis
    covered: bool
    plan: str | None

    @property
    def facts(self) -> Member:
        """What the rules ask of them."""
        return Member(key=self.key, kinship=self.kinship, until=self.until, basis=self.basis, covered=self.covered)


@dataclass(frozen=True, slots=True)
class Loan:
    """One deduction document under loans («وام‌ها»), with what each month's pension bears."""

    member: str
    plan: str
    reference: str
    instalments: tuple[Instalment, ...]


class PensionRegister(Protocol):
    """The payment record of pensioners."""

    async def of_person(self, connection: AsyncConnection, person: int, *, locked: bool = False) -> Pension | None:
        """The file of a person, None for somebody without a pension. `locked` holds other writers back."""
        ...

    async def members(self, connection: AsyncConnection, pension: Pension) -> Sequence[PensionMember]:
        """Everybody of a file, the pensioner first, also those whose dependency ended."""
        ...

    async def change_cover(
        self, connection: AsyncConnection, pension: Pension, member: str, *, covered: bool, plan: str | None
    ) -> bool:
        """Write the supplementary status of a member; False where it is so already."""
        ...

    async def add_loan(self, connection: AsyncConnection, pension: Pension, loan: Loan) -> bool:
        """Create a deduction document; False where the member has one of this reference, which stays as it is."""
        ...

    async def end_loans(self, connection: AsyncConnection, pension: Pension, member: str, first: JalaliMonth) -> int:
        """Deduct nothing for a member in `first` and later; number of instalments that fell away."""
        ...

    async def loans(self, connection: AsyncConnection, pension: Pension) -> Sequence[Loan]:
        """All deduction documents of a file, oldest first; ended ones with what is left of them."""
        ...
