"""Which requests for activation codes are kept? Reading them, and changes that happen only from the expected state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.tables import activations


class ActivationState(StrEnum):
    """Where a code stands; `EXPIRED` is not kept, it follows from the day."""

    ISSUED = "issued"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    """a newer code of the same person took its place"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationRow:
    """One registered request, column by column (see `tables.activations`)."""

    id: int
    office: str
    year: int
    serial: int
    person: int
    document: str
    mobile_sealed: bytes = field(repr=False)
    staff: int
    staff_name: str
    state: ActivationState
    issued_at: datetime
    expires_at: datetime
    ended_at: datetime | None

    @property
    def number(self) -> str:
        """The number under which the branch registered it: "1405-0101-00012"."""
        return f"{self.year}-{self.office}-{self.serial:05d}"

    def standing(self, now: datetime) -> ActivationState:
        """Its state at this moment."""
        ran_out = self.state is ActivationState.ISSUED and self.expires_at <= now
        return ActivationState.EXPIRED if ran_out else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which requests are looked for: those of these offices, before a row (for paging), in a state, of a person, by number."""

    offices: frozenset[str]
    before: int | None = None
    state: ActivationState | None = None
    person: int | None = None
    number: str = ""


_COLUMNS = [activations.c[each.name] for each in fields(ActivationRow)]


async def add_activation(connection: AsyncConnection, values: dict[str, Any]) -> ActivationRow:
    """Register a request under the next number of its office and year; the office's turn is the caller's."""
    same = and_(activations.c.office == values["office"], activations.c.year == values["year"])
    last = await connection.scalar(select(func.max(activations.c.serial)).where(same))
    row = values | {"serial": (last or 0) + 1}
    await connection.execute(insert(activations).values(row))
    found = await activation_of_form(connection, values["form_index"])
    if found is None:
        raise LookupError("what was written a moment ago is not there")
    return found


async def activation_of_form(connection: AsyncConnection, form_index: bytes) -> ActivationRow | None:
    """What this form has registered."""
    return await _one(connection, activations.c.form_index == form_index)


async def activation_by_id(connection: AsyncConnection, number: int) -> ActivationRow | None:
    """One request; nobody changes it until the transaction ends."""
    return await _one(connection, activations.c.id == number, locked=True)


async def activation_of_code(connection: AsyncConnection, person: int, code_index: bytes) -> ActivationRow | None:
    """The request of this person with this code, whatever its state; held until the transaction ends."""
    return await _one(
        connection, and_(activations.c.person == person, activations.c.code_index == code_index), locked=True
    )


async def end_activation(connection: AsyncConnection, number: int, state: ActivationState, *, at: datetime) -> bool:
    """End an open request; False where it had ended already."""
    open_one = and_(activations.c.id == number, activations.c.state == ActivationState.ISSUED)
    done = await connection.execute(update(activations).where(open_one).values(state=state, ended_at=at))
    return done.rowcount == 1


async def replace_open(connection: AsyncConnection, person: int, *, at: datetime) -> None:
    """A newer code takes the place of the open one."""
    open_ones = and_(activations.c.person == person, activations.c.state == ActivationState.ISSUED)
    values = {"state": ActivationState.REPLACED, "ended_at": at}
    await connection.execute(update(activations).where(open_ones).values(values))


async def find_activations(
    connection: AsyncConnection, wanted: Wanted, *, now: datetime, limit: int
) -> Sequence[ActivationRow]:
    """Requests that fit, newest first."""
    query = select(*_COLUMNS).where(*_where(wanted, now)).order_by(activations.c.id.desc()).limit(limit)
    return [_row(row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 (the documented name)


def _where(wanted: Wanted, now: datetime) -> Iterable[ColumnElement[bool]]:
    yield activations.c.office.in_(sorted(wanted.offices))
    if wanted.before is not None:
        yield activations.c.id < wanted.before
    if wanted.person is not None:
        yield activations.c.person == wanted.person
    if wanted.state is ActivationState.REVOKED:
        yield or_(*(activations.c.state == state for state in (ActivationState.REVOKED, ActivationState.REPLACED)))
    elif wanted.state is ActivationState.EXPIRED:
        yield and_(activations.c.state == ActivationState.ISSUED, activations.c.expires_at <= now)
    elif wanted.state is ActivationState.ISSUED:
        yield and_(activations.c.state == ActivationState.ISSUED, activations.c.expires_at > now)
    elif wanted.state is not None:
        yield activations.c.state == wanted.state
    if wanted.number:
        year, _, rest = wanted.number.partition("-")
        office, _, serial = rest.partition("-")
        parts = [int(part) if part.isdecimal() and len(part) < 10 else -1 for part in (year, serial)]
        yield and_(activations.c.year == parts[0], activations.c.office == office, activations.c.serial == parts[1])


async def _one(
    connection: AsyncConnection, which: ColumnElement[bool], *, locked: bool = False
) -> ActivationRow | None:
    query = select(*_COLUMNS).where(which)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else _row(row._mapping)  # noqa: SLF001


def _row(values: Any) -> ActivationRow:
    return ActivationRow(**{**values, "state": ActivationState(values["state"])})
