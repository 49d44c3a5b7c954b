"""The pages of deciding several cases at once: what will happen, then a verdict for each, with a while to undo it all."""

from __future__ import annotations

import re

from fastapi import Response

from backend.areas.cases.held import HeldState
from backend.areas.cases.together import MOST, TOGETHER
from backend.areas.staff.roles import May
from backend.console.doors import Desk, Route, Visit
from backend.console.queue import QUEUE, choices, worker_of
from backend.domain.cases import MOVES, OTHER, CaseKind, MoveName, reasons_for
from backend.kit.cases import Act

_TOGETHER = f"{QUEUE}/together"
_SAID = re.compile(r"([0-9a-f]{1,24}):([a-z-]{1,20})")


class TogetherPages:
    """Ask, decide, look, undo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("POST", _TOGETHER, May.WORK_QUEUES, self.ask),
            Route("POST", f"{_TOGETHER}/decide", May.WORK_QUEUES, self.decide, fresh=True),
            Route("GET", f"{_TOGETHER}/{{batch}}", May.WORK_QUEUES, self.show),
            Route("POST", f"{_TOGETHER}/{{batch}}/undo", May.WORK_QUEUES, self.undo),
        )

    async def ask(self, visit: Visit) -> Response:
        """What will happen to the cases that were ticked."""
        return self._ask(visit)

    async def decide(self, visit: Visit) -> Response:
        """Hold the decision on each; the verdicts stand in the address of the next page."""
        worker, move, refs = worker_of(visit), _move(visit), _refs(visit)
        if worker is None or move is None or not refs:
            return self._ask(visit)
        reason, note = visit.given("reason")[:40] or None, visit.given("note").strip() or None
        if _needs_reason(move) and (reason is None or (reason == OTHER and note is None)):
            return self._ask(visit, wrong="note" if reason else "reason")
        act = Act(move=move, by=worker.scope.mover, reason=reason if _needs_reason(move) else None, note=note)
        batch, verdicts = await self._desk.together.decide(worker, refs, act)
        refused = [f"{each.ref}:{each.why}" for each in verdicts if each.why is not None]
        return self._desk.go(
            f"{_TOGETHER}/{batch}", queue=worker.scope.queue.value, move=move.value, no=" ".join(refused)
        )

    async def show(self, visit: Visit) -> Response:
        """A verdict for each case, and how long it can be undone."""
        worker = worker_of(visit)
        if worker is None:
            return self._desk.page(visit, "no.html", status=404, why="not-there")
        batch = str(visit.request.path_params["batch"])[:16]
        decisions = await self._desk.together.read(worker, batch)
        refused = _SAID.findall(visit.request.query_params.get("no", "")[:3000])
        if not decisions and not refused:
            return self._desk.page(visit, "no.html", status=404, why="not-there")
        now = self._desk.lines.clock.now()
        waiting = [each for each in decisions if each.state is HeldState.HELD]
        left = max((int((each.due_at - now).total_seconds()) for each in waiting), default=0)
        return self._desk.page(
            visit,
            "together.html",
            worker=worker,
            decisions=decisions,
            refused=refused,
            named=await self._desk.together.named(worker, batch, (ref for ref, _ in refused)),
            waiting=len(waiting),
            left=max(left, 0),
            move=_move(visit),
        )

    async def undo(self, visit: Visit) -> Response:
        """Take back what has not taken effect."""
        worker, batch = worker_of(visit), str(visit.request.path_params["batch"])[:16]
        if worker is None:
            return self._desk.page(visit, "no.html", status=404, why="not-there")
        undone = await self._desk.together.undo(worker, batch)
        query = {name: visit.given(name) for name in ("queue", "move") if visit.given(name)}
        return self._desk.go(f"{_TOGETHER}/{batch}", **query, said="undone" if undone else "too-late")

    def _ask(self, visit: Visit, wrong: str = "") -> Response:
        worker, move, refs = worker_of(visit), _move(visit), _refs(visit)
        if worker is None or move is None or move not in choices(worker.scope.queue)["together"] or not refs:
            return self._desk.go(QUEUE, said="none-ticked")
        return self._desk.page(
            visit,
            "together_ask.html",
            status=422 if wrong else 200,
            worker=worker,
            move=move,
            refs=refs,
            reasons=reasons_for(CaseKind.SUPPLEMENTARY, move) if _needs_reason(move) else (),
            seconds=int(self._desk.lines.limits.undo.total_seconds()),
            wrong=wrong,
            typed={name: visit.given(name) for name in ("reason", "note")},
        )


def _refs(visit: Visit) -> list[str]:
    return [ref[:24] for ref in visit.form.get("ref", [])][:MOST]


def _move(visit: Visit) -> MoveName | None:
    named = visit.given("move")
    return MoveName(named) if named in TOGETHER else None


def _needs_reason(move: MoveName) -> bool:
    return any(each.name is move and each.reasoned for moves in MOVES.values() for each in moves)
