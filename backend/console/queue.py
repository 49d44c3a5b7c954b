"""The pages of a line: the table with its filters in the address, counts, searches, filters with a name, the next case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse

from backend.areas.cases.desk_ports import Worker
from backend.areas.cases.queues import PAGE, Order, Place, Wish
from backend.areas.cases.saved import TooMany, forget_view, save_view, views_of
from backend.areas.cases.together import TOGETHER, fits_together
from backend.areas.staff.repository import titles_of
from backend.areas.staff.roles import May
from backend.console import wishes as wish_words
from backend.console.doors import HEADERS, Desk, Route, Visit
from backend.console.offices import offices_of
from backend.console.scopes import workers_of
from backend.domain.calendar import BadDate
from backend.domain.cases import MOVES, CaseKind, CaseStatus, MoveName, Queue

QUEUE = "/console/queue"
_NATIONAL_ID = 10
_REF = 16
_LONGEST_NAME = 40


class QueuePages:
    """The line of an association or a branch."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", QUEUE, May.WORK_QUEUES, self.show),
            Route("GET", f"{QUEUE}/counts", May.WORK_QUEUES, self.counts, quiet=True),
            Route("POST", f"{QUEUE}/find", May.WORK_QUEUES, self.find),
            Route("POST", f"{QUEUE}/next", May.WORK_QUEUES, self.take_next),
            Route("POST", f"{QUEUE}/views/save", May.WORK_QUEUES, self.save),
            Route("POST", f"{QUEUE}/views/forget", May.WORK_QUEUES, self.forget),
        )

    async def show(self, visit: Visit) -> Response:
        """The table; what it shows stands in its address."""
        worker = worker_of(visit)
        if worker is None:
            return self._desk.page(visit, "no.html", why="no-line")
        wishes, wrong = wish_words.given(visit.request.query_params), ""
        try:
            wish = wish_words.read(wishes)
        except BadDate:
            wish, wrong = Wish(nothing=True), "date"
        number = wish_words.number_of(visit.given("page"))
        total, rows = await self._desk.cases.line(worker, wish, number)
        here = wish.place is Place.LINE
        fits = {row.case.ref: fits_together(worker, row.case) if here else frozenset[MoveName]() for row in rows}
        return self._desk.page(
            visit,
            "queue.html",
            worker=worker,
            queues=list(workers_of(visit.who)),
            wishes=wishes,
            wish=wish,
            wrong=wrong,
            total=total,
            rows=rows,
            fits=fits,
            number=number,
            pages=max(1, -(-total // PAGE)),
            counts=await self._desk.cases.counts(worker),
            names=await names_of(self._desk, (row.holder for row in rows)),
            views=await self._views(visit),
            offices=await offices_of(self._desk, worker.scope.offices),
            address=wish_words.address,
            places=[place for place in Place if place is not Place.ALL],
            offered=[name for name in MoveName if any(name in each for each in fits.values())],
            **choices(worker.scope.queue),
        )

    async def counts(self, visit: Visit) -> Response:
        """The numbers of the line, for the page that stands open."""
        worker = worker_of(visit)
        if worker is None:
            return JSONResponse({}, headers=HEADERS)
        found = await self._desk.cases.counts(worker)
        numbers = {"line": found.line, "applicant": found.applicant, "mine": found.mine, "late": found.late}
        return JSONResponse(numbers, headers=HEADERS)

    async def find(self, visit: Visit) -> Response:
        """What was typed goes no further than here: a national id never stands in an address."""
        worker, typed = worker_of(visit), wish_words.latin(visit.given("text")).lower()
        if worker is None or not typed:
            return self._desk.go(QUEUE)
        where = {"queue": worker.scope.queue.value, "place": Place.ALL.value}
        if len(typed) == _NATIONAL_ID and typed.isdecimal():
            person = await self._desk.cases.person_of(typed)
            if person is not None and (await self._desk.cases.line(worker, Wish(place=Place.ALL, person=person), 1))[0]:
                return self._desk.go(wish_words.address(where, person=str(person)))
        _, rows = await self._desk.cases.line(worker, Wish(place=Place.ALL, subject=typed[:40], ref=typed[:_REF]), 1)
        if len(rows) == 1:
            return self._desk.go(f"/console/case/{rows[0].case.ref}")
        return self._desk.go(QUEUE, queue=worker.scope.queue, said="search-nothing")

    async def take_next(self, visit: Visit) -> Response:
        """The first in the line that nobody has."""
        worker = worker_of(visit)
        kind = wish_words.read({"kind": visit.given("kind")}).kind
        ref = None if worker is None else await self._desk.cases.take_next(worker, kind)
        if worker is None or ref is None:
            return self._desk.go(QUEUE, queue="" if worker is None else worker.scope.queue, said="line-empty")
        return self._desk.go(f"/console/case/{ref}", said="taken")

    async def save(self, visit: Visit) -> Response:
        """Give these filters a name."""
        wishes = wish_words.given({name: visit.given(name) for name in wish_words.NAMES})
        wishes.pop("person", None)
        name = visit.given("name").strip()[:_LONGEST_NAME]
        said = "view-saved"
        try:
            async with self._desk.ports.database.begin() as connection:
                if name:
                    query = wish_words.address(wishes).partition("?")[2]
                    await save_view(connection, visit.who.account, name, query[:500])
        except TooMany:
            said = "views-full"
        return self._desk.go(wish_words.address(wishes, said=said if name else "view-nameless"))

    async def forget(self, visit: Visit) -> Response:
        """Drop a name."""
        async with self._desk.ports.database.begin() as connection:
            await forget_view(connection, visit.who.account, visit.given("name"))
        return self._desk.go(QUEUE, said="view-gone")

    async def _views(self, visit: Visit) -> Any:
        async with self._desk.ports.database.begin() as connection:
            return await views_of(connection, visit.who.account)


def worker_of(visit: Visit) -> Worker | None:
    """The line that is looked at: the one that is named, or the first of one's own."""
    workers = workers_of(visit.who)
    named = visit.given("queue")
    return workers.get(Queue(named)) if named in set(Queue) else next(iter(workers.values()), None)


async def names_of(desk: Desk, numbers: Iterable[int | None]) -> dict[int, str]:
    """The names of these members of staff."""
    wanted = {number for number in numbers if number is not None}
    if not wanted:
        return {}
    async with desk.ports.database.begin() as connection:
        return await titles_of(connection, wanted)


def choices(queue: Queue) -> dict[str, Any]:
    """What may be chosen in this line: kinds and statuses that come here, and what is done to several cases."""
    here = [(kind, move) for kind, moves in MOVES.items() for move in moves if move.queue is queue]
    kinds = {kind for kind, _ in here}
    return {
        "kinds": [kind for kind in CaseKind if kind in kinds],
        "statuses": [status for status in CaseStatus if any(move.after is status for _, move in here)],
        "orders": list(Order),
        "together": [name for name in MoveName if name in TOGETHER and _is_made_at(queue, name)],
    }


def _is_made_at(queue: Queue, name: MoveName) -> bool:
    return any(move.name is name and move.by == queue.value for moves in MOVES.values() for move in moves)
