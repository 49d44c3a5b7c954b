"""Is nothing lost and nothing done twice when everything is killed at random moments? kill -9, again and again."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import httpx2
import pytest

from backend.kit.db import Database
from bench.cluster.audit import audit
from bench.cluster.cluster import CAN_PAY
from bench.cluster.crowd import converse
from simulators.person import Street
from tests.journeys.demo import Demo, payable_people

CONVERSATIONS, AT_ONCE, KILLS = 200, 16, 8
SETTLES = 60.0


async def _kill_now_and_then(demo: Demo, chance: random.Random, done: asyncio.Event) -> int:
    kills = 0
    while kills < KILLS and not done.is_set():
        try:
            await asyncio.wait_for(done.wait(), chance.uniform(2.0, 9.0))
        except TimeoutError:
            await demo.kill()
            kills += 1
            await demo.start()
    return kills


@pytest.mark.slow
async def test_two_hundred_conversations_survive_kills(tmp_path: Path) -> None:
    demo = Demo(data=tmp_path / "demo", people=2_000)
    await demo.start()
    settings = demo.settings()
    rows = await payable_people(settings, CAN_PAY, CONVERSATIONS)
    assert len(rows) == CONVERSATIONS
    done = asyncio.Event()
    async with httpx2.AsyncClient(trust_env=False, timeout=20) as client:
        street = Street(demo.base, client, patience=120)
        killer = asyncio.create_task(_kill_now_and_then(demo, random.Random(7), done))
        try:
            crowd = await converse(street, rows, first_chat=500_000, at_once=AT_ONCE)
        finally:
            done.set()
        kills = await killer
        database = Database(url=settings.database)
        try:
            for _ in range(int(SETTLES)):
                findings, figures = await audit(database, street)
                if not findings:
                    break
                await asyncio.sleep(1)
        finally:
            await database.close()
            await demo.stop()
    print(f"kills {kills}, {figures}")
    assert crowd.failures == []
    assert kills >= 3
    assert findings == []
    assert figures["paid"] == CONVERSATIONS == figures["contributions"]
