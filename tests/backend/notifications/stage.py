"""A small stage: a database, people with and without mobiles, linked chats, an engine that only notes what it is asked."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.carrier import Carrier, OpenMessage, Outcome, Verdict
from backend.areas.notifications.delivery import Delivery, Patience
from backend.areas.notifications.service import OutboxService
from backend.areas.notifications.states import Channel
from backend.areas.notifications.tables import attempts, messages
from backend.contract.caller import Caller
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.links import LinkedChat
from backend.kit.outbox import Lane
from backend.kit.vault import Vault, new_key
from backend.registers.ports import BranchOffice, Person
from backend.work.port import Args, Handler
from backend.work.schedule import Schedule

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
SARA, NO_MOBILE = 1, 2


class PeopleAtHand:
    async def by_id(self, connection: AsyncConnection, person: int) -> Person | None:
        mobile = {SARA: "09121234567", NO_MOBILE: None}[person]
        return Person(
            id=person, national_id="0499370899", first_name="سارا", last_name="احمدی", father_name="رضا",
            birth_date=date(1990, 1, 1), sso_number=None, mobile=mobile, iban=None, branch="001", alive=True,
        )  # fmt: skip

    async def by_national_id(self, connection: AsyncConnection, national_id: str) -> Person | None:
        raise NotImplementedError

    async def branch(self, connection: AsyncConnection, code: str) -> BranchOffice:
        raise NotImplementedError


@dataclass
class LinksAtHand:
    chats: list[LinkedChat] = field(default_factory=list)

    async def chats_of(self, connection: AsyncConnection, person: int) -> Sequence[LinkedChat]:
        return self.chats if person == SARA else []

    async def person_of(self, connection: AsyncConnection, caller: Caller) -> int | None:
        raise NotImplementedError

    async def last_proof(self, connection: AsyncConnection, caller: Caller) -> datetime | None:
        raise NotImplementedError


@dataclass
class NotingEngine:
    """Keeps what was enqueued, with its transaction: `asked` is (id, lane, delay)."""

    asked: list[tuple[int, Lane, timedelta]] = field(default_factory=list)

    async def enqueue(
        self,
        connection: AsyncConnection,
        name: str,
        args: Args,
        *,
        lane: Lane,
        delay: timedelta | None = None,
        dedup: str | None = None,
    ) -> None:
        assert name == "outbox.deliver"
        assert connection.in_transaction()
        self.asked.append((int(args["id"]), lane, delay or timedelta()))

    def register(self, name: str, handler: Handler) -> None:
        raise NotImplementedError

    def every(self, schedule: Schedule, name: str) -> None:
        raise NotImplementedError

    async def start(self) -> None:
        raise NotImplementedError

    async def stop(self) -> None:
        raise NotImplementedError


@dataclass
class ScriptedCarrier:
    """Gives the planned outcomes in turn, then SENT; keeps every message it was given."""

    plan: list[Outcome | Exception] = field(default_factory=list)
    seen: list[OpenMessage] = field(default_factory=list)

    async def carry(self, message: OpenMessage) -> Outcome:
        self.seen.append(message)
        planned = self.plan.pop(0) if self.plan else Outcome(Verdict.SENT, provider_id="77", parts=1, cost=1200)
        if isinstance(planned, Exception):
            raise planned
        return planned


@dataclass
class Stage:
    database: Database
    clock: FixedClock
    vault: Vault
    links: LinksAtHand
    engine: NotingEngine
    outbox: OutboxService
    sms: ScriptedCarrier
    chat: ScriptedCarrier
    delivery: Delivery

    async def rows(self) -> list[Any]:
        async with self.database.begin() as connection:
            return list((await connection.execute(select(messages).order_by(messages.c.id))).all())

    async def row(self, number: int) -> Any:
        return next(row for row in await self.rows() if row.id == number)

    async def attempts(self, number: int) -> list[tuple[str, str | None]]:
        async with self.database.begin() as connection:
            rows = await connection.execute(select(attempts).where(attempts.c.message == number))
            return [(row.outcome, row.note) for row in rows]


@asynccontextmanager
async def open_stage(url: str, patience: Patience | None = None) -> AsyncIterator[Stage]:
    database = Database(url=url)
    clock, links, engine = FixedClock(NOON), LinksAtHand(), NotingEngine()
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    outbox = OutboxService.over(vault=vault, clock=clock, engine=engine, people=PeopleAtHand(), links=links)
    sms, chat = ScriptedCarrier(), ScriptedCarrier()
    carriers: dict[Channel, Carrier] = {Channel.SMS: sms, Channel.CHAT: chat}
    delivery = Delivery(
        database=database, vault=vault, clock=clock, engine=engine, carriers=carriers,
        patience=patience or Patience(), jitter=lambda: 0.0,
    )  # fmt: skip
    yield Stage(database, clock, vault, links, engine, outbox, sms, chat, delivery)
    await database.close()
