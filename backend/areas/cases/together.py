"""How are several cases decided at once, with a verdict for each, and a while in which all of it can be undone?

Each decision is a row that waits (`held`), and its case stays with who made it. A worker applies what is due through
the area of its kind; before that nothing has happened, so no message has left.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases import claims, held
from backend.areas.cases.desk import make, offered, prepare, spelled
from backend.areas.cases.desk_ports import DeskPorts, NotThere, Worker, mine
from backend.areas.cases.held import Held, HeldState
from backend.areas.cases.repository import CaseRow, case_by_ref, has_decided
from backend.domain.cases import OTHER, CaseKind, MoveName, MoveRefused
from backend.kit.cases import Act
from backend.kit.turns import of_person, one_at_a_time

log = logging.getLogger(__name__)

TOGETHER = frozenset({MoveName.APPROVE, MoveName.ACCEPT, MoveName.REJECT})
"""What may be done to several cases at once."""
MOST = 50
_GRACE = timedelta(days=1)
"""The case stays with its decider for so long after the moment at which the decision takes effect: workers may be down."""
_GIVE_UP = timedelta(hours=1)
"""A decision that fails for so long is refused, so that somebody looks at it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said about one of the cases: `why` is None where the decision waits to take effect."""

    ref: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Whose a case is, and its number as they know it. `here`: its page may be opened from this line."""

    person: str
    kind: CaseKind
    subject: str
    here: bool


def fits_together(worker: Worker, case: CaseRow) -> frozenset[MoveName]:
    """What may be done to a case together with others, by its kind and status alone."""
    return frozenset(move.name for move in offered(worker, case, judged=False)) & TOGETHER


class Together:
    """Decisions on several cases."""

    def __init__(self, ports: DeskPorts) -> None:
        self._ports = ports

    async def decide(self, worker: Worker, refs: Iterable[str], act: Act) -> tuple[str, Sequence[Verdict]]:
        """Hold a decision on each of these cases; the name of the batch, and a verdict a case."""
        batch, now = secrets.token_hex(8), self._ports.clock.now()
        act = replace(act, by=worker.scope.mover, staff=worker.staff)
        due = now + self._ports.limits.undo
        wanted = list(dict.fromkeys(refs))[:MOST]
        return batch, [
            Verdict(ref, await self._hold(worker, ref, act, batch=batch, now=now, due=due)) for ref in wanted
        ]

    async def read(self, worker: Worker, batch: str) -> Sequence[Held]:
        """What became of the decisions of a batch of one's own."""
        async with self._ports.database.begin() as connection:
            return await held.batch_of(connection, batch, worker.staff, self._ports.vault)

    async def named(self, worker: Worker, batch: str, refs: Iterable[str]) -> Mapping[str, Named]:
        """Whose the cases are: those of a batch of one's own, and of these references those in one's line."""
        ports = self._ports
        async with ports.database.begin() as connection:
            own = {each.ref for each in await held.batch_of(connection, batch, worker.staff, ports.vault)}
            cases = [await case_by_ref(connection, ref) for ref in sorted(own.union(list(refs)[:MOST]))]
            found = {}
            for case in cases:
                here = case is not None and worker.scope.covers(case)
                if case is not None and (here or case.ref in own):
                    person = await ports.people.by_id(connection, case.person)
                    name = "" if person is None else person.name
                    found[case.ref] = Named(name, case.kind, case.subject, here)
            detail = " ".join(ref[:8] for ref in found)
            await ports.trail.note(connection, staff=worker.staff, did="cases-listed", detail=detail)
        return found

    async def undo(self, worker: Worker, batch: str) -> int:
        """Take back what has not taken effect; how many."""
        async with self._ports.database.begin() as connection:
            undone = await held.undo(connection, batch, worker.staff)
            if undone:
                await self._ports.trail.note(
                    connection, staff=worker.staff, did="cases-undone", ref=batch, detail=str(len(undone))
                )
        return len(undone)

    async def apply(self) -> int:
        """Let everything take effect whose time has come; how many did. For a worker that calls it every few seconds."""
        now = self._ports.clock.now()
        async with self._ports.database.begin() as connection:
            numbers = await held.due(connection, now)
        return sum([await self._apply(number, now) for number in numbers])

    async def _hold(
        self, worker: Worker, ref: str, act: Act, *, batch: str, now: datetime, due: datetime
    ) -> str | None:
        ports = self._ports
        try:
            async with ports.database.begin() as connection:
                case = mine(worker, await case_by_ref(connection, ref, locked=True))
                if await held.held_decision(connection, case.id) is not None:
                    return "waits"
                judged = await has_decided(connection, case.id, worker.staff)
                moves = {move.name: move for move in offered(worker, case, judged=judged)}
                if act.move not in TOGETHER or act.move not in moves or case.kind not in ports.works:
                    return "decided-before" if judged else "no-such-move"
                if moves[act.move].reasoned and not (act.reason and (act.note or act.reason != OTHER)):
                    return "reason-needed"
                keep = due + _GRACE
                if not await claims.claim(connection, worker.scope, ref, worker.staff, now=now, until=keep):
                    return "claimed"
                await held.hold(connection, case, act, batch=batch, vault=ports.vault, now=now, due=due)
                await ports.trail.note(
                    connection, staff=worker.staff, did="case-held", ref=ref, office=case.office, detail=spelled(act)
                )
        except NotThere:
            return "not-there"
        return None

    async def _apply(self, number: int, now: datetime) -> bool:
        try:
            return await self._make(number)
        except MoveRefused as refused:
            await self._give_up(number, refused.why.value)
        except Exception as problem:  # noqa: BLE001 (it is tried again; after an hour somebody must look)
            log.warning("a held decision failed", extra={"error": type(problem).__name__})
            if await self._waits_since(number) <= now - _GIVE_UP:
                await self._give_up(number, "failed")
        return False

    async def _make(self, number: int) -> bool:
        """Everything of one decision in one transaction: its effect, and that it has taken effect."""
        ports = self._ports
        async with ports.database.begin() as connection:
            found = await held.one(connection, number, ports.vault)
            case = None if found is None else await case_by_ref(connection, found.ref)
        if found is None or case is None:
            return False
        await prepare(ports, case)
        async with ports.database.begin() as connection:
            await one_at_a_time(connection, of_person(found.person))
            if not await held.mark(connection, number, HeldState.APPLIED):
                return False
            await make(ports, connection, case, found.act)
            await ports.trail.note(
                connection,
                staff=found.staff,
                did="case-moved",
                ref=case.ref,
                office=case.office,
                detail=spelled(found.act),
            )
        return True

    async def _waits_since(self, number: int) -> datetime:
        async with self._ports.database.begin() as connection:
            found = await held.one(connection, number, self._ports.vault)
        return self._ports.clock.now() if found is None else found.due_at

    async def _give_up(self, number: int, why: str) -> None:
        async with self._ports.database.begin() as connection:
            found = await held.one(connection, number, self._ports.vault)
            if found is not None and await held.mark(connection, number, HeldState.REFUSED, why=why):
                await self._release(connection, found)

    async def _release(self, connection: AsyncConnection, found: Held) -> None:
        await claims.release(connection, found.ref, found.staff)
        await self._ports.trail.note(
            connection, staff=found.staff, did="case-released", ref=found.ref, detail=f"{found.act.move} refused"
        )
