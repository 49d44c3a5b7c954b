"""A small world for enrolments: a pensioner with a family in Tehran, the local registers, the spine, the year of 1405."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select, update

from backend.areas.cases.repository import CaseRow, case_about
from backend.areas.cases.spine import Spine
from backend.areas.enrolments.case_work import EnrolmentWork
from backend.areas.enrolments.ports import KIND, EnrolmentsPorts
from backend.areas.enrolments.seeding import seed_years
from backend.areas.enrolments.service import EnrolmentsService
from backend.areas.enrolments.years import ContractYears
from backend.contract.caller import Caller
from backend.contract.supplementary import (
    AskedChange,
    AskEnrolmentSheet,
    EnrolmentJudgement,
    EnrolmentStanding,
    JudgeEnrolment,
    SubmitEnrolment,
)
from backend.domain.calendar import parse_jalali
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.kit.cases import Act
from backend.kit.clock import FixedClock
from backend.kit.proof import PROOF_LIFE
from backend.registers.local.pension_tables import members, pensions
from backend.registers.local.pensions import MEMBER_NAME, LocalPensions
from backend.registers.local.tables import branches
from backend.registers.pensions import Loan, PensionMember
from tests.backend.slips.world import World, open_world, outbox_rows

OTHER_BRANCH = {
    "code": "0102",
    "name": "شعبه دو",
    "address": "خیابان انقلاب",
    "phone": "02166000001",
    "county": "تهران",
}
FAMILY: tuple[dict[str, Any], ...] = (
    {"key": "0", "kinship": "self", "name": "مریم آزمایشی"},
    {"key": "1", "kinship": "spouse", "name": "حسن آزمایشی"},
    {"key": "2", "kinship": "child", "name": "علی آزمایشی", "until": "1407-01-01"},
    {"key": "3", "kinship": "child", "name": "سارا آزمایشی"},
)
EVERYBODY = ("0", "1", "2", "3")


class Proved:
    """The chats of the world of slips, with a right code given just now unless told otherwise."""

    def __init__(self, links: Any, clock: FixedClock) -> None:
        self.links, self.clock, self.fresh = links, clock, True

    async def person_of(self, connection: Any, caller: Caller) -> int | None:
        found: int | None = await self.links.person_of(connection, caller)
        return found

    async def chats_of(self, connection: Any, person: int) -> Any:
        return await self.links.chats_of(connection, person)

    async def last_proof(self, connection: Any, caller: Caller) -> datetime | None:
        return self.clock.now() if self.fresh else None


@dataclass
class EnrolmentWorld:
    """Everything a test touches; `below` is the world of slips."""

    below: World
    ports: EnrolmentsPorts
    service: EnrolmentsService
    work: EnrolmentWork
    proved: Proved

    def renew(self, ports: EnrolmentsPorts) -> None:
        """Other surroundings from now on."""
        self.ports, self.service, self.work = ports, EnrolmentsService(ports=ports), EnrolmentWork(ports)

    def day(self, jalali: str) -> None:
        """It is noon of this Jalali day."""
        on = parse_jalali(jalali)
        self.below.clock.moment = datetime(on.year, on.month, on.day, 8, 30, tzinfo=UTC)

    def caller(self, key: str | None = None, chat: str = "100") -> Caller:
        return self.below.caller(key, chat)

    async def judge(self, *chosen: str) -> EnrolmentJudgement:
        return await self.service.judge_enrolment(JudgeEnrolment(chosen=chosen, plan="gold"), self.caller())

    async def wish(self, *chosen: str, number: str | None = None) -> SubmitEnrolment:
        """What is shown for this choice, ready to be submitted."""
        sheet = await self.service.enrolment_sheet(AskEnrolmentSheet(), self.caller())
        found = await self.judge(*chosen)
        assert sheet.year is not None
        changes = (AskedChange(member=one.key, action=one.action) for one in found.outcomes if one.action is not None)
        return SubmitEnrolment(
            changes=tuple(changes), plan="gold", terms=sheet.year.terms, pensioner=found.pensioner, number=number
        )

    async def submit(self, *chosen: str, number: str | None = None, key: str | None = None) -> EnrolmentStanding:
        return await self.service.submit_enrolment(await self.wish(*chosen, number=number), self.caller(key))

    async def act(self, number: str, move: MoveName, by: Mover, staff: int, **more: Any) -> CaseStatus:
        async with self.ports.database.begin() as connection:
            return await self.work.act(connection, 1, number, Act(move=move, by=by, staff=staff, **more))

    async def approve(self, number: str, staff: int = 7) -> CaseStatus:
        return await self.act(number, MoveName.APPROVE, Mover.ASSOCIATION, staff)

    async def accept(self, number: str, staff: int = 8) -> CaseStatus:
        return await self.act(number, MoveName.ACCEPT, Mover.BRANCH, staff)

    async def case(self, number: str) -> CaseRow:
        async with self.ports.database.begin() as connection:
            found = await case_about(connection, KIND, number)
        assert found is not None
        return found

    async def family(self) -> list[PensionMember]:
        async with self.ports.database.begin() as connection:
            pension = await self.ports.pensions.of_person(connection, 1)
            assert pension is not None
            return list(await self.ports.pensions.members(connection, pension))

    async def covered(self) -> list[str]:
        return [member.key for member in await self.family() if member.covered]

    async def loans(self) -> list[Loan]:
        async with self.ports.database.begin() as connection:
            pension = await self.ports.pensions.of_person(connection, 1)
            assert pension is not None
            return list(await self.ports.pensions.loans(connection, pension))

    async def change(self, key: str, **values: Any) -> None:
        """Change a member in the register."""
        async with self.ports.database.begin() as connection:
            await connection.execute(update(members).where(members.c.key == key).values(**values))

    async def count(self, table: Table) -> int:
        async with self.ports.database.begin() as connection:
            return int(await connection.scalar(select(func.count()).select_from(table)) or 0)

    async def kinds(self) -> list[str]:
        async with self.ports.database.begin() as connection:
            rows = await connection.execute(outbox_rows.select().order_by(outbox_rows.c.id))
            return [row.kind for row in rows]


def member_row(
    vault: Any, *, key: str, kinship: str, name: str, until: str | None = None, **more: Any
) -> dict[str, Any]:
    """A member as the local register keeps them."""
    end: date | None = parse_jalali(until) if until else None
    row = {"pension": "20000001", "key": key, "kinship": kinship, "name_sealed": vault.seal(name, MEMBER_NAME)}
    return row | {"until": end, "basis": "through-pensioner", "covered": False, "plan": None} | more


@asynccontextmanager
async def open_enrolments(url: str, folder: Path) -> AsyncGenerator[EnrolmentWorld]:
    """7 Azar 1405: person 1 with spouse and two children, nobody insured; the years of the seed are in force."""
    async with open_world(url, folder) as below:
        proved = Proved(below.links, below.clock)
        ports = EnrolmentsPorts(
            database=below.database,
            vault=below.vault,
            clock=below.clock,
            people=below.ports.people,
            pensions=LocalPensions(vault=below.vault),
            links=proved,
            outbox=below.ports.outbox,
            decisions=below.ports.decisions,
            cases=Spine(vault=below.vault, clock=below.clock),
            years=ContractYears(below.clock),
            proof_life=PROOF_LIFE,
        )
        world = EnrolmentWorld(below, ports, EnrolmentsService(ports=ports), EnrolmentWork(ports), proved)
        world.day("1405-09-07")
        async with below.database.begin() as connection:
            await connection.execute(insert(branches).values(OTHER_BRANCH))
            file = {
                "number": "20000001",
                "person": 1,
                "branch": "0101",
                "county": "تهران",
                "active": True,
                "staff": False,
            }
            await connection.execute(insert(pensions).values(file))
            await connection.execute(insert(members), [member_row(below.vault, **one) for one in FAMILY])
            await seed_years(ports.years, connection)
        yield world
