"""The desk of the staff over an empty database: a line in Tehran, and an area that does nothing but move its cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.desk import CaseDesk
from backend.areas.cases.desk_ports import DeskLimits, DeskPorts, Worker
from backend.areas.cases.queues import Queues
from backend.areas.cases.scope import Scope
from backend.areas.cases.spine import Spine
from backend.areas.cases.together import Together
from backend.areas.staff.audit import Trail
from backend.console.noting import Noted
from backend.domain.cases import CaseKind, CaseStatus, MoveRefused, Queue, Why
from backend.domain.working_days import load_working_days
from backend.kit.case_work import Dossier, Section, Value
from backend.kit.cases import Act, NewCase
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault

KIND = CaseKind.SUPPLEMENTARY
BRANCHES = {"0114": "شعبه یک تهران", "0115": "شعبه دو تهران"}
UNDO, CLAIM = timedelta(seconds=20), timedelta(minutes=30)


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Somebody:
    id: int
    name: str


@dataclass
class Register:
    """People by number; a national id is the number in ten digits."""

    async def by_id(self, connection: AsyncConnection, person: int) -> Any:
        return Somebody(person, f"متقاضی {person}")

    async def branch(self, connection: AsyncConnection, code: str) -> Any:
        if code not in BRANCHES:
            raise LookupError
        return Somebody(int(code), BRANCHES[code])

    async def branch_names(self, connection: AsyncConnection, codes: Collection[str]) -> dict[str, str]:
        return {code: BRANCHES[code] for code in codes if code in BRANCHES}

    async def by_national_id(self, connection: AsyncConnection, national_id: str) -> Any:
        return Somebody(int(national_id), "")


@dataclass
class Enrolments:
    """`CaseWork` of the supplementary insurance: its effect is the move itself. `dies`: it is killed after it."""

    spine: Spine
    dies: bool = False
    fails: bool = False
    prepared: list[str] = field(default_factory=list)
    lines: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def kind(self) -> CaseKind:
        return KIND

    async def prepare(self, subject: str) -> None:
        self.prepared.append(subject)

    async def dossier(self, connection: AsyncConnection, person: int, subject: str) -> Dossier:
        rows = ((Value(words="همسر"), Value(text_id="dossier-yes")),)
        section = Section(title="dossier-contract", columns=("dossier-what", "dossier-value"), rows=rows)
        return Dossier(
            person_name=f"متقاضی {person}",
            national_id=f"{person:010d}",
            sections=(section,),
            lines=(("spouse", Value(words="همسر")),),
        )

    async def act(self, connection: AsyncConnection, person: int, subject: str, act: Act) -> CaseStatus:
        if self.fails:
            raise ConnectionError("away")
        status = await self.spine.move(connection, KIND, subject, act)
        if status is None:
            raise MoveRefused(Why.NO_SUCH_MOVE)
        self.lines.append(act.lines)
        if self.dies:
            raise Killed
        return status


@dataclass
class Counter:
    """The desk, and what lies under it."""

    url: str
    vault: Vault
    clock: FixedClock
    shared: Database | None = None

    def __post_init__(self) -> None:
        self.database = self.shared or Database(url=self.url)
        self.spine = Spine(vault=self.vault, clock=self.clock)
        self.work, self.trail = Enrolments(self.spine), Trail(vault=self.vault)
        self.ports = DeskPorts(
            database=self.database,
            vault=self.vault,
            clock=self.clock,
            people=Register(),  # type: ignore[arg-type]
            queues=Queues(load_working_days()),
            trail=Noted(self.trail, self.clock, kind="case"),
            works={KIND: self.work},
            prepare={KIND: self.work.prepare},
            limits=DeskLimits(claim=CLAIM, undo=UNDO),
        )
        self.desk, self.together = CaseDesk(self.ports), Together(self.ports)

    async def line(self, count: int, office: str = "تهران") -> list[str]:
        """So many requests, a second apart."""
        refs = []
        async with self.database.begin() as connection:
            for _ in range(count):
                self.clock.forward(timedelta(seconds=1))
                number = int(self.clock.shift.total_seconds())
                new = NewCase(kind=KIND, person=number, subject=f"e{number}", office=office)
                refs.append(await self.spine.open(connection, new))
        return [ref for ref in refs if ref is not None]

    async def exam(self, number: int, office: str = "0114") -> str:
        """The contract of somebody that waits for its examination at a branch."""
        new = NewCase(kind=CaseKind.VOLUNTARY_CONTRACT, person=number, subject=f"v{number}", office=office)
        async with self.database.begin() as connection:
            return str(await self.spine.open(connection, new))

    async def acts(self) -> list[tuple[str, str]]:
        """What stands in the trail, oldest first: what, and on which case."""
        async with self.database.begin() as connection:
            return [(row.act, row.ref) for row in await self.trail.read(connection, limit=1000)][::-1]


def association(staff: int, county: str = "تهران") -> Worker:
    return Worker(staff, Scope(queue=Queue.ASSOCIATION, offices=frozenset({county})))


def branch(staff: int, code: str = "0114") -> Worker:
    return Worker(staff, Scope(queue=Queue.BRANCH, offices=frozenset({code})))
