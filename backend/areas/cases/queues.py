"""Which cases wait in somebody's line, which of them fit a search, and how many are there of each?

Nothing sealed is opened here: a search is a reference, a number, or the person that a national id led to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.claims import free_or_of
from backend.areas.cases.repository import CaseRow, cases_where
from backend.areas.cases.scope import Scope
from backend.areas.cases.tables import case_moves, cases
from backend.domain.cases import CaseKind, CaseStatus, Queue
from backend.domain.working_days import WorkingDays
from backend.kit.clock import TEHRAN

PAGE = 25
_FARTHEST_PAGE = 400


class Place(StrEnum):
    """Where the cases are."""

    LINE = "line"
    """they wait here for somebody's work"""
    APPLICANT = "applicant"
    """sent back from here; their person corrects them"""
    CLOSED = "closed"
    ALL = "all"
    """any of these: where somebody looks for one person or one request"""


class Order(StrEnum):
    """What comes first."""

    LINE = "line"
    """who waits longest"""
    NEWEST = "newest"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is looked for. Days are Gregorian, both included. `county`: whose association had the case first. `person`, `ref`, `subject`: any of them fits.

    `nothing`: a text was given that names nothing, so nothing fits.
    """

    place: Place = Place.LINE
    order: Order = Order.LINE
    kind: CaseKind | None = None
    status: CaseStatus | None = None
    office: str | None = None
    county: str | None = None
    since: date | None = None
    until: date | None = None
    person: int | None = None
    ref: str | None = None
    subject: str | None = None
    nothing: bool = False
    mine: bool = False
    free: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in somebody's lines, whatever is looked for."""

    by_status: tuple[tuple[CaseStatus, int], ...]
    applicant: int
    mine: int
    late: int

    @property
    def line(self) -> int:
        """All that wait here."""
        return sum(count for _, count in self.by_status)


class Queues:
    """The lines, by one calendar."""

    def __init__(self, calendar: WorkingDays) -> None:
        self._calendar = calendar

    async def page(
        self, connection: AsyncConnection, scope: Scope, wish: Wish, *, staff: int, now: datetime, number: int
    ) -> tuple[int, Sequence[CaseRow]]:
        """How many fit, and the page of this number, from 1."""
        where = [scope.where(), *self._wanted(scope, wish, staff, now)]
        total = await connection.scalar(select(func.count()).select_from(cases).where(*where))
        offset = (min(max(number, 1), _FARTHEST_PAGE) - 1) * PAGE
        return total or 0, await cases_where(
            connection, *where, order=self._order(wish.order, now), offset=offset, limit=PAGE
        )

    async def counts(self, connection: AsyncConnection, scope: Scope, *, staff: int, now: datetime) -> Counts:
        """How many wait, in which status; of them one's own and the late ones."""
        at = cases.c.queue.in_([scope.queue, Queue.APPLICANT]) & cases.c.office.in_(sorted(scope.offices))
        mine = (cases.c.claimed_by == staff) & (cases.c.claimed_until > now)
        query = (
            select(
                cases.c.queue,
                cases.c.status,
                func.count(),
                *(func.sum(case((each, 1), else_=0)) for each in (mine, self._late(now))),
            )
            .where(at)
            .group_by(cases.c.queue, cases.c.status)
        )
        rows = (await connection.execute(query)).all()
        here = [row for row in rows if row[0] == scope.queue]
        return Counts(
            by_status=tuple(sorted((CaseStatus(row[1]), int(row[2])) for row in here)),
            applicant=sum(int(row[2]) for row in rows if row[0] != scope.queue),
            mine=sum(int(row[3]) for row in here),
            late=sum(int(row[4]) for row in here),
        )

    def waited(self, row: CaseRow, now: datetime) -> int:
        """Working days for which a case has stood as it stands."""
        return self._calendar.between(_day(row.since), _day(now))

    def is_late(self, row: CaseRow, now: datetime) -> bool:
        """Has it waited longer than it should?"""
        limit = None if row.queue is None else self._calendar.limit(row.status, _day(now))
        return limit is not None and self.waited(row, now) > limit

    @property
    def clocked(self) -> frozenset[CaseStatus]:
        """The statuses in which somebody's work is waited for."""
        return self._calendar.clocked

    def _wanted(self, scope: Scope, wish: Wish, staff: int, now: datetime) -> list[Any]:
        columns = {"kind": wish.kind, "status": wish.status, "office": wish.office}
        wanted: list[Any] = [cases.c[name] == value for name, value in columns.items() if value is not None]
        if wish.place is Place.CLOSED:
            wanted.append(cases.c.queue.is_(None))
        elif wish.place is not Place.ALL:
            wanted.append(cases.c.queue == (scope.queue if wish.place is Place.LINE else Queue.APPLICANT))
        if wish.county is not None:
            asked = (case_moves.c.case == cases.c.id, case_moves.c.queue == Queue.ASSOCIATION)
            wanted.append(exists().where(*asked, case_moves.c.office == wish.county))
        if wish.since is not None:
            wanted.append(cases.c.opened_at >= _begin(wish.since))
        if wish.until is not None:
            wanted.append(cases.c.opened_at < _begin(date.fromordinal(wish.until.toordinal() + 1)))
        if wish.mine:
            wanted.append((cases.c.claimed_by == staff) & (cases.c.claimed_until > now))
        if wish.free:
            wanted.append(free_or_of(staff, now))
        if wish.late:
            wanted.append(self._late(now))
        named = {"person": wish.person, "ref": wish.ref, "subject": wish.subject}
        fits = [cases.c[name] == value for name, value in named.items() if value is not None]
        return [*wanted, or_(*fits)] if fits else [*wanted, false()] if wish.nothing else wanted

    def _late(self, now: datetime) -> Any:
        """Has it waited too long? The same as `is_late`, for the database."""
        bounds = {status: self._calendar.late_before(status, _day(now)) for status in sorted(self._calendar.clocked)}
        late = [
            and_(cases.c.status == status, cases.c.since < _begin(day))
            for status, day in bounds.items()
            if day is not None
        ]
        return or_(*late) if late else false()

    def _order(self, order: Order, now: datetime) -> Sequence[Any]:
        if order is Order.NEWEST:
            return (cases.c.placed_at.desc(), cases.c.id.desc())
        line = (cases.c.placed_at, cases.c.id)
        return line if order is Order.LINE else (case((self._late(now), 0), else_=1), cases.c.since, *line)


def _day(moment: datetime) -> date:
    return moment.astimezone(TEHRAN).date()


def _begin(day: date) -> datetime:
    """Midnight in Tehran."""
    return datetime.combine(day, time(), TEHRAN)
