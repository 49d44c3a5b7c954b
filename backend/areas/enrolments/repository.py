"""Where do requests for the supplementary insurance stand in the database?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.tables import enrolment_requests
from backend.domain.supplementary import Action, Change
from backend.kit.upsert import insert_unless_there


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One row of `enrolment_requests`."""

    number: str
    person: int
    pension: str
    contract_year: int
    plan: str
    changes: tuple[Change, ...]
    terms: str
    terms_digest: str
    accepted_at: datetime
    decision: str
    persons: int
    pensioner: int
    correct: tuple[str, ...]
    submitted_at: datetime
    turn: int


_COLUMNS = [enrolment_requests.c[field.name] for field in fields(Request)]


def _row(request: Request) -> dict[str, Any]:
    values = {field.name: getattr(request, field.name) for field in fields(Request)}
    changes = [[change.member, change.action.value] for change in request.changes]
    return values | {"changes": changes, "correct": list(request.correct)}


def _request(row: Any) -> Request:
    values = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)
    changes = tuple(Change(member, Action(action)) for member, action in values["changes"])
    return Request(**values | {"changes": changes, "correct": tuple(values["correct"])})


async def add_request(connection: AsyncConnection, request: Request) -> bool:
    """Write a new request; False where its number is taken."""
    return await insert_unless_there(connection, enrolment_requests, _row(request))


async def change_request(connection: AsyncConnection, request: Request) -> None:
    """Write a request over the one of its number."""
    which = enrolment_requests.c.number == request.number
    await connection.execute(update(enrolment_requests).where(which).values(_row(request)))


async def request_of(connection: AsyncConnection, number: str) -> Request | None:
    """A request by its number."""
    query = select(*_COLUMNS).where(enrolment_requests.c.number == number)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _request(row)


async def requests_of(connection: AsyncConnection, person: int) -> Sequence[Request]:
    """All requests of a person, the newest first."""
    order = (enrolment_requests.c.submitted_at.desc(), enrolment_requests.c.number.desc())
    query = select(*_COLUMNS).where(enrolment_requests.c.person == person).order_by(*order)
    return [_request(row) for row in await connection.execute(query)]
