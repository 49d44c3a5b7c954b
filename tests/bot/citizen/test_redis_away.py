"""What does a person see when Redis goes away in the middle and comes back, and is everything said once?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bench.servers import RedisServer
from bimeyar.shared_redis import SharedRedis, open_redis
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.redis import RedisStore
from conversations.turns.redis import RedisTurns
from tests.bot.citizen.product import Front, Talk, open_product, texts
from tests.conversations.test_stores import Xor, _sql
from tests.redis_at_hand import redis_server
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually


@dataclass
class Stand:
    """A talk with a product whose Redis can be taken away."""

    talk: Talk
    server: RedisServer
    shared: SharedRedis
    store: CheckpointedStore

    async def says(self, what: list[str]) -> None:
        """Wait until the bot has said exactly this."""

        async def said() -> bool:
            return await self.said() == what

        await eventually(said, 20)

    async def said(self) -> list[str]:
        return texts([message for message in await self.talk.seen() if message["from"] == "bot"])


@pytest.fixture
async def stand(messenger: str, front: Front, chat: Chat, sqlite_url: str) -> AsyncIterator[Stand]:
    behind, engine = _sql(sqlite_url)
    async with redis_server(durable=True) as server:
        shared = open_redis(server.url)
        turns = RedisTurns(client=shared.client)
        front_store = RedisStore(
            client=shared.client,
            cipher=Xor(),
            life=shared.life,
            token_of=turns.token,
            turn_key=turns.key,
            at_hand=turns.at_hand,
        )
        store = CheckpointedStore(front=front_store, behind=behind)
        async with open_product(messenger, chat.token, front=front, store=store, turns=turns) as product:
            await product.bot.start_webhook(product.url)
            talk = Talk(product, chat)
            await talk.do("start")
            yield Stand(talk, server, shared, store)
        await shared.close()
    await engine.dispose()


async def test_told_once_that_it_comes_later_and_then_answered_once(stand: Stand) -> None:
    await stand.server.kill()
    await stand.talk.chat.act("text", text="/calc")
    await stand.says(["home-menu", "bot-later"])
    await asyncio.sleep(1.5)
    assert await stand.said() == ["home-menu", "bot-later"], "however often the update came again meanwhile"
    await stand.server.start()
    await stand.talk.settled()
    assert await stand.said() == ["home-menu", "bot-later", "calc-money"]
    await asyncio.sleep(0.5)
    assert await stand.said() == ["home-menu", "bot-later", "calc-money"]
    said = texts(await stand.talk.say("250000"))
    assert len(said) == 1
    assert "calc" in said[0] or "input-amount" in said[0]


async def test_a_flush_in_the_middle_is_explained_and_the_talk_goes_on(stand: Stand) -> None:
    await stand.talk.say("/parrot")
    await stand.store.checkpoint()
    await stand.talk.say("one")
    await stand.shared.client.flushdb()
    await stand.talk.say("two")
    said = await stand.said()
    assert "engine-behind" in said[-1]
    assert "parrot-word" in said[-1]
    assert texts(await stand.talk.say("three"))[-1].startswith("echo-again")
