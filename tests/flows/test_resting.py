"""How much room does a conversation take in Redis when a person has gone from hello to the receipt, or to a contract, and rests?"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from backend.kit.vault import Vault, new_key
from bimeyar.shared_redis import SharedRedis
from conversations.engine import Book
from conversations.stores.redis import RedisStore
from conversations.talk import parse_talk
from tests.flows.stage import Stage

FOLDER = Path(__file__).parents[1] / "transcripts"
KIBIBYTE = 1024


MOST = {
    "hello-to-receipt-by-buttons": KIBIBYTE,
    "hello-to-receipt-typed": KIBIBYTE,
    "payment-in-doubt": KIBIBYTE,
    "contract-bad-amount": 1352,
    "my-contract-unpaid": 1096,
    "supplementary-spouse": 1352,
}
"""Bytes at most where a story rests and all the updates are remembered that may be; with its own ones a kibibyte does."""


@pytest.mark.parametrize("story", MOST)
async def test_little_room_however_many_updates_are_remembered(story: str, book: Book, shared: SharedRedis) -> None:
    stage = Stage(book)
    await stage.player.play(parse_talk((FOLDER / f"{story}.talk").read_text(encoding="utf-8")))
    stored = await stage.player.runner._store.load(stage.player.chat)
    assert stored is not None
    vault = Vault.from_settings(data_key=new_key(), index_key=new_key())
    store = RedisStore(client=shared.client, cipher=vault, life=shared.life)
    numbers, number = random.Random(7), 812_345_678
    seen = []
    for _ in range(stage.player.runner._remember):
        number += numbers.randint(1, 30_000)  # updates of all chats of a busy bot are numbered together
        seen.append(str(number))
    for ids, most in ((stored.seen, KIBIBYTE), (tuple(seen), MOST[story])):
        await shared.client.flushdb()
        await store.save(stage.player.chat, replace(stored, seen=ids, revision=0))
        await store.clean(await store.dirty(1))  # it rests: the database has its copy
        took = 0
        async for key in shared.client.scan_iter("bimeyar:*"):
            if key != b"bimeyar:life":
                took += await shared.client.memory_usage(key, samples=0)
        assert took <= most, f"{took} bytes with {len(ids)} updates remembered"
