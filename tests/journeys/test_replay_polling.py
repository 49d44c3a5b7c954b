"""Are updates that were set aside while replicas poll handled anew beside them, once, and does the chat go on?"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from backend.kit.clock import WallClock
from backend.kit.db import Database, metadata
from backend.kit.vault import Vault
from bench.phrases import label, phrase
from conversations.stores.parking import SqlParking, parked_table
from tests.databases import rows_of
from tests.journeys.test_commands import command
from tests.journeys.test_polling import Pair, answered, said, two_pollers


def env_of(pair: Pair) -> dict[str, str]:
    return dict(pair.replicas[0].environment)


async def run(pair: Pair, *words: str) -> tuple[int, list[dict[str, str]]]:
    code, text = await command(*words, env=env_of(pair))
    return code, [json.loads(line) for line in text.splitlines() if line.startswith('{"kind"')]


async def test_what_a_poller_set_aside_is_handled_anew_once(tmp_path: Path, database_url: str) -> None:
    """An update that could not be dealt with for a day lies as it came: Telegram's own bytes."""
    async with two_pollers(tmp_path, database_url) as pair:
        person = await pair.arrive(600_201)
        await person.start()
        await answered(person, "home-wish")
        await person.say(label("home-wish-calculator"))
        await answered(person, "calculator-kind")
        await _set_aside(pair, person.chat, label("home-wish-calculator"), update_id=1)
        heard = len(await said(person))
        code, lines = await run(pair, "parked", "--kind", "update")
        assert (code, [line["error"] for line in lines]) == (0, ["unreadable"])
        code, lines = await run(pair, "replay", "--all", "--kind", "update")
        assert (code, [line["went"] for line in lines]) == (1, [False])
        assert "gone on since" in lines[0]["why"], "an old answer does not meet another question"
        assert len(await said(person)) == heard

        rows_of(pair.database, "UPDATE parked_updates SET replayed_at = 1")
        stranger = await pair.arrive(600_202)
        await stranger.start()
        await answered(stranger, "home-wish")
        await _set_aside(pair, stranger.chat, label("home-wish-calculator"), update_id=4_000_000_000)
        code, lines = await run(pair, "replay", "--all", "--kind", "update")
        assert (code, [line["went"] for line in lines]) == (0, [True]), lines
        await answered(stranger, "calculator-kind")
        assert await run(pair, "parked", "--kind", "update") == (0, [])
        await stranger.start()
        await answered(stranger, "home-wish", 2)
        await asyncio.sleep(1)
        assert sum(phrase("calculator-kind") in text for text in await said(stranger)) == 1, "once"
        assert await pair.conflicts() == 0, "the command does not poll"
        assert await pair.calls("setWebhook") == []


async def test_what_no_version_can_read_stays_and_does_not_grow(tmp_path: Path, database_url: str) -> None:
    async with two_pollers(tmp_path, database_url) as pair:
        await _set_aside(pair, 1, "x", update_id=1, body=b"{no update")
        for _ in range(2):
            code, lines = await run(pair, "replay", "--all", "--kind", "update")
            assert (code, [line["went"] for line in lines]) == (1, [False])
        assert rows_of(pair.database, "SELECT COUNT(*) FROM parked_updates") == [(1,)]


async def _set_aside(pair: Pair, chat: int, text: str, *, update_id: int, body: bytes = b"") -> None:
    """As `Polling` does after a day of tries."""
    database = Database(url=pair.database)
    env = env_of(pair)
    vault = Vault.from_settings(data_key=env["BIMEYAR_DATA_KEY"], index_key=env["BIMEYAR_INDEX_KEY"])
    parking = SqlParking(begin=database.begin, table=parked_table(metadata), cipher=vault, clock=WallClock())
    who = {"id": chat, "first_name": "n"}
    message = {
        "message_id": 900_000, "date": int(datetime.now(UTC).timestamp()), "text": text,
        "chat": who | {"type": "private"}, "from": who | {"is_bot": False},
    }  # fmt: skip
    made = json.dumps({"update_id": update_id, "message": message}).encode()
    await parking.park_raw("telegram", str(update_id), body or made)
    await database.close()
