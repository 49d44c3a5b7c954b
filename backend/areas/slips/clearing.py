"""Which years of an account has the branch still to settle, and how does it record that one is computed and paid [P6]?

Only the account that slips are issued for, and only for people of the clerk's own branch (order premium-slip, 6).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.account import premium_account
from backend.areas.slips.clearing_rows import ClearedYear, add_cleared, cleared_years_of, receipt_elsewhere
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import debt_paid_on_slips, open_slip
from backend.areas.slips.withdrawing import UnpaidSlips
from backend.contract.outcome import Refused
from backend.domain.calendar import JalaliMonth
from backend.kit.clerk import Clerk, NotHere, StaffTrail
from backend.kit.outbox import OutgoingMessage
from backend.kit.turns import of_person, one_at_a_time
from backend.registers.ports import AccountYear, Contract, Person

TOPIC = "account"
_RECEIPT = re.compile(r"[0-9A-Z][0-9A-Z/-]{2,22}[0-9A-Z]")


class YearState(StrEnum):
    """Where the account run of a year stands."""

    NOT_COMPUTED = "not-computed"
    DEBT = "debt"
    SETTLED = "settled"
    ON_SLIPS = "on-slips"
    """its debt was collected on slips that are paid"""


@dataclass(frozen=True, slots=True)
class YearView:
    """A Jalali year of the account: `left` is its debt in rial that nobody has paid, `cleared` what the branch recorded."""

    year: int
    state: YearState
    left: int
    cleared: ClearedYear | None

    @property
    def is_open(self) -> bool:
        """Can the branch record it as computed and paid?"""
        return self.state in {YearState.NOT_COMPUTED, YearState.DEBT}


@dataclass(frozen=True, slots=True)
class BranchAccount:
    """The account of a person as their branch sees it; years newest first."""

    person: Person = field(repr=False)
    contract: Contract
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class ClearYear:
    """The branch has computed this year, and its debt was paid on this Gregorian day by this receipt."""

    account: int
    year: int
    receipt: str
    paid_on: date


class CannotClear(Exception):
    """Why nothing was recorded: `receipt`, `receipt-used`, `day-ahead`, `day-early`, `year`, `settled`, `slip-being-paid`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """The counter of debts at a branch."""

    ports: SlipsPorts
    trail: StaffTrail

    async def find(self, clerk: Clerk, national_id: str) -> int:
        """The account of this person of the clerk's branch. Raises NotHere; the question stands in the trail either way."""
        async with self.ports.database.begin() as connection:
            person = await self.ports.people.by_national_id(connection, national_id)
            here = person is not None and person.branch in clerk.offices
            contract = await self.ports.contracts.latest(connection, person.id) if here and person else None
            if contract is None:
                await self._note(connection, clerk, "debts-sought", office=min(clerk.offices, default=""))
        if contract is None:
            raise NotHere
        return contract.id

    async def read(self, clerk: Clerk, account: int) -> BranchAccount:
        """The account with its years; that it was seen stands in the trail. Raises NotHere."""
        async with self.ports.database.begin() as connection:
            found = await self._account(connection, clerk, account)
            ref, office = str(found.contract.id), found.person.branch
            await self._note(connection, clerk, "debts-seen", ref=ref, office=office)
        return found

    async def check(self, clerk: Clerk, wish: ClearYear) -> tuple[BranchAccount, YearView]:
        """What would be recorded. Raises NotHere, CannotClear."""
        async with self.ports.database.begin() as connection:
            found = await self._account(connection, clerk, wish.account)
            return found, await self._judge(connection, found, wish)

    async def record(self, clerk: Clerk, wish: ClearYear) -> ClearedYear:
        """Record it once and tell the person, in one transaction; the same again gives the same. Raises NotHere, CannotClear.

        An unpaid slip that carries old debt is withdrawn, or the debt would be paid twice; one that is being paid is waited for.
        """
        await UnpaidSlips(self.ports).settle(wish.account)
        async with self.ports.database.begin() as connection:
            before = await self._account(connection, clerk, wish.account)
            await one_at_a_time(connection, of_person(before.person.id))
            await self.ports.contracts.by_id(connection, wish.account, locked=True)
            found = await self._account(connection, clerk, wish.account)
            done = await self._done(connection, wish)
            if done is not None:
                return done
            year = await self._judge(connection, found, wish)
            locale = await self._language(connection, found.person)
            await self._withdraw(connection, found, locale)
            made = await self._write(connection, clerk, found, year, wish)
            await self._tell(connection, found, made, locale)
            await self._note(
                connection,
                clerk,
                "debt-cleared",
                ref=str(found.contract.id),
                office=found.person.branch,
                detail=str(made.year),
            )
            return made

    async def _account(self, connection: AsyncConnection, clerk: Clerk, account: int) -> BranchAccount:
        ports = self.ports
        contract = await ports.contracts.by_id(connection, account)
        person = None if contract is None else await ports.people.by_id(connection, contract.person)
        if contract is None or person is None or person.branch not in clerk.offices:
            raise NotHere
        latest = await ports.contracts.latest(connection, person.id)
        if latest is None or latest.id != contract.id:
            raise NotHere
        rows = await ports.contracts.account_years(connection, contract.id)
        paid = await ports.contributions.paid_months(connection, contract.id)
        first_unpaid = max(paid).next() if paid else contract.first_month
        collected = await debt_paid_on_slips(connection, contract.id)
        recorded = {each.year: each for each in await cleared_years_of(connection, contract.id)}
        parts = collected_parts(rows, before=first_unpaid.year - 1, collected=collected)
        last = JalaliMonth.of(ports.clock.today()).year - 1
        known = {row.year: row for row in rows}
        years = sorted({*known, *range(contract.first_month.year, last + 1)}, reverse=True)
        views = tuple(_view(year, known.get(year), parts.get(year, 0), recorded.get(year)) for year in years)
        return BranchAccount(person, contract, tuple(view for view in views if view.year <= last))

    async def _judge(self, connection: AsyncConnection, found: BranchAccount, wish: ClearYear) -> YearView:
        """The year that is recorded. Raises CannotClear."""
        if not _RECEIPT.fullmatch(wish.receipt):
            raise CannotClear("receipt")
        if wish.paid_on > self.ports.clock.today():
            raise CannotClear("day-ahead")
        if wish.paid_on < found.contract.concluded_on:
            raise CannotClear("day-early")
        year = next((each for each in found.years if each.year == wish.year), None)
        if year is None:
            raise CannotClear("year")
        if not year.is_open:
            raise CannotClear("settled")
        if await receipt_elsewhere(connection, wish.receipt, paid_on=wish.paid_on, contract=found.contract.id):
            raise CannotClear("receipt-used")
        return year

    async def _done(self, connection: AsyncConnection, wish: ClearYear) -> ClearedYear | None:
        rows = await cleared_years_of(connection, wish.account)
        return next((row for row in rows if (row.year, row.receipt) == (wish.year, wish.receipt)), None)

    async def _withdraw(self, connection: AsyncConnection, found: BranchAccount, locale: str) -> None:
        slip = await open_slip(connection, found.contract.id)
        if slip is None or slip.debt == 0:
            return
        if await UnpaidSlips(self.ports).withdraw(connection, found.contract.id, locale=locale) is not None:
            raise CannotClear("slip-being-paid")

    async def _write(
        self, connection: AsyncConnection, clerk: Clerk, found: BranchAccount, year: YearView, wish: ClearYear
    ) -> ClearedYear:
        contract = found.contract.id
        rows = await self.ports.contracts.account_years(connection, contract)
        debt = next((row.debt for row in rows if row.year == year.year and row.computed), 0)
        await self.ports.contracts.settle_year(connection, contract, year.year, kept=debt - year.left)
        made = ClearedYear(
            contract=contract,
            year=year.year,
            receipt=wish.receipt,
            paid_on=wish.paid_on,
            debt=year.left,
            office=found.person.branch,
            staff=clerk.staff,
            at=self.ports.clock.now(),
        )
        await add_cleared(connection, made)
        return made

    async def _tell(self, connection: AsyncConnection, found: BranchAccount, made: ClearedYear, locale: str) -> None:
        account = await premium_account(self.ports, connection, found.person.id)
        message = OutgoingMessage(
            kind="account-cleared",
            person=found.person.id,
            chats=True,
            locale=locale,
            dedup=f"account-cleared:{made.contract}:{made.year}:{made.receipt}",
            topic=TOPIC,
            ref=str(made.contract),
            values={"year": made.year, "open": "no" if isinstance(account, Refused) else "yes"},
        )
        await self.ports.outbox.add(connection, message)

    async def _language(self, connection: AsyncConnection, person: Person) -> str:
        chats = await self.ports.links.chats_of(connection, person.id)
        return chats[0].locale if chats else "fa"

    async def _note(
        self, connection: AsyncConnection, clerk: Clerk, did: str, *, office: str, ref: str = "", detail: str = ""
    ) -> None:
        await self.trail.note(connection, staff=clerk.staff, did=did, ref=ref, office=office, detail=detail)


def collected_parts(years: Sequence[AccountYear], *, before: int, collected: int) -> dict[int, int]:
    """How much of each year's debt, in rial, paid slips have collected: the oldest year first, last year's run never."""
    parts: dict[int, int] = {}
    for row in sorted(years, key=lambda row: row.year):
        if row.year < before:
            parts[row.year] = min(row.debt, collected)
            collected -= parts[row.year]
    return parts


def _view(year: int, row: AccountYear | None, part: int, cleared: ClearedYear | None) -> YearView:
    if row is None or not row.computed:
        return YearView(year, YearState.NOT_COMPUTED, 0, None)
    left = row.debt - part
    if left > 0:
        return YearView(year, YearState.DEBT, left, None)
    return YearView(year, YearState.ON_SLIPS if part and cleared is None else YearState.SETTLED, 0, cleared)
