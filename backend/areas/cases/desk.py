"""What does somebody of the staff do at a line: look, take a case, act on it? Each case is asked for anew whether they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases import claims
from backend.areas.cases.desk_ports import DeskPorts, NotThere, NotYours, Waits, Worker, mine
from backend.areas.cases.held import held_decision
from backend.areas.cases.queues import Counts, Wish
from backend.areas.cases.repository import CaseRow, MoveMade, case_by_ref, has_decided, moves_made
from backend.contract.documents import DocumentFile
from backend.contract.outcome import Refused
from backend.domain.cases import CaseKind, CaseStatus, Move, MoveRefused, Why, moves_from
from backend.kit.case_work import Dossier
from backend.kit.cases import Act
from backend.kit.turns import of_person, one_at_a_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A case in a line. `person` is the name of who asked; `holder` the account that works on it now."""

    case: CaseRow
    person: str
    waited: int
    late: bool
    holder: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case as its page shows it. `moves` are those that may be made now by this member of staff.

    `judged`: they gave a judgement on it before. `waits`: a decision that waits to take effect.
    """

    listed: Listed
    dossier: Dossier | None
    history: Sequence[MoveMade]
    moves: tuple[Move, ...]
    judged: bool
    waits: bool


class CaseDesk:
    """The lines of associations and branches, for those who work at them."""

    def __init__(self, ports: DeskPorts) -> None:
        self._ports = ports

    async def line(self, worker: Worker, wish: Wish, number: int) -> tuple[int, Sequence[Listed]]:
        """How many cases fit, and the page of this number, from 1. What was seen stands in the trail."""
        ports, now = self._ports, self._ports.clock.now()
        async with ports.database.begin() as connection:
            total, rows = await ports.queues.page(
                connection, worker.scope, wish, staff=worker.staff, now=now, number=number
            )
            listed = [await self._listed(connection, row) for row in rows]
            refs = " ".join(row.ref[:8] for row in rows)
            await ports.trail.note(connection, staff=worker.staff, did="cases-listed", detail=refs)
        return total, listed

    async def counts(self, worker: Worker) -> Counts:
        """How many there are."""
        async with self._ports.database.begin() as connection:
            now = self._ports.clock.now()
            return await self._ports.queues.counts(connection, worker.scope, staff=worker.staff, now=now)

    async def person_of(self, national_id: str) -> int | None:
        """The number of the person with this national id, for a search."""
        async with self._ports.database.begin() as connection:
            person = await self._ports.people.by_national_id(connection, national_id)
        return None if person is None else person.id

    async def see(self, worker: Worker, ref: str) -> Seen:
        """The whole case; that it was seen stands in the trail. Raises `NotThere`."""
        ports = self._ports
        async with ports.database.begin() as connection:
            case = mine(worker, await case_by_ref(connection, ref))
            work = ports.works.get(case.kind)
            judged = await has_decided(connection, case.id, worker.staff)
            seen = Seen(
                listed=await self._listed(connection, case),
                dossier=None if work is None else await work.dossier(connection, case.person, case.subject),
                history=await moves_made(connection, case.id, ports.vault),
                moves=() if work is None else offered(worker, case, judged=judged),
                judged=judged,
                waits=await held_decision(connection, case.id) is not None,
            )
            await self._note(connection, worker, case, "case-seen")
        return seen

    async def paper(self, worker: Worker, ref: str, key: str, locale: str) -> DocumentFile:
        """A paper of a case; that it was seen stands in the trail. Raises `NotThere`, also for a paper that is not."""
        async with self._ports.database.begin() as connection:
            case = mine(worker, await case_by_ref(connection, ref))
        make = self._ports.papers.get(case.kind)
        if make is None:
            raise NotThere
        try:
            file = await make(case.person, case.subject, key, locale)
        except Refused:
            raise NotThere from None
        async with self._ports.database.begin() as connection:
            await self._note(connection, worker, case, "case-seen", detail=key[:20])
        return file

    async def claim(self, worker: Worker, ref: str) -> None:
        """Take this case, or keep it for longer. Raises `NotThere`, `NotYours`."""
        now = self._ports.clock.now()
        async with self._ports.database.begin() as connection:
            case = mine(worker, await case_by_ref(connection, ref))
            if await held_decision(connection, case.id) is not None:
                raise Waits
            until = now + self._ports.limits.claim
            if not await claims.claim(connection, worker.scope, ref, worker.staff, now=now, until=until):
                raise NotYours(case.holder(now))
            await self._note(connection, worker, case, "case-claimed")

    async def take_next(self, worker: Worker, kind: CaseKind | None = None) -> str | None:
        """Take the first in the line that nobody has; its reference, None where there is none."""
        ports, now = self._ports, self._ports.clock.now()
        async with ports.database.begin() as connection:
            ref = await claims.take_next(
                connection,
                worker.scope,
                worker.staff,
                now=now,
                until=now + ports.limits.claim,
                statuses=ports.queues.clocked,
                kind=kind,
            )
            if ref is not None:
                case = mine(worker, await case_by_ref(connection, ref))
                await self._note(connection, worker, case, "case-claimed")
        return ref

    async def release(self, worker: Worker, ref: str) -> None:
        """Give it back to the line. Raises `NotThere`."""
        async with self._ports.database.begin() as connection:
            case = mine(worker, await case_by_ref(connection, ref))
            if await held_decision(connection, case.id) is not None:
                raise Waits
            if await claims.release(connection, ref, worker.staff):
                await self._note(connection, worker, case, "case-released")

    async def act(self, worker: Worker, ref: str, act: Act) -> CaseStatus:
        """Make a move with all that follows from it. Raises `NotThere`, `NotYours`, `Waits`, `MoveRefused`."""
        ports = self._ports
        async with ports.database.begin() as connection:
            case = mine(worker, await case_by_ref(connection, ref))
        await prepare(ports, case)
        async with ports.database.begin() as connection:
            await one_at_a_time(connection, of_person(case.person))
            case = mine(worker, await case_by_ref(connection, ref, locked=True))
            if await held_decision(connection, case.id) is not None:
                raise Waits
            holder = case.holder(ports.clock.now())
            if case.queue is not None and holder != worker.staff:
                raise NotYours(holder)
            status = await make(ports, connection, case, replace(act, by=worker.scope.mover, staff=worker.staff))
            await self._note(connection, worker, case, "case-moved", detail=spelled(act))
        return status

    async def _listed(self, connection: AsyncConnection, case: CaseRow) -> Listed:
        ports, now = self._ports, self._ports.clock.now()
        person = await ports.people.by_id(connection, case.person)
        return Listed(
            case=case,
            person="" if person is None else person.name,
            waited=ports.queues.waited(case, now),
            late=ports.queues.is_late(case, now),
            holder=case.holder(now),
        )

    async def _note(
        self, connection: AsyncConnection, worker: Worker, case: CaseRow, did: str, *, detail: str = ""
    ) -> None:
        await self._ports.trail.note(
            connection, staff=worker.staff, did=did, ref=case.ref, office=case.office, detail=detail
        )


def offered(worker: Worker, case: CaseRow, *, judged: bool) -> tuple[Move, ...]:
    """The moves of the table that this member of staff may make now; nobody judges twice."""
    moves = moves_from(case.kind, case.status, came_from=case.came_from)
    return tuple(move for move in moves if move.by is worker.scope.mover and not (move.decides and judged))


async def prepare(ports: DeskPorts, case: CaseRow) -> None:
    """What must be asked of others before a case moves, outside of any transaction."""
    ask = ports.prepare.get(case.kind)
    if ask is not None:
        await ask(case.subject)


async def make(ports: DeskPorts, connection: AsyncConnection, case: CaseRow, act: Act) -> CaseStatus:
    """Hand the act to the area of its kind. Raises `MoveRefused`."""
    work = ports.works.get(case.kind)
    if work is None:
        raise MoveRefused(Why.NO_SUCH_MOVE, f"nobody answers for {case.kind}")
    return await work.act(connection, case.person, case.subject, act)


def spelled(act: Act) -> str:
    """An act for the trail: codes alone."""
    return " ".join(part for part in (act.move.value, act.reason, act.office) if part)[:300]
