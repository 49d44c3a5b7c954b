"""How does a branch give somebody an activation code after it saw who they are [I2] [P2]? (order premium-slip, 2 and 3).

The request is registered with a number, the code is shown once and kept nowhere; a new one takes the place of the old.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.activation_rows import (
    ActivationRow,
    ActivationState,
    Wanted,
    activation_by_id,
    activation_of_form,
    add_activation,
    end_activation,
    find_activations,
    replace_open,
)
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.repository import LinkRecords
from backend.contract.activation import activation_code
from backend.domain.calendar import JalaliMonth
from backend.kit.clerk import Clerk, NotHere, StaffTrail
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.outbox import Outbox, OutgoingMessage
from backend.kit.turns import one_at_a_time
from backend.kit.vault import Vault
from backend.registers.ports import BranchOffice, PeopleRegister, Person

CODE, MOBILE = "people_activations.code", "people_activations.mobile"
_FORM, _DRAW = "people_activations.form", "people_activations.draw"
_NUMBER = re.compile(r"09[0-9]{9}")
PAGE = 25


class Document(StrEnum):
    """By which document somebody showed who they are."""

    NATIONAL_CARD = "national-card"
    BIRTH_CERTIFICATE = "birth-certificate"
    CARD_RECEIPT = "card-receipt"
    """receipt for a new national card, with a photograph"""
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActivation:
    """Who stands before the clerk: national id, Gregorian birth date, the mobile they hold, the document they showed."""

    national_id: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    mobile: str = field(repr=False)
    document: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A registered request with its code, and whom and where it is for."""

    row: ActivationRow
    person: Person = field(repr=False)
    mobile: str = field(repr=False)
    branch: BranchOffice
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: the request, its state now, and its person, None where the register has them no more."""

    row: ActivationRow
    state: ActivationState
    person: Person | None = field(repr=False)


class CannotIssue(Exception):
    """Why not: `birth-date`, `mobile`, `document`, `form` (of another clerk, or too old), `over`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationCounter:
    """The counter of activation codes; each clerk sees the requests of their own branches."""

    database: Database
    vault: Vault = field(repr=False)
    clock: Clock
    register: PeopleRegister
    outbox: Outbox
    trail: StaffTrail
    limits: IdentityLimits

    async def check(self, clerk: Clerk, wish: NewActivation) -> Person:
        """Who would get a code. Raises NotHere for all who are not of this branch or born on another day, CannotIssue."""
        _refuse_unfit(wish)
        async with self.database.begin() as connection:
            person = await self._person(connection, clerk, wish)
            did = "activation-sought" if person is None else "activation-seen"
            office = min(clerk.offices, default="") if person is None else person.branch
            await self._note(connection, clerk, did, office=office)
        if person is None:
            raise NotHere
        return person

    async def issue(self, clerk: Clerk, wish: NewActivation, form: str) -> Issued:
        """Register the request and make its code; the same form again gives the same. Raises NotHere, CannotIssue.

        `form` is the random text of the page that asks: the code is drawn from it, so who has the page sees it again.
        """
        _refuse_unfit(wish)
        async with self.database.begin() as connection:
            person = await self._person(connection, clerk, wish)
            if person is None:
                raise NotHere
            await one_at_a_time(connection, b"activation:%d" % person.id, b"activations:" + person.branch.encode())
            before = await activation_of_form(connection, self.vault.index(form, _FORM))
            if before is not None:
                return await self._again(connection, clerk, before, form)
            row = await self._register(connection, clerk, person, wish, form)
            branch = await self.register.branch(connection, person.branch)
            await self._tell(connection, row, branch)
            await self._note(connection, clerk, "activation-issued", ref=row.number, office=row.office)
        return Issued(row, person, wish.mobile, branch, self._code(form))

    async def printed(self, clerk: Clerk, form: str) -> Issued:
        """The same once more, for its paper, while the page is still at hand. Raises CannotIssue."""
        async with self.database.begin() as connection:
            row = await activation_of_form(connection, self.vault.index(form, _FORM))
            if row is None:
                raise CannotIssue("form")
            issued = await self._again(connection, clerk, row, form)
            await self._note(connection, clerk, "activation-printed", ref=row.number, office=row.office)
        return issued

    async def revoke(self, clerk: Clerk, number: int) -> None:
        """Nobody comes in with this code. Raises NotHere, CannotIssue where it is not open."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            row = await activation_by_id(connection, number)
            if row is None or row.office not in clerk.offices:
                raise NotHere
            if row.state is ActivationState.REVOKED:
                return
            if row.standing(now) is not ActivationState.ISSUED:
                raise CannotIssue("over")
            await end_activation(connection, number, ActivationState.REVOKED, at=now)
            await self._note(connection, clerk, "activation-revoked", ref=row.number, office=row.office)

    async def listed(self, clerk: Clerk, wanted: Wanted) -> Sequence[Listed]:
        """A page of requests, newest first; that they were seen stands in the trail."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            rows = await find_activations(connection, wanted, now=now, limit=PAGE)
            people = [await self.register.by_id(connection, row.person) for row in rows]
            await self._note(connection, clerk, "activations-listed", office=min(clerk.offices, default=""))
        return [Listed(row, row.standing(now), person) for row, person in zip(rows, people, strict=True)]

    async def person_of(self, clerk: Clerk, national_id: str) -> int:
        """The number of somebody of this branch. Raises NotHere."""
        async with self.database.begin() as connection:
            person = await self.register.by_national_id(connection, national_id)
        if person is None or person.branch not in clerk.offices:
            raise NotHere
        return person.id

    async def _person(self, connection: AsyncConnection, clerk: Clerk, wish: NewActivation) -> Person | None:
        found = await self.register.by_national_id(connection, wish.national_id)
        fits = found is not None and found.alive and found.birth_date == wish.birth_date
        return found if fits and found is not None and found.branch in clerk.offices else None

    async def _register(
        self, connection: AsyncConnection, clerk: Clerk, person: Person, wish: NewActivation, form: str
    ) -> ActivationRow:
        now = self.clock.now()
        await replace_open(connection, person.id, at=now)
        values = {
            "office": person.branch,
            "year": JalaliMonth.of(self.clock.today()).year,
            "person": person.id,
            "document": Document(wish.document),
            "mobile_sealed": self.vault.seal(wish.mobile, MOBILE),
            "code_index": self.vault.index(f"{person.id} {self._code(form)}", CODE),
            "form_index": self.vault.index(form, _FORM),
            "staff": clerk.staff,
            "staff_name": clerk.name,
            "state": ActivationState.ISSUED,
            "issued_at": now,
            "expires_at": now + self.limits.activation_life,
        }
        return await add_activation(connection, values)

    async def _again(self, connection: AsyncConnection, clerk: Clerk, row: ActivationRow, form: str) -> Issued:
        now: datetime = self.clock.now()
        old = now >= row.issued_at + self.limits.activation_print
        person = await self.register.by_id(connection, row.person)
        mine = row.staff == clerk.staff and row.office in clerk.offices
        if not mine or old or person is None or row.state is not ActivationState.ISSUED:
            raise CannotIssue("form")
        branch = await self.register.branch(connection, row.office)
        return Issued(row, person, self.vault.open(row.mobile_sealed, MOBILE), branch, self._code(form))

    async def _tell(self, connection: AsyncConnection, row: ActivationRow, branch: BranchOffice) -> None:
        """To the mobile that is still on file and to the chats: whoever did not ask for a code hears of it in time."""
        chats = await LinkRecords().chats_of(connection, row.person)
        message = OutgoingMessage(
            kind="activation-issued",
            person=row.person,
            chats=True,
            locale=chats[0].locale if chats else "fa",
            values={"branch": branch.name, "at": row.issued_at.isoformat()},
            dedup=f"activation-issued:{row.number}",
            ref=row.number,
        )
        await self.outbox.add(connection, message)

    def _code(self, form: str) -> str:
        return activation_code(int.from_bytes(self.vault.index(form, _DRAW), "big"))

    async def _note(self, connection: AsyncConnection, clerk: Clerk, did: str, *, office: str, ref: str = "") -> None:
        await self.trail.note(connection, staff=clerk.staff, did=did, ref=ref, office=office)


def _refuse_unfit(wish: NewActivation) -> None:
    if wish.birth_date is None:
        raise CannotIssue("birth-date")
    if not _NUMBER.fullmatch(wish.mobile):
        raise CannotIssue("mobile")
    if wish.document not in set(Document):
        raise CannotIssue("document")
