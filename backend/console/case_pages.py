"""The pages of one case: everything about it, who has it, and the acts that are allowed now, each asked for once more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from urllib.parse import quote

from fastapi import Response

from backend.areas.cases.desk import Seen
from backend.areas.cases.desk_ports import NotThere, NotYours, Waits, Worker
from backend.areas.staff.roles import May
from backend.console.doors import HEADERS, Desk, Route, Visit
from backend.console.queue import QUEUE, names_of
from backend.console.scopes import workers_of
from backend.console.wishes import latin
from backend.contract.outcome import Unavailable
from backend.domain.cases import OTHER, Move, MoveName, MoveRefused, reasons_for
from backend.kit.case_work import Value
from backend.kit.cases import Act

T = TypeVar("T")
_CASE = "/console/case"


class CasePages:
    """One case, its claim and its acts. What is not in one's scope is not there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", f"{_CASE}/{{ref}}", May.WORK_QUEUES, self.show),
            Route("GET", f"{_CASE}/{{ref}}/paper/{{key}}", May.WORK_QUEUES, self.paper),
            Route("POST", f"{_CASE}/{{ref}}/claim", May.WORK_QUEUES, self.claim),
            Route("POST", f"{_CASE}/{{ref}}/release", May.WORK_QUEUES, self.release),
            Route("GET", f"{_CASE}/{{ref}}/act", May.WORK_QUEUES, self.ask),
            Route("POST", f"{_CASE}/{{ref}}/act", May.WORK_QUEUES, self.act),
        )

    async def show(self, visit: Visit) -> Response:
        """The case."""
        try:
            worker, seen = await _as_one(visit, lambda worker: self._desk.cases.see(worker, _ref(visit)))
        except NotThere:
            return self._not_there(visit)
        return await self._page(visit, worker, seen)

    async def paper(self, visit: Visit) -> Response:
        """A paper of the case."""
        key = str(visit.request.path_params["key"])[:20]
        try:
            _, file = await _as_one(
                visit, lambda worker: self._desk.cases.paper(worker, _ref(visit), key, visit.language)
            )
        except NotThere:
            return self._not_there(visit)
        except Unavailable:
            return self._desk.page(visit, "no.html", status=503, why="not-now")
        headers = HEADERS | {"content-disposition": f"inline; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.content, media_type=file.mime, headers=headers)

    async def claim(self, visit: Visit) -> Response:
        """It is mine now, or still somebody else's."""
        return await self._do(visit, lambda worker: self._desk.cases.claim(worker, _ref(visit)), said="taken")

    async def release(self, visit: Visit) -> Response:
        """It goes back to its line."""
        return await self._do(visit, lambda worker: self._desk.cases.release(worker, _ref(visit)), said="released")

    async def ask(self, visit: Visit) -> Response:
        """One act: what will happen, and what it needs."""
        try:
            worker, seen = await _as_one(visit, lambda worker: self._desk.cases.see(worker, _ref(visit)))
        except NotThere:
            return self._not_there(visit)
        return self._ask(visit, worker, seen, _move(visit, seen))

    async def act(self, visit: Visit) -> Response:
        """Do it. What it lacks is asked for again; where a case goes elsewhere, the office is shown first."""
        try:
            worker, seen = await _as_one(visit, lambda worker: self._desk.cases.see(worker, _ref(visit)))
        except NotThere:
            return self._not_there(visit)
        move = _move(visit, seen)
        if move is None:
            return self._ask(visit, worker, seen, None)
        act = _act(visit, move, dict(_lines(seen, move)))
        wrong, office = await self._lacking(visit, move, act)
        if wrong or (office and not visit.given("sure")):
            return self._ask(visit, worker, seen, move, wrong=wrong, office=office)
        where = f"{_CASE}/{_ref(visit)}"
        try:
            await self._act(worker, seen, act)
        except MoveRefused as refused:
            return self._desk.go(where, said=f"refused-{refused.why}")
        except NotYours:
            return self._desk.go(where, said="not-yours")
        except Waits:
            return self._desk.go(where, said="waits")
        return self._desk.go(QUEUE, queue=worker.scope.queue, said=f"moved-{move.name}")

    async def _act(self, worker: Worker, seen: Seen, act: Act) -> None:
        """Act; a claim that ended while the form was filled in, and that nobody took, is taken again."""
        case = seen.listed.case
        if seen.listed.holder is None and case.claimed_by == worker.staff:
            await self._desk.cases.claim(worker, case.ref)
        await self._desk.cases.act(worker, case.ref, act)

    async def _do(self, visit: Visit, do: Callable[[Worker], Awaitable[None]], *, said: str) -> Response:
        try:
            await _as_one(visit, do)
        except NotThere:
            return self._not_there(visit)
        except NotYours:
            said = "not-yours"
        except Waits:
            said = "waits"
        return self._desk.go(f"{_CASE}/{_ref(visit)}", said=said)

    async def _page(self, visit: Visit, worker: Worker, seen: Seen) -> Response:
        numbers = [seen.listed.holder, *(made.staff for made in seen.history)]
        names = await names_of(self._desk, numbers)
        return self._desk.page(visit, "case.html", worker=worker, seen=seen, names=names)

    def _ask(
        self, visit: Visit, worker: Worker, seen: Seen, move: Move | None, *, wrong: str = "", office: str = ""
    ) -> Response:
        case = seen.listed.case
        if move is None:
            return self._desk.go(f"{_CASE}/{case.ref}", said="refused-no-such-move")
        if seen.waits or (case.queue is not None and seen.listed.holder != worker.staff):
            return self._desk.go(f"{_CASE}/{case.ref}", said="waits" if seen.waits else "not-yours")
        return self._desk.page(
            visit,
            "act.html",
            status=422 if wrong else 200,
            seen=seen,
            move=move,
            reasons=reasons_for(case.kind, move.name),
            lines=_lines(seen, move),
            ticked=_ticked(visit),
            wrong=wrong,
            office=office,
            typed={name: visit.given(name) for name in ("reason", "note", "office")},
        )

    async def _lacking(self, visit: Visit, move: Move, act: Act) -> tuple[str, str]:
        """What the form lacks, and the name of the office that it names."""
        if move.reasoned and not act.reason:
            return "reason", ""
        if act.reason == OTHER and not visit.given("note").strip():
            return "note", ""
        if not move.new_office:
            return "", ""
        async with self._desk.ports.database.begin() as connection:
            try:
                branch = await self._desk.lines.people.branch(connection, act.office or "")
            except LookupError:
                return "office", ""
        return "", branch.name

    def _not_there(self, visit: Visit) -> Response:
        return self._desk.page(visit, "no.html", status=404, why="not-there")


async def _as_one(visit: Visit, do: Callable[[Worker], Awaitable[T]]) -> tuple[Worker, T]:
    """Do it in whichever line of one's own the case is. Raises what `do` raises."""
    for worker in workers_of(visit.who).values():
        try:
            return worker, await do(worker)
        except NotThere:
            continue
    raise NotThere


def _ref(visit: Visit) -> str:
    return str(visit.request.path_params["ref"])[:24]


def _move(visit: Visit, seen: Seen) -> Move | None:
    named = visit.given("move")
    return next((move for move in seen.moves if move.name == named), None)


def _lines(seen: Seen, move: Move) -> tuple[tuple[str, Value], ...]:
    """What may be named as what must be corrected."""
    return seen.dossier.lines if seen.dossier is not None and move.name is MoveName.SEND_BACK else ()


def _ticked(visit: Visit) -> list[str]:
    return [key[:40] for key in visit.form.get("lines", [])]


def _act(visit: Visit, move: Move, known: Mapping[str, Value]) -> Act:
    return Act(
        move=move.name,
        by=move.by,
        office=latin(visit.given("office"))[:20] or None if move.new_office else None,
        reason=visit.given("reason")[:40] or None if move.reasoned else None,
        note=visit.given("note").strip() or None,
        lines=tuple(key for key in _ticked(visit) if key in known),
    )
