"""The counter of a branch over the house of people: who stands there, and what the staff's trail holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from backend.areas.people.counter import ActivationCounter, Document, Issued, NewActivation
from backend.areas.staff.audit import AuditRow, Trail
from backend.console.noting import Noted
from backend.kit.clerk import Clerk

from .conftest import BORN, ZAHRA, House

CLERK = Clerk(staff=7, name="رضا کارشناس", offices=frozenset({"1001"}))
ELSEWHERE = replace(CLERK, offices=frozenset({"2002"}))
HELD = "09359990000"
WISH = NewActivation(national_id=ZAHRA, birth_date=BORN, mobile=HELD, document=Document.NATIONAL_CARD)


@dataclass
class Branch:
    """The counter; each call of `issue` is a form of its own unless one is given."""

    house: House
    forms: int = 0
    given: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.trail = Trail(vault=self.house.vault)
        self.counter = ActivationCounter(
            database=self.house.database,
            vault=self.house.vault,
            clock=self.house.clock,
            register=self.house.service._register,
            outbox=self.house.messages,
            trail=Noted(self.trail, self.house.clock, kind="activation"),
            limits=self.house.limits,
        )

    async def issue(self, clerk: Clerk = CLERK, form: str | None = None, **change: Any) -> Issued:
        self.forms += 1
        issued = await self.counter.issue(clerk, replace(WISH, **change), form or f"form {self.forms}")
        self.given.append(issued.code)
        return issued

    async def noted(self) -> list[AuditRow]:
        async with self.house.database.begin() as connection:
            return list(await self.trail.read(connection, limit=100))[::-1]
