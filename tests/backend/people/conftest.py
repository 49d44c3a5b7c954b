from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.identification import Identification
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.service import PeopleService
from backend.contract.caller import Caller
from backend.contract.people import CheckCode, Identified, StartIdentification
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.outbox import OutgoingMessage
from backend.kit.pace import Pace
from backend.kit.vault import Vault, new_key
from backend.registers.iban_owners import IbanOwner
from backend.registers.local.iban_owners import LocalIbanOwners
from backend.registers.local.people import IBAN, MOBILE, NATIONAL_ID, LocalMobileMatch, LocalPeople
from backend.registers.local.tables import branches, persons
from backend.registers.mobile_match import MobileOwner

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BORN = date(1980, 5, 6)
ZAHRA, REZA, NOBODY = "0499370899", "0790419904", "0684159414"
"""Two people of the register, and an id with a right check digit that nobody there has."""
ZAHRAS_MOBILE, REZAS_MOBILE = "09230000001", "09230000002"
ZAHRAS_IBAN = "IR820540102680020817909002"


@dataclass
class Messages:
    """An outbox that only remembers."""

    sent: list[OutgoingMessage] = field(default_factory=list)

    async def add(self, connection: AsyncConnection, message: OutgoingMessage) -> int:
        self.sent.append(message)
        return len(self.sent)

    def of(self, kind: str) -> list[OutgoingMessage]:
        return [message for message in self.sent if message.kind == kind]

    @property
    def code(self) -> str:
        return str(self.of("code")[-1].values["code"])


@dataclass
class Waits:
    """A pace whose stopwatch stands still, so that what is waited is the whole floor."""

    waited: list[float] = field(default_factory=list)

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    @property
    def pace(self) -> Pace:
        return Pace(stopwatch=lambda: 0.0, wait=self.wait)


@dataclass
class Matching:
    """The matching service, with a switch."""

    inner: LocalMobileMatch
    answers: bool = True
    asked: int = 0

    async def match(self, national_id: str, mobile: str) -> MobileOwner:
        self.asked += 1
        return await self.inner.match(national_id, mobile) if self.answers else MobileOwner.UNAVAILABLE


@dataclass
class Banks:
    """The inquiry about accounts, with a switch; `meanwhile` happens while it is asked."""

    inner: LocalIbanOwners
    answers: bool = True
    asked: int = 0
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def owner(self, national_id: str, iban: str) -> IbanOwner:
        self.asked += 1
        if self.meanwhile is not None:
            await self.meanwhile()
        return await self.inner.owner(national_id, iban) if self.answers else IbanOwner.UNAVAILABLE


@dataclass
class House:
    """The people area on a database; `reopened` is the same after a restart."""

    url: str
    vault: Vault
    clock: FixedClock
    limits: IdentityLimits
    messages: Messages = field(default_factory=Messages)
    waits: Waits = field(default_factory=Waits)

    def __post_init__(self) -> None:
        self._key = 0
        self.build(Database(url=self.url))

    def build(self, database: Database) -> None:
        """The service on this database."""
        self.database = database
        register = LocalPeople(vault=self.vault)
        self.matching = Matching(LocalMobileMatch(database=self.database, vault=self.vault))
        identification = Identification(
            database=self.database,
            vault=self.vault,
            clock=self.clock,
            register=register,
            mobile_match=self.matching,
            outbox=self.messages,
            limits=self.limits,
            pace=self.waits.pace,
        )
        self.banks = Banks(LocalIbanOwners(database=self.database, vault=self.vault))
        self.service = PeopleService(
            database=self.database,
            vault=self.vault,
            clock=self.clock,
            register=register,
            outbox=self.messages,
            identification=identification,
            iban_owners=self.banks,
        )

    def caller(self, chat: str = "1", *, key: str | None = None, channel: str = "telegram") -> Caller:
        self._key += 1
        return Caller(channel=channel, bot="100", chat=chat, key=key or f"k{self._key}")

    async def reopened(self) -> House:
        await self.database.close()
        other = House(self.url, self.vault, self.clock, self.limits, self.messages, self.waits)
        other._key = self._key
        return other

    async def identify(self, national_id: str = ZAHRA, chat: str = "1") -> Identified:
        request = StartIdentification(national_id=national_id, birth_date=BORN)
        challenge = await self.service.start_identification(request, self.caller(chat))
        answer = CheckCode(challenge=challenge.id, code=self.messages.code)
        return await self.service.check_code(answer, self.caller(chat))

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        async with self.database.begin() as connection:
            return [tuple(row) for row in await connection.exec_driver_sql(sql)]

    async def add_person(self, number: int, national_id: str, mobile: str | None, **other: object) -> None:
        row = {
            "id": number,
            "national_id_sealed": self.vault.seal(national_id, NATIONAL_ID),
            "national_id_index": self.vault.index(national_id, NATIONAL_ID),
            "first_name": "زهرا",
            "last_name": "نمونه",
            "father_name": "علی",
            "birth_date": BORN,
            "sso_number": None,
            "mobile_sealed": mobile and self.vault.seal(mobile, MOBILE),
            "mobile_index": mobile and self.vault.index(mobile, MOBILE),
            "mobile_owned": True,
            "iban_sealed": self.vault.seal(ZAHRAS_IBAN, IBAN),
            "branch": "1001",
            "alive": True,
            "situation": "",
        }
        async with self.database.begin() as connection:
            await connection.execute(insert(persons).values(row | other))


@pytest.fixture
def limits() -> IdentityLimits:
    return IdentityLimits(floor=timedelta(milliseconds=300))


@asynccontextmanager
async def open_house(url: str, limits: IdentityLimits) -> AsyncGenerator[House]:
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    house = House(url, vault, FixedClock(NOW), limits)
    async with house.database.begin() as connection:
        branch = {"code": "1001", "name": "شعبه", "address": "خیابان", "phone": "02199901001", "county": "تهران"}
        await connection.execute(insert(branches).values(branch))
    await house.add_person(1, ZAHRA, ZAHRAS_MOBILE)
    await house.add_person(2, REZA, REZAS_MOBILE)
    yield house
    await house.database.close()


@pytest.fixture
async def house(database_url: str, limits: IdentityLimits) -> AsyncGenerator[House]:
    async with open_house(database_url, limits) as made:
        yield made
