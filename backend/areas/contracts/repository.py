"""Where do agreements and events of contracts stand in the database?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.tables import agreements, events
from backend.contract.voluntary import Event, ExamStanding, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One row of `contract_agreements`."""

    contract: int
    person: int
    by_law: str
    by_law_digest: str
    agreed_at: datetime
    undertaking_at: datetime | None
    exam: ExamStanding
    exam_by: date | None
    follows: str | None
    eligibility: str
    terms: str
    exemption: str
    locale: str


_COLUMNS = [agreements.c[field.name] for field in fields(Agreement)]


async def add_agreement(connection: AsyncConnection, row: Agreement) -> None:
    """Write what a new contract was agreed on."""
    values = {field.name: getattr(row, field.name) for field in fields(Agreement)}
    await connection.execute(insert(agreements).values(values))


async def agreement_of(connection: AsyncConnection, contract: int) -> Agreement | None:
    """What a contract was agreed on; None for one that was not concluded here."""
    found = await connection.execute(select(*_COLUMNS).where(agreements.c.contract == contract))
    row = found.one_or_none()
    if row is None:
        return None
    return Agreement(**(dict(row._mapping) | {"exam": ExamStanding(row.exam)}))  # noqa: SLF001 (SQLAlchemy's public name)


async def change_exam(connection: AsyncConnection, contract: int, exam: ExamStanding) -> bool:
    """Write the exam's result; False where it stands already, or no exam is needed."""
    needed = (agreements.c.contract == contract, agreements.c.exam.not_in((ExamStanding.NOT_NEEDED, exam)))
    done = await connection.execute(update(agreements).where(*needed).values(exam=exam))
    return done.rowcount == 1


async def exams_ending(
    connection: AsyncConnection, *, standings: Sequence[ExamStanding], first: date, last: date, after: int, limit: int
) -> Sequence[Agreement]:
    """Agreements whose exam stands so and ends from `first` to `last`, by contract, those after one only."""
    where = (agreements.c.exam.in_(standings), agreements.c.exam_by.between(first, last))
    query = select(*_COLUMNS).where(*where, agreements.c.contract > after).order_by(agreements.c.contract).limit(limit)
    rows = await connection.execute(query)
    return [Agreement(**(dict(row._mapping) | {"exam": ExamStanding(row.exam)})) for row in rows]  # noqa: SLF001


async def note(
    connection: AsyncConnection, contract: int, code: str, *, at: datetime, values: Mapping[str, Value] | None = None
) -> None:
    """Add to a contract's history."""
    row = {"contract": contract, "at": at, "code": code, "values": dict(values or {})}
    await connection.execute(insert(events).values(row))


async def history_of(connection: AsyncConnection, contract: int) -> tuple[Event, ...]:
    """What happened to a contract, oldest first."""
    rows = await connection.execute(select(events).where(events.c.contract == contract).order_by(events.c.id))
    return tuple(Event(at=row.at, code=row.code, values=row._mapping["values"]) for row in rows)  # noqa: SLF001
