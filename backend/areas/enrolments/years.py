"""Which contract year is in force, and who entered and approved it [E7]? Two people, exactly the same document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.tables import contract_years
from backend.areas.enrolments.year_form import as_document, canonical, digest_of, read_year
from backend.domain.supplementary import YearDocument
from backend.kit.clock import Clock
from backend.kit.turns import one_at_a_time

_TURN = b"contract-years"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredYear:
    """One entry. `entered_by`, `approved_by`: numbers of staff accounts; moments are aware UTC."""

    id: int
    document: YearDocument
    form: Mapping[str, Any]
    digest: str
    entered_by: int
    entered_at: datetime
    approved_by: int | None
    approved_at: datetime | None


class NotApproved(Exception):
    """An approval that is not given. `why`: "not-found", "changed", "own", "superseded", "approved"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class ContractYears:
    """Enter, approve, and find the year of a day. Who may do so is asked before."""

    clock: Clock

    async def enter(self, connection: AsyncConnection, staff: int, given: Mapping[str, Any]) -> EnteredYear:
        """Enter a year, or a changed one: it is not in force until somebody else approves it. Raises `BadYear`."""
        form = read_year(given)
        await one_at_a_time(connection, _TURN)
        row = {
            "year": form.year,
            "document": form.model_dump(mode="json"),
            "digest": digest_of(form),
            "entered_by": staff,
            "entered_at": self.clock.now(),
        }
        number = (await connection.execute(insert(contract_years).values(row))).inserted_primary_key
        return await self._one(connection, int(number[0]) if number else 0)

    async def approve(self, connection: AsyncConnection, staff: int, entry: int, digest: str) -> EnteredYear:
        """Approve exactly what was shown, which `digest` names. Raises `NotApproved`; nothing has changed then."""
        await one_at_a_time(connection, _TURN)
        found = await self.entry(connection, entry)
        if found is None:
            raise NotApproved("not-found")
        if found.digest != digest or digest_of(read_year(found.form)) != digest:
            raise NotApproved("changed")
        if found.entered_by == staff:
            raise NotApproved("own")
        if found.approved_by is not None:
            raise NotApproved("approved")
        newest = (await self.entries(connection, found.document.year.year))[0]
        if newest.id != entry:
            raise NotApproved("superseded")
        which = (contract_years.c.id == entry, contract_years.c.approved_by.is_(None))
        values = {"approved_by": staff, "approved_at": self.clock.now()}
        await connection.execute(update(contract_years).where(*which).values(values))
        return await self._one(connection, entry)

    async def entries(self, connection: AsyncConnection, year: int | None = None) -> Sequence[EnteredYear]:
        """All entries, or those of a year, the newest first."""
        query = select(contract_years).order_by(contract_years.c.id.desc())
        rows = await connection.execute(query if year is None else query.where(contract_years.c.year == year))
        return [_entered(row) for row in rows]

    async def entry(self, connection: AsyncConnection, number: int) -> EnteredYear | None:
        """One entry by its number."""
        row = (await connection.execute(select(contract_years).where(contract_years.c.id == number))).one_or_none()
        return None if row is None else _entered(row)

    async def of_day(self, connection: AsyncConnection, on: date) -> EnteredYear | None:
        """The approved year whose time, or window, has this Gregorian day; of two the later year."""
        approved = contract_years.c.approved_by.is_not(None)
        query = (
            select(contract_years).where(approved).order_by(contract_years.c.year.desc(), contract_years.c.id.desc())
        )
        seen: set[int] = set()
        for row in await connection.execute(query):
            if row.year in seen:
                continue
            seen.add(row.year)
            found = _entered(row)
            year = found.document.year
            if min(year.starts, year.window_from) <= on <= year.ends:
                return found
        return None

    async def _one(self, connection: AsyncConnection, number: int) -> EnteredYear:
        found = await self.entry(connection, number)
        if found is None:
            raise LookupError("a contract year that was just written")
        return found


def _entered(row: Any) -> EnteredYear:
    form = read_year(row.document)
    return EnteredYear(
        id=row.id,
        document=as_document(form),
        form=row.document,
        digest=row.digest,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )


def text_of(entered: EnteredYear) -> str:
    """The canonical text that the digest stands for, to be shown to whoever approves."""
    return canonical(read_year(entered.form))
