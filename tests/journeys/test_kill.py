"""Is nothing lost and nothing done twice when everything is killed at random moments? kill -9, again and again."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import httpx2
import pytest

from backend.kit.db import Database
from simulators.person import Citizen, Street
from tests.journeys.audit import audit
from tests.journeys.demo import Demo, payable_people
from tests.journeys.payer import Payer

CONVERSATIONS, AT_ONCE, KILLS = 200, 16, 8
SITUATIONS = (
    "self-employed-12",
    "self-employed-14",
    "self-employed-18",
    "self-employed-18-treatment",
    "voluntary-floor",
    "voluntary-middle",
    "voluntary-behind",
    "self-employed-behind",
)
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


async def _converse(demo: Demo, rows: list[dict[str, str]], street: Street) -> None:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, row: dict[str, str]) -> None:
        async with gate:
            citizen = await Citizen.arrive(street, name=f"n{number}", mobile=row["mobile"], number=500_000 + number)
            await Payer(citizen, row).finish(within=300)

    results = await asyncio.gather(*(one(n, row) for n, row in enumerate(rows)), return_exceptions=True)
    failures = [str(result) for result in results if isinstance(result, BaseException)]
    assert failures == [], f"{len(failures)} of {len(rows)} did not finish: {failures[:3]}"


@pytest.mark.slow
@pytest.mark.xdist_group("kill")
async def test_two_hundred_conversations_survive_kills(tmp_path: Path) -> None:
    demo = Demo(data=tmp_path / "demo", people=2_000)
    await demo.start()
    settings = demo.settings()
    rows = await payable_people(settings, SITUATIONS, CONVERSATIONS)
    assert len(rows) == CONVERSATIONS
    done = asyncio.Event()
    async with httpx2.AsyncClient(trust_env=False, timeout=20) as client:
        street = Street(demo.base, client, patience=120)
        killer = asyncio.create_task(_kill_now_and_then(demo, random.Random(7), done))
        try:
            await _converse(demo, rows, street)
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
    assert kills >= 3
    assert findings == []
    assert figures["paid"] == CONVERSATIONS == figures["contributions"]
