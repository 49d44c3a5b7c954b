"""Does every process know which chats are closed, and do they hear when one is open again?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import event, select, text

from backend.areas.notifications.chats import ChatUnreachable
from backend.areas.notifications.tables import closed_chats
from bimeyar.chatting import Chatting
from bimeyar.reaching import SharedReachability, WayForNews
from conversations.engine.chat import ChatKey
from conversations.engine.reply import Reply, Text
from tests.review.product import BuiltProduct, built_product

CHAT = ChatKey("bale", "77", "5")
NEWS = (Reply(Text("engine-trouble")),)


@dataclass
class Messenger:
    """The bot of one process: what it was given to send, and whether the person has blocked it."""

    reachability: SharedReachability
    sent: list[tuple[Reply, ...]] = field(default_factory=list)
    is_blocked: bool = False

    def way_to(self, chat: ChatKey) -> Messenger:
        return self

    async def __call__(self, replies: tuple[Reply, ...]) -> None:
        self.sent.append(replies)
        if self.is_blocked:
            await self.reachability.mark(CHAT, reachable=False)


class Time:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def replica(product: BuiltProduct, time: Time) -> Messenger:
    parts = product.parts
    return Messenger(SharedReachability(database=parts.database, clock=parts.clock, now=time))


def way(messenger: Messenger) -> WayForNews:
    return WayForNews(chat=CHAT, way=messenger, reachability=messenger.reachability)


@pytest.fixture
async def product(database_url: str) -> AsyncIterator[BuiltProduct]:
    async with built_product(database_url) as product:
        yield product


@asynccontextmanager
async def statements(product: BuiltProduct) -> AsyncIterator[list[str]]:
    seen: list[str] = []
    engine = product.parts.database.engine.sync_engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "outbox_closed_chats" in statement:
            seen.append(statement.split(maxsplit=1)[0])

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


async def test_what_one_process_finds_all_know(product: BuiltProduct) -> None:
    time = Time()
    one, two = replica(product, time), replica(product, time)
    one.is_blocked = two.is_blocked = True
    first = way(one)
    await first(NEWS)
    assert (first.closed, len(one.sent)) == (True, 1)
    second = way(two)
    await second(NEWS)
    assert (second.closed, two.sent) == (True, []), "nothing leaves for a chat that is known to be closed"
    await two.reachability.mark(CHAT, reachable=True)
    one.is_blocked = False
    again = way(one)
    await again(NEWS)
    assert (again.closed, len(one.sent)) == (False, 2)


async def test_it_is_known_after_a_restart_and_since_when(product: BuiltProduct) -> None:
    time = Time()
    for _ in range(2):
        await replica(product, time).reachability.mark(CHAT, reachable=False)
    async with product.parts.database.begin() as connection:
        rows = (await connection.execute(select(closed_chats))).all()
    assert [row[:3] for row in rows] == [("bale", "77", "5")]
    assert await replica(product, time).reachability.is_closed(CHAT)
    assert not await replica(product, time).reachability.is_closed(ChatKey("telegram", "77", "5"))


async def test_a_word_opens_it_and_the_database_is_asked_once_a_minute(product: BuiltProduct) -> None:
    time = Time()
    one, two = replica(product, time).reachability, replica(product, time).reachability
    await two.mark(CHAT, reachable=False)
    async with statements(product) as seen:
        for _ in range(5):
            await one.hear(CHAT)
        assert seen == ["DELETE"]
        await two.mark(CHAT, reachable=False)
        time.seconds += 61
        await one.hear(CHAT)
    assert not await two.is_closed(CHAT)


async def test_what_a_person_asked_for_is_never_held_up_by_a_look(product: BuiltProduct) -> None:
    messenger = replica(product, Time())
    async with statements(product) as seen:
        await messenger.way_to(CHAT)(NEWS)
        assert seen == []
        await way(messenger)(NEWS)
        assert seen == ["SELECT"]


async def test_a_database_that_is_away_costs_a_message_in_vain_and_nothing_else(product: BuiltProduct) -> None:
    messenger = replica(product, Time())
    async with product.parts.database.begin() as connection:
        await connection.execute(text("DROP TABLE outbox_closed_chats"))
    messenger.is_blocked = True
    news = way(messenger)
    await news(NEWS)
    assert (news.closed, len(messenger.sent)) == (True, 1)
    await messenger.reachability.mark(CHAT, reachable=True)


async def test_news_for_a_closed_chat_ends_as_unreachable(product: BuiltProduct) -> None:
    chatting: Chatting = product.chatting
    messenger = Messenger(chatting.reachability)
    chatting.bots["bale", "77"] = messenger  # type: ignore[assignment]
    news = {"channel": "bale", "bot": "77", "chat": "5", "topic": "payment", "ref": "p1", "values": {}, "locale": "fa"}
    try:
        await chatting.reachability.mark(CHAT, reachable=False)
        with pytest.raises(ChatUnreachable):
            await chatting.push(update_id="note:1", **news)
        assert messenger.sent == []
    finally:
        chatting.bots.clear()
