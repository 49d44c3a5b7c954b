"""If the process dies at any await of the sender and starts again, does the person get one message?"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.states import Channel
from backend.kit.db import Database
from backend.kit.outbox import OutgoingMessage
from sms.providers.port import MessageStatus, OutgoingSms, SendResult
from tests.backend.notifications.stage import NOON, SARA, open_stage
from tests.databases import Databases
from tests.sms.outbound.conftest import attach
from tests.sms.outbound.provider_at_hand import ProviderAtHand

LINKED = OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram", "at": NOON.isoformat()})


class Death(BaseException):
    """The process is gone: nothing may catch it."""


@dataclass
class Trap:
    """Kills at the step it is set to; counts the steps."""

    at: int
    step: int = 0

    def tread(self) -> None:
        self.step += 1
        if self.step == self.at:
            raise Death


class TrappedDatabase(Database):
    """Dies before a transaction begins, before it commits, or right after."""

    def __init__(self, inner: Database, trap: Trap) -> None:
        self.engine, self.is_sqlite, self.trap = inner.engine, inner.is_sqlite, trap

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        self.trap.tread()
        async with self.engine.begin() as connection:
            yield connection
            self.trap.tread()
        self.trap.tread()


@dataclass
class TrappedProvider(ProviderAtHand):
    """Dies before the provider hears of it, or after it acted."""

    trap: Trap | None = None

    async def send(self, batch: Sequence[OutgoingSms], *, urgent: bool = False) -> Sequence[SendResult]:
        self.tread()
        answer = await super().send(batch, urgent=urgent)
        self.tread()
        return answer

    async def status_by_localid(self, localids: Sequence[int]) -> Sequence[MessageStatus]:
        self.tread()
        answer = await super().status_by_localid(localids)
        self.tread()
        return answer

    def tread(self) -> None:
        if self.trap is not None:
            self.trap.tread()


async def run_with_death_at(step: int, databases: Databases, *, alone: bool, lost: int) -> bool:
    """True when the trap sprang; the run is then repeated to the end without a trap."""
    async with open_stage(databases.fresh()) as stage:
        provider = TrappedProvider(lose=lost)
        line = attach(stage, provider)
        async with stage.database.begin() as connection:
            number = await stage.outbox.add(connection, LINKED)
        trap = Trap(step)
        provider.trap = trap
        dying = replace(line.delivery, database=TrappedDatabase(stage.database, trap))
        died = False
        try:
            await dying.deliver({"id": number})
            stage.clock.forward(stage.engine.asked[-1][2])
            await dying.deliver({"id": number})
        except Death:
            died = True
        provider.trap = None
        if alone:
            await line.delivery.void_claims()
        for _ in range(4):
            await line.delivery.deliver({"id": number})
            stage.clock.forward(stage.engine.asked[-1][2])
        assert list(provider.ledger) == [number]
        row = await stage.row(number)
        assert (row.state, row.in_doubt) == ("sent", False)
        assert row.provider_id == "1000"
        return died


@pytest.mark.parametrize("lost", [0, 1], ids=["answer-came", "answer-lost"])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "lease-ends"])
async def test_one_message_whenever_it_dies(databases: Databases, *, alone: bool, lost: int) -> None:
    step = 1
    while await run_with_death_at(step, databases, alone=alone, lost=lost):
        step += 1
    assert step > (8 if lost == 0 else 16), "every await of a try was a place to die"


def test_a_trap_kills_once() -> None:
    trap = Trap(2)
    trap.tread()
    with pytest.raises(Death):
        trap.tread()
    assert Channel.SMS in set(Channel)
