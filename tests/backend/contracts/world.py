"""A small world for contracts: somebody who left work, the world of slips, and the contracts on top of both."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, update

from backend.areas.cases.spine import Spine
from backend.areas.contracts.by_laws import ByLaws
from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.service import ContractsService
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.withdrawing import UnpaidSlips
from backend.contract.caller import Caller
from backend.contract.voluntary import AskContract, AskTerms, ConcludeContract, Contract
from backend.domain.calendar import month_days
from backend.kit.proof import PROOF_LIFE
from backend.registers.local.entitlements import LocalEntitlements
from backend.registers.local.tables import account_years, contracts, history_years, persons, relations
from locales.texts import Texts
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import World, open_world

BY_LAW = "1399-10"


class LinkedAndProved:
    """The chats of the world of slips, with a proof of their own."""

    def __init__(self, links: Any, world: World) -> None:
        self.links = links
        self.proved_at: datetime | None = world.clock.now()

    async def person_of(self, connection: Any, caller: Caller) -> int | None:
        return await self.links.person_of(connection, caller)

    async def chats_of(self, connection: Any, person: int) -> Any:
        return await self.links.chats_of(connection, person)

    async def last_proof(self, connection: Any, caller: Caller) -> datetime | None:
        return self.proved_at


@dataclass
class ContractWorld:
    """Everything a test touches; `slips` is the world of slips below."""

    slips: World
    ports: ContractsPorts
    service: ContractsService
    proof: LinkedAndProved

    def prove(self) -> None:
        """A right code was given just now."""
        self.proof.proved_at = self.slips.clock.now()

    def caller(self, key: str | None = None, chat: str = "100", locale: str = "fa") -> Caller:
        return self.slips.caller(key, chat, locale)

    async def conclude(
        self, premium: int | None = None, *, undertaking: bool = False, key: str | None = None
    ) -> Contract:
        terms = await self.service.contract_terms(AskTerms(premium=premium), self.caller())
        wish = ConcludeContract(
            premium=terms.premium, wage_base=terms.wage_base, by_law=BY_LAW, undertaking=undertaking
        )
        return await self.service.conclude_contract(wish, self.caller(key))

    async def mine(self) -> Contract:
        return await self.service.my_contract(AskContract(), self.caller())

    async def pay(self, last: str) -> None:
        """Issue a slip up to this month and pay it at the bank."""
        slip = await self.slips.issue(last)
        payment = await self.slips.start(slip)
        row = await self.slips.row(payment.id)
        self.slips.bank.take_money(self.slips.bank.need(row.authority), sample_card())
        await settle(self.slips.ports, payment.id, Prompt.CLAIMS_PAID)

    def forward(self, days: int) -> None:
        self.slips.clock.forward(timedelta(days=days))

    async def kinds(self) -> list[str]:
        """Kinds of all messages written so far, in order."""
        from tests.backend.slips.world import outbox_rows

        async with self.slips.database.begin() as connection:
            rows = await connection.execute(outbox_rows.select().order_by(outbox_rows.c.id))
            return [row.kind for row in rows]

    async def has_been(self, days: int, *, until: int = 140506, born: date | None = None, **relation: bool) -> None:
        """The person worked so many days up to and with the end of a month, and nothing else binds them."""
        rows: dict[int, list[int]] = {}
        year, month = divmod(until, 100)
        left = days
        while left:
            taken = min(left, month_days(year, month))
            rows.setdefault(year, [0] * 12)[month - 1] = taken
            left -= taken
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        async with self.slips.database.begin() as connection:
            await connection.execute(delete(history_years))
            await connection.execute(delete(relations))
            for number, worked in rows.items():
                row = {"person": 1, "year": number, "days": worked, "wage_daily": 8_000_000}
                await connection.execute(insert(history_years).values(row))
            if born is not None:
                await connection.execute(update(persons).values(birth_date=born))
            if relation:
                names = ("employed", "pensioner", "dependant", "other_fund", "under_guardianship", "served")
                row_of = {"person": 1} | dict.fromkeys(names, False) | relation
                await connection.execute(insert(relations).values(row_of))


@asynccontextmanager
async def open_contracts(url: str, folder: Path) -> AsyncGenerator[ContractWorld]:
    """Person 1 of the world of slips without a contract; 8 Aban 1405; 700 days of work up to Shahrivar 1405."""
    async with open_world(url, folder) as slips:
        async with slips.database.begin() as connection:
            await connection.execute(delete(account_years))
            await connection.execute(delete(contracts))
        proof = LinkedAndProved(slips.links, slips)
        ports = contract_ports(slips, proof)
        world = ContractWorld(slips, ports, ContractsService(ports=ports), proof)
        await world.has_been(700)
        yield world


def contract_ports(slips: World, proof: LinkedAndProved) -> ContractsPorts:
    below = slips.ports
    return ContractsPorts(
        database=below.database,
        vault=below.vault,
        clock=below.clock,
        people=below.people,
        contracts=below.contracts,
        contributions=below.contributions,
        entitlements=LocalEntitlements(),
        links=proof,
        outbox=below.outbox,
        decisions=below.decisions,
        slips=UnpaidSlips(below),
        cases=Spine(vault=below.vault, clock=below.clock),
        by_laws=ByLaws(Texts()),
        proof_life=PROOF_LIFE,
    )
