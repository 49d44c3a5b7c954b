"""Two workers at the same moment on PostgreSQL: is a message written once, sent once, and nobody told twice?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.areas.notifications.carrier import Outcome, Verdict
from backend.areas.notifications.pauses import pause
from backend.areas.notifications.states import Channel
from backend.kit.outbox import OutgoingMessage
from tests.backend.at_once.lockstep import LockstepDatabase, fault_of
from tests.backend.notifications.stage import NOON, SARA, Stage, open_stage
from tests.databases import Databases

TOLD = OutgoingMessage(kind="slip-issued", person=SARA, dedup="slip-issued:1")


@pytest.fixture
async def stage(postgres_databases: Databases) -> AsyncIterator[Stage]:
    async with open_stage(postgres_databases.fresh()) as made:
        yield made


@pytest.fixture
def both(stage: Stage) -> LockstepDatabase:
    """The database of the stage from now on."""
    database = LockstepDatabase(stage.database)
    stage.delivery = replace(stage.delivery, database=database)
    return database


async def test_one_cause_told_twice_is_one_message_and_one_piece_of_work(stage: Stage, both: LockstepDatabase) -> None:
    async def add() -> int:
        async with both.begin() as connection:
            return await stage.outbox.add(connection, TOLD)

    one, two = await both.race(add(), add())
    assert one == two
    assert [row.id for row in await stage.rows()] == [one]
    assert [number for number, _, _ in stage.engine.asked] == [one]


async def test_two_workers_send_a_message_once(stage: Stage, both: LockstepDatabase) -> None:
    async with stage.database.begin() as connection:
        number = await stage.outbox.add(connection, TOLD)
    results = await both.race(*(stage.delivery.deliver({"id": number}) for _ in range(2)))
    assert fault_of(results) == []
    assert [message.id for message in stage.sms.seen] == [number]
    row = await stage.row(number)
    assert (row.state, row.tries) == ("sent", 1)
    assert await stage.attempts(number) == [("sent", None)]


async def test_two_workers_that_find_the_account_empty_stand_still_once(stage: Stage, both: LockstepDatabase) -> None:
    async def stand_still() -> bool:
        async with both.begin() as connection:
            span = timedelta(minutes=1)
            return (await pause(connection, Channel.SMS, now=NOON, span=span, reason="no-credit", code=418))[1]

    assert sorted(map(str, await both.race(stand_still(), stand_still()))) == ["False", "True"]


async def test_two_sweepers_tell_of_a_forgotten_message_once(stage: Stage, both: LockstepDatabase) -> None:
    async with stage.database.begin() as connection:
        number = await stage.outbox.add(connection, TOLD)
    stage.engine.asked.clear()
    stage.clock.forward(stage.delivery.patience.told * 2)
    assert fault_of(await both.race(stage.delivery.sweep({}), stage.delivery.sweep({}))) == []
    assert [asked for asked, _, _ in stage.engine.asked] == [number]


async def test_a_message_in_trouble_is_tried_again_once(stage: Stage, both: LockstepDatabase) -> None:
    stage.sms.plan = [Outcome(Verdict.AGAIN, reason="busy")]
    async with stage.database.begin() as connection:
        number = await stage.outbox.add(connection, TOLD)
    stage.engine.asked.clear()
    await both.race(*(stage.delivery.deliver({"id": number}) for _ in range(2)))
    assert len(stage.sms.seen) == 1
    assert (await stage.row(number)).tries == 1
