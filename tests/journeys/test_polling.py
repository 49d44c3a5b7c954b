"""Does one replica poll at a time, and is nobody forgotten when it is killed? Real processes, kill -9, both databases."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from backend.kit.vault import new_key
from bench.cluster.replica import Kind, Replica
from bench.phrases import label, phrase, plain
from simulators.person import Citizen, Street
from tests.databases import rows_of
from tests.journeys.demo import free_port
from tests.nursery import begin_into
from tests.simulators.street import running_street
from tests.simulators.telegram.webhook import eventually

TOKEN = "82001:AApolling"
HAS_THE_POST = "this process has the post"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two replicas of the bot that poll with one token."""

    street: Street
    database: str
    replicas: tuple[Replica, Replica]

    async def leader(self) -> Replica:
        """Who has the post; asked once, while both live and none was killed."""
        found: list[Replica] = []

        async def there() -> bool:
            found[:] = [replica for replica in self.replicas if HAS_THE_POST in replica.last_words(1_000_000)]
            return bool(found)

        await eventually(there, 60)
        assert len(found) == 1, "one of them polls"
        return found[0]

    async def arrive(self, number: int) -> Citizen:
        return await Citizen.arrive(self.street, name="n", mobile=f"0912{number}", number=number)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.street.ask("GET", f"/telegram/calls?method={method}&limit=10000")
        return found

    async def conflicts(self) -> int:
        return sum(call["status"] == 409 for call in await self.calls("getUpdates"))


async def said(citizen: Citizen) -> list[str]:
    return [plain(m["text"] or "") for m in await citizen.transcript() if m["from"] == "bot"]


async def answered(citizen: Citizen, text_id: str, times: int = 1) -> None:
    async def heard() -> bool:
        return sum(phrase(text_id) in text for text in await said(citizen)) >= times

    await eventually(heard, 60)


@asynccontextmanager
async def two_pollers(folder: Path, database: str) -> AsyncIterator[Pair]:
    (folder / "street").mkdir()
    with running_street(folder / "street") as outside:
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            street = Street(outside.url, client, patience=30)
            await street.ask("POST", "/telegram/bots", {"token": TOKEN, "username": "b_bot", "name": "بیمه‌یار"})
            environment = {
                "BIMEYAR_DATABASE": database,
                "BIMEYAR_DATA_KEY": new_key(),
                "BIMEYAR_INDEX_KEY": new_key(),
                "BIMEYAR_TELEGRAM_TOKEN": TOKEN,
                "BIMEYAR_TELEGRAM_URL": f"{outside.url}/telegram",
                "BIMEYAR_TELEGRAM_MODE": "polling",
                "BIMEYAR_LOG_LEVEL": "INFO",
            }
            one, two = (
                Replica(
                    kind=Kind.BOT,
                    name=name,
                    port=free_port(),
                    environment=environment,
                    log=folder / f"{name}.log",
                    starter=begin_into,
                )
                for name in ("one", "two")
            )
            try:
                await asyncio.gather(one.start(), two.start())
                await asyncio.gather(one.ready(), two.ready())
                yield Pair(street, database, (one, two))
            finally:
                await asyncio.gather(one.kill(), two.kill())


async def test_when_the_poller_is_killed_the_other_goes_on_and_nobody_is_forgotten(
    tmp_path: Path, database_url: str
) -> None:
    async with two_pollers(tmp_path, database_url) as pair:
        people = [await pair.arrive(600_001 + number) for number in range(6)]
        for person in people:
            await person.start()
        for person in people:
            await answered(person, "home-wish")
        assert await pair.conflicts() == 0, "two replicas, one poller"

        stuck, others = people[0], people[1:]
        fault = {"kind": "refuse", "method": "sendMessage", "chat_id": stuck.chat, "status": 503, "times": -1}
        await pair.street.ask("POST", "/telegram/faults", fault)
        await stuck.say(label("home-wish-calculator"))

        async def written_down() -> bool:
            return bool(rows_of(pair.database, "SELECT update_id FROM deferred_updates"))

        await eventually(written_down, 60)
        for person in others:
            await person.say(label("home-wish-calculator"))
        for person in others:
            await answered(person, "calculator-kind")

        async def all_confirmed() -> bool:
            updates = await pair.street.ask("GET", "/telegram/updates?limit=1000")
            return {update["state"] for update in updates} == {"delivered"}

        await eventually(all_confirmed, 60)

        leader = await pair.leader()
        heir = next(replica for replica in pair.replicas if replica is not leader)
        killed = time.monotonic()
        await leader.kill()
        for person in others:
            await person.start()
        await pair.street.ask("DELETE", "/telegram/faults")
        for person in others:
            await answered(person, "home-wish", 2)
        print(f"answered again {time.monotonic() - killed:.1f} s after kill -9")
        await answered(stuck, "calculator-kind")
        assert HAS_THE_POST in heir.last_words(1_000_000)

        async def nothing_waits() -> bool:
            return rows_of(pair.database, "SELECT update_id FROM deferred_updates") == []

        await eventually(nothing_waits, 60)
        await asyncio.sleep(1)
        assert sum(phrase("calculator-kind") in text for text in await said(stuck)) == 1, "once"
        for person in others:
            assert sum(phrase("calculator-kind") in text for text in await said(person)) == 1, "once"
        assert await pair.conflicts() <= 1, "at most the question of the dead one"


async def test_a_poller_that_ends_well_hands_over_at_once(tmp_path: Path, sqlite_url: str) -> None:
    async with two_pollers(tmp_path, sqlite_url) as pair:
        person = await pair.arrive(600_101)
        await person.start()
        await answered(person, "home-wish")
        leader = await pair.leader()
        heir = next(replica for replica in pair.replicas if replica is not leader)
        assert await leader.drain() == 0
        await person.start()
        await answered(person, "home-wish", 2)
        assert HAS_THE_POST in heir.last_words(1_000_000)
        assert await pair.conflicts() <= 1
