"""Does a chat survive a store that fails for a moment, and one row that cannot be read?"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from backend.migrations.apply import upgrade
from bench.servers import NotInstalled, PostgresServer, postgres_programs
from conversations.engine import ChatKey, Pressed, Session, Started, Typed
from conversations.ports import StoreAway, Stored, Unreadable
from conversations.stores.memory import MemoryStore
from conversations.stores.sql import SqlStore, _is_away, sessions_table
from tests.conversations.lanes import Lane, to_review
from tests.conversations.test_stores import NOW, Xor
from tests.conversations.toys import NOON


class Failing(MemoryStore):
    """Fails at one of the coming writes."""

    fail_at = 0

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        self.fail_at -= 1
        if self.fail_at == 0:
            raise StoreAway
        return await super().save(chat, stored)


@pytest.mark.parametrize("fail_at", [1, 2])
async def test_a_write_that_fails_loses_neither_the_update_nor_the_key_of_the_effect(fail_at: int) -> None:
    store = Failing()
    lane = Lane(store=store)
    screen = await to_review(lane)
    store.fail_at = fail_at
    with pytest.raises(StoreAway):
        await lane.send("p", Pressed(screen, "yes"))
    assert lane.parked == []
    assert [reply.text.id for reply in await lane.send("p", Pressed(screen, "yes"))] == ["slip-wait"]
    assert len(lane.backend.effects) == 1


async def test_a_database_that_fails_is_told_apart_from_a_session_that_cannot_be_written(tmp_path: Path) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    store = SqlStore(begin=engine.begin, table=sessions_table(MetaData()), cipher=Xor())
    with pytest.raises(StoreAway, match="OperationalError"):
        await store.save(ChatKey("t", "1", "2"), Stored(Session.fresh(id="x", locale="fa", now=NOW)))
    await engine.dispose()


async def test_a_server_that_dies_and_comes_back_is_only_away(tmp_path: Path) -> None:
    """While PostgreSQL recovers it answers, and refuses: that is no defect of the session that was to be written."""
    try:
        postgres_programs()
    except NotInstalled as missing:
        pytest.skip(str(missing))
    chat, stored = ChatKey("t", "1", "2"), Stored(Session.fresh(id="x", locale="fa", now=NOW))
    async with PostgresServer(tmp_path / "postgres") as server:
        upgrade(server.url)
        engine = create_async_engine(server.url)
        store = SqlStore(begin=engine.begin, table=sessions_table(MetaData()), cipher=Xor())
        await store.save(chat, stored)
        await server.kill()
        coming, faults = asyncio.create_task(server.start()), 0
        while True:
            try:
                kept = await store.load(chat)
                break
            except StoreAway:
                faults += 1
                await asyncio.sleep(0.005)
        await coming
        assert faults
        assert kept is not None
        await engine.dispose()


@pytest.mark.parametrize(("state", "away"), [("57P03", True), ("53300", True), ("40P01", True), ("22P02", False)])
def test_what_postgresql_says_of_itself_tells_trouble_from_a_defect(state: str, away: bool) -> None:
    class Said(Exception):
        sqlstate = state

    assert _is_away(DBAPIError("SELECT 1", {}, Said())) is away


async def test_a_chat_that_cannot_be_read_does_not_keep_others_from_lapsing() -> None:
    broken = ChatKey("t", "1", "broken")

    class OneBroken(MemoryStore):
        async def load(self, chat: ChatKey) -> Stored | None:
            if chat == broken and self.is_broken:
                raise Unreadable
            return await super().load(chat)

        is_broken = False

    store = OneBroken()
    lane = Lane(store=store)
    for chat in (broken, ChatKey("t", "1", "2")):
        for number, event in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
            await lane.send(f"u{number}", event, chat)
    store.is_broken = True
    lane.delivered.clear()
    for minutes in range(3):
        await lane.runner.lapse(NOON + timedelta(hours=20, minutes=minutes), lambda chat: lane.deliver, limit=1)
    assert [reply.text.id for reply in lane.delivered] == ["slip-support"]
    assert [type(error) for _, error in lane.parked] == [Unreadable]


async def test_a_chat_without_a_way_to_it_lapses_once_and_is_left_alone() -> None:
    lane = Lane()
    for number, event in enumerate([Started("slip"), Typed("12345"), Typed("2")]):
        await lane.send(f"u{number}", event)

    def nowhere(chat: ChatKey) -> object:
        raise LookupError

    for hours in (20, 21, 24, 25, 26):
        await lane.runner.lapse(NOON + timedelta(hours=hours), nowhere)
    assert len(lane.parked) == 2, "the warning and the end"
    assert (await lane.session).frames == ()
