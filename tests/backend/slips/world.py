"""A small world for slips: one insured person, real local registers, the real adapter against the simulated gateway."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.cover import TreatmentCover
from backend.areas.slips.ports import PaymentTimes, SlipsPorts
from backend.areas.slips.service import SlipsService
from backend.areas.slips.tables import payments, slips
from backend.contract.caller import Caller
from backend.contract.slips import AskAccount, ChooseMonths, IssueSlip, Payment, Slip, StartPayment
from backend.domain.rules import load_ruleset
from backend.kit.clock import FixedClock
from backend.kit.db import Database, Json
from backend.kit.links import LinkedChat
from backend.kit.outbox import OutgoingMessage
from backend.kit.upsert import insert_unless_there
from backend.kit.vault import Vault, new_key
from backend.payments.zarinpal import ZarinPal
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.contracts import LocalContributions
from backend.registers.local.entitlements import LocalEntitlements
from backend.registers.local.people import IBAN, MOBILE, NATIONAL_ID, LocalPeople
from backend.registers.local.tables import account_years, branches, contracts, contributions, persons
from backend.rules_service.decisions import DecisionBook
from simulators.zarinpal.api import create_api
from simulators.zarinpal.gateway import Gateway, open_gateway

NOON = datetime(2026, 10, 30, 8, 30, tzinfo=UTC)
"""8 Aban 1405, noon in Tehran."""
MERCHANT = "11111111-2222-3333-4444-555555555555"
RULESET = load_ruleset()
BRANCH = {"code": "0101", "name": "شعبه یک", "address": "خیابان آزادی", "phone": "02166000000", "county": "تهران"}

outbox_meta = MetaData()
outbox_rows = Table(
    "test_outbox",
    outbox_meta,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40)),
    Column("dedup", String(80), unique=True),
    Column("person", Integer),
    Column("topic", String(40)),
    Column("ref", String(40)),
    Column("chats", Boolean),
    Column("sms", Boolean),
    Column("details", Json),
)


class Wire(httpx2.ASGITransport):
    """The wire to the simulator; an answer that stops half way is a broken connection, as it is on a real one."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return await super().handle_async_request(request)
        except AssertionError:
            raise httpx2.RemoteProtocolError("the answer broke off", request=request) from None


class TableOutbox:
    """Writes messages into a table, in the transaction of their cause."""

    async def add(self, connection: AsyncConnection, message: OutgoingMessage) -> int:
        row = {
            "kind": message.kind,
            "dedup": message.dedup,
            "person": message.person,
            "topic": message.topic,
            "ref": message.ref,
            "chats": message.chats,
            "sms": message.sms,
            "details": dict(message.values),
        }
        await insert_unless_there(connection, outbox_rows, row)
        found = await connection.scalar(select(outbox_rows.c.id).where(outbox_rows.c.dedup == message.dedup))
        return int(found or 0)


@dataclass
class Linked:
    """Which chat belongs to which person."""

    people: dict[str, int] = field(default_factory=dict)

    async def person_of(self, connection: AsyncConnection, caller: Caller) -> int | None:
        return self.people.get(caller.chat)

    async def chats_of(self, connection: AsyncConnection, person: int) -> Sequence[LinkedChat]:
        return [LinkedChat("telegram", "1", chat, "fa") for chat, owner in self.people.items() if owner == person]

    async def last_proof(self, connection: AsyncConnection, caller: Caller) -> datetime | None:
        return NOON


@dataclass
class World:
    """Everything a test touches."""

    database: Database
    clock: FixedClock
    vault: Vault
    ports: SlipsPorts
    service: SlipsService
    bank: Gateway
    links: Linked
    client: httpx2.AsyncClient
    calls: int = 0

    def caller(self, key: str | None = None, chat: str = "100", locale: str = "fa") -> Caller:
        self.calls += 1
        return Caller("telegram", "1", chat, key or f"k{self.calls}", locale)

    async def issue(self, last: str = "1405-08", key: str | None = None) -> Slip:
        account = await self.service.premium_account(AskAccount(), self.caller())
        asked = ChooseMonths(first=account.months[0].month, last=last)
        quote = await self.service.quote_slip(asked, self.caller())
        wish = IssueSlip(first=quote.first, last=quote.last, total=quote.total)
        return await self.service.issue_slip(wish, self.caller(key))

    async def start(self, slip: Slip, key: str | None = None) -> Payment:
        return await self.service.start_payment(StartPayment(slip=slip.id), self.caller(key))

    async def row(self, payment: str) -> Any:
        async with self.database.begin() as connection:
            return (await connection.execute(select(payments).where(payments.c.id == payment))).one()

    async def count(self, table: Table, *where: Any) -> int:
        async with self.database.begin() as connection:
            return int(await connection.scalar(select(func.count()).select_from(table).where(*where)) or 0)

    async def messages(self, kind: str) -> list[Any]:
        async with self.database.begin() as connection:
            found = await connection.execute(select(outbox_rows).where(outbox_rows.c.kind == kind))
            return list(found)

    async def change(self, table: Table, **values: Any) -> None:
        async with self.database.begin() as connection:
            await connection.execute(update(table).values(**values))

    async def assert_paid_once(self, slip: Slip) -> None:
        """One payment paid, the slip paid, one contribution record a month, one message."""
        assert await self.count(payments, payments.c.state == "paid") == 1
        assert await self.count(slips, slips.c.id == slip.id, slips.c.state == "paid") == 1
        months = int(slip.last[5:]) - int(slip.first[5:]) + 1
        assert await self.count(contributions, contributions.c.month >= 140508) == months
        assert len(await self.messages("payment-received")) == 1


async def add_person(database: Database, vault: Vault, *, paid_until: int = 140507, **contract: Any) -> None:
    """Person 1 with contract 1: voluntary, 27 %, paid up to and with Mehr 1405 unless told otherwise."""
    terms: dict[str, Any] = {
        "id": 1,
        "person": 1,
        "kind": "voluntary",
        "rate": 27,
        "number": "V-1404-1",
        "concluded_on": date(2025, 3, 25),
        "first_month": 140401,
        "ratio_ppm": 1_200_000,
        "treatment_support": False,
        "covered_persons": 0,
        "state": "active",
    } | contract
    person = {
        "id": 1,
        "national_id_sealed": vault.seal("0499370899", NATIONAL_ID),
        "national_id_index": vault.index("0499370899", NATIONAL_ID),
        "first_name": "مریم",
        "last_name": "آزمایشی",
        "father_name": "علی",
        "birth_date": date(1980, 5, 1),
        "sso_number": "12345678",
        "mobile_sealed": vault.seal("09121234567", MOBILE),
        "mobile_index": vault.index("09121234567", MOBILE),
        "iban_sealed": vault.seal("IR062960000000100324200001", IBAN),
        "branch": BRANCH["code"],
        "alive": True,
        "situation": "",
    }
    known = {name: value for name, value in person.items() if name in persons.c}
    months = [m for year in (1404, 1405) for m in range(year * 100 + 1, year * 100 + 13)]
    paid = [m for m in months if terms["first_month"] <= m <= paid_until]
    async with database.begin() as connection:
        await connection.execute(insert(branches).values(**BRANCH))
        await connection.execute(insert(persons).values(**known))
        await connection.execute(insert(contracts).values(**terms))
        year = {"contract": 1, "year": 1404, "computed": True, "debt": 0}
        await connection.execute(insert(account_years).values(**year))
        for month in paid:
            row = {
                "contract": 1,
                "month": month,
                "days": 30,
                "wage": 1,
                "premium": 1,
                "reference": "old",
                "paid_at": NOON,
            }
            await connection.execute(insert(contributions).values(**row))


@asynccontextmanager
async def open_world(url: str, folder: Path, **person: Any) -> AsyncGenerator[World]:
    """A world on a fresh database; the files of its bank lie in `folder`."""
    database = Database(url=url)
    async with database.engine.begin() as connection:
        await connection.run_sync(outbox_meta.create_all)
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    clock = FixedClock(NOON)
    bank = open_gateway(folder, clock=lambda: clock.now().timestamp())
    bank.change(session_seconds=3000.0)
    await add_person(database, vault, **person)
    async with httpx2.AsyncClient(transport=Wire(create_api(bank))) as client:
        links = Linked({"100": 1, "200": 1})
        ports = SlipsPorts(
            database=database,
            vault=vault,
            clock=clock,
            people=LocalPeople(vault=vault),
            contracts=LocalContractBook(),
            contributions=LocalContributions(),
            cover=TreatmentCover(contracts=LocalContractBook(), entitlements=LocalEntitlements(), ruleset=RULESET),
            links=links,
            outbox=TableOutbox(),
            gateway=ZarinPal(client=client, base_url="http://gateway.test", merchant_id=MERCHANT),
            decisions=DecisionBook(vault, RULESET),
            return_base="http://bimeyar.test/pay/return",
            descriptions={"fa": "فیش {number}", "en": "Slip {number}"},
            times=PaymentTimes(),
        )
        service = SlipsService(ports=ports)
        yield World(database, clock, vault, ports, service, bank, links, client)
    await database.close()
    bank.ledger.close()
