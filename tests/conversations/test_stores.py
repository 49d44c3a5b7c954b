"""Does every store keep, refuse and forget alike? One class of tests, every store."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic_core import to_json
from sqlalchemy import MetaData, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from conversations.engine import ChatKey, FileRef, Option, Reply, Session, Text
from conversations.engine.session import to_json as session_to_json
from conversations.ports import Conflict, Store, Stored, Unreadable, Unsent
from conversations.stores.blob import decode, encode
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.dictionary import DICTIONARY
from conversations.stores.memory import MemoryStore
from conversations.stores.recent import RecentStore
from conversations.stores.redis import RedisStore
from conversations.stores.sql import TABLE, SqlStore, sessions_table
from tests.conversations.hand import Hand
from tests.conversations.test_engine_story import to_review
from tests.databases import Databases, at_rest
from tests.redis_at_hand import empty_redis

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
ONE, TWO = ChatKey("telegram", "1", "2"), ChatKey("sms", "1000", "+98:912")


class Xor:
    """A cipher for tests: what it seals for one place does not open for another."""

    def encrypt(self, data: bytes, place: str) -> bytes:
        return place.encode() + b"\0" + bytes(byte ^ 0x5A for byte in data)

    def decrypt(self, sealed: bytes, place: str) -> bytes:
        where, _, data = sealed.partition(b"\0")
        if where != place.encode():
            raise ValueError(place)
        return bytes(byte ^ 0x5A for byte in data)


def _sql(url: str) -> tuple[SqlStore, AsyncEngine]:
    engine = create_async_engine(url)
    return SqlStore(begin=engine.begin, table=sessions_table(MetaData()), cipher=Xor()), engine


@pytest.fixture(params=["memory", "sqlite", "postgresql", "recent", "checkpointed", "forgetful"])
def kind(request: pytest.FixtureRequest) -> str:
    """`forgetful` remembers no session in the process, so every load opens what Redis holds."""
    return str(request.param)


@pytest.fixture
def sql_url(kind: str, request: pytest.FixtureRequest) -> str:
    if kind == "postgresql":
        databases: Databases = request.getfixturevalue("postgres_databases")
        return databases.fresh()
    return str(request.getfixturevalue("sqlite_url"))


@pytest.fixture
async def store(kind: str, sql_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if kind == "memory":
        yield MemoryStore()
        return
    made, engine = _sql(sql_url)
    if kind in {"sqlite", "postgresql", "recent"}:
        yield RecentStore(store=made, size=2) if kind == "recent" else made
    else:
        async with empty_redis(request.getfixturevalue("redis_url")) as shared:
            remember = 0 if kind == "forgetful" else 2
            front = RedisStore(client=shared.client, cipher=Xor(), life=shared.life, remember=remember)
            yield CheckpointedStore(front=front, behind=made)
    await engine.dispose()


def some(**changes: Any) -> Stored:
    reply = Reply(
        text=Text("a", {"lines": (Text("b", {"n": 1}), Text("c")), "one": Text("d"), "money": 5}),
        options=(Option("x", Text("x")), Option("y", Text("y"), url="https://example.org", nav=True)),
        screen="s1", keyboard="contact", edit=True, protect=True, progress=(1, 4), title=Text("t"),
        files=(FileRef("slip", "1", Text("name", {"n": "2"})),), notice=Text("n"), columns=3, locale="en",
    )  # fmt: skip
    session = Session.fresh(id="x", locale="fa", now=NOW)
    return Stored(
        **{"session": session, "seen": ("1", "2"), "unsent": (Unsent("2", (reply, Reply(Text("z")))),), **changes}
    )


async def test_an_unknown_chat_is_nothing(store: Store) -> None:
    assert await store.load(ONE) is None


async def test_what_is_kept_comes_back(store: Store) -> None:
    stored = some(lapses_at=NOW + timedelta(hours=20))
    revision = await store.save(ONE, stored)
    assert revision > 0
    assert await store.load(ONE) == replace(stored, revision=revision)
    assert await store.load(TWO) is None


async def test_a_whole_conversation_comes_back(store: Store) -> None:
    hand = to_review(Hand())
    await store.save(TWO, some(session=hand.session))
    kept = await store.load(TWO)
    assert kept is not None
    assert kept.session == hand.session


async def test_revisions_grow_and_old_ones_are_refused(store: Store) -> None:
    first = await store.save(ONE, some())
    with pytest.raises(Conflict):
        await store.save(ONE, some())
    second = await store.save(ONE, some(revision=first))
    with pytest.raises(Conflict):
        await store.save(ONE, some(revision=first))
    kept = await store.load(ONE)
    assert kept is not None
    assert kept.revision == second > first


async def test_due_names_those_whose_time_has_come_earliest_first(store: Store) -> None:
    await store.save(ONE, some(lapses_at=NOW + timedelta(hours=2)))
    await store.save(TWO, some(lapses_at=NOW + timedelta(hours=1)))
    await store.save(ChatKey("a", "b", "c"), some())
    assert list(await store.due(NOW)) == []
    assert list(await store.due(NOW + timedelta(hours=3))) == [TWO, ONE]
    assert list(await store.due(NOW + timedelta(hours=3), limit=1)) == [TWO]


async def test_forget_deletes_the_long_untouched(store: Store) -> None:
    await store.save(ONE, some())
    assert await store.forget(NOW) == 0
    assert await store.forget(NOW + timedelta(seconds=1)) == 1
    assert await store.load(ONE) is None


async def test_sql_keeps_nothing_readable_and_needs_one_read_and_one_write(database_url: str) -> None:
    store, engine = _sql(database_url)
    statements: list[str] = []
    event.listen(
        engine.sync_engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement)
    )
    hand = to_review(Hand())
    await store.save(ONE, some(session=hand.session))
    await store.load(ONE)
    await store.save(ONE, some(session=hand.session, revision=1))
    assert [statement.split()[0] for statement in statements] == ["INSERT", "SELECT", "UPDATE"]
    assert b"a note" not in at_rest(database_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(f"UPDATE {TABLE} SET chat = 'telegram:1:3'")
    with pytest.raises(Unreadable, match="ValueError"):
        await store.load(ChatKey("telegram", "1", "3"))
    await engine.dispose()


@pytest.mark.parametrize(
    "seen", [(), ("7",), ("812345679", "812345680", "news:1", "812345600"), ("007", "۷", "1" * 16, "-5", "", "0", "9")]
)
def test_update_ids_come_back_as_they_were(seen: tuple[str, ...]) -> None:
    assert decode(encode(some(seen=seen)), revision=0, lapses_at=None).seen == seen


def test_what_earlier_versions_wrote_is_still_read() -> None:
    session = some().session
    plain = to_json({"s": session_to_json(session), "u": ["812345679", "812345680"]})
    packer = zlib.compressobj(6, zlib.DEFLATED, -12, 4)
    packed = b"\x01" + packer.compress(plain) + packer.flush()
    for earlier in (plain, packed):
        assert decode(earlier, revision=3, lapses_at=None) == Stored(session, ("812345679", "812345680"), (), 3)


def test_the_words_that_are_not_stored_never_change() -> None:
    assert hashlib.sha256(DICTIONARY).hexdigest() == "53eb0c06d95c47bb05ada253d8e941df8c788294e00e4d94aab5650f92d22a08"


def test_a_chat_key_is_one_string_and_back() -> None:
    assert ChatKey.parse(str(TWO)) == TWO


def test_the_table_is_made_once() -> None:
    metadata = MetaData()
    assert sessions_table(metadata) is sessions_table(metadata)


async def test_a_remembered_session_gives_way_to_what_another_replica_wrote() -> None:
    truth = MemoryStore()
    here, there = RecentStore(store=truth), RecentStore(store=truth)
    chat = ChatKey("telegram", "1", "1")
    await here.save(chat, some(revision=0))
    newer = await there.load(chat)
    assert newer is not None
    await there.save(chat, newer)
    stale = await here.load(chat)
    assert stale is not None
    with pytest.raises(Conflict):
        await here.save(chat, stale)
    again = await here.load(chat)
    assert again is not None
    assert again.revision == 2
