"""What is stuck is shown without a person in it, and goes when it is tried once more: the commands as processes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import insert, select, update

from backend.areas.notifications.service import TO, VALUES
from backend.areas.notifications.tables import messages
from backend.kit.clock import WallClock
from backend.kit.db import Database, metadata
from backend.kit.vault import Vault
from backend.work.tables import work_items
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Event, Started, Typed
from conversations.engine.session import Session
from conversations.ports import Stored
from conversations.stores.parking import SqlParking, parked_table
from conversations.stores.sql import SqlStore, sessions_table
from simulators.person import Citizen
from simulators.person import Street as Control
from tests.journeys.test_commands import command, environment
from tests.simulators.street import Street, running_street

BOT = "123456789"
SECRET_WORDS = "کد ملی من را کسی نبیند"


@dataclass
class Desk:
    """A database with things that are stuck, and the commands on it."""

    env: dict[str, str]
    database: Database
    vault: Vault

    async def run(self, *words: str) -> tuple[int, list[dict[str, Any]]]:
        code, said = await command(*words, env=self.env)
        lines = [line for line in said.splitlines() if line.startswith('{"kind"')]
        assert SECRET_WORDS not in said
        return code, [json.loads(line) for line in lines]

    async def park(self, event: Event, *, chat: str = "700", update_id: str = "91") -> None:
        parking = SqlParking(
            begin=self.database.begin, table=parked_table(metadata), cipher=self.vault, clock=WallClock()
        )
        envelope = Envelope(ChatKey("telegram", BOT, chat), update_id, datetime.now(UTC), "fa", event)
        await parking.park(envelope, RuntimeError("a defect"))

    async def message(self, number: int, **more: Any) -> None:
        now = datetime.now(UTC)
        row = {
            "id": number, "kind": "link-new", "lane": "replies", "channel": "sms", "locale": "fa", "tries": 15,
            "to_sealed": self.vault.seal("09121234567", TO), "values_sealed": self.vault.seal("{}", VALUES),
            "in_doubt": False, "next_at": now, "nudged_at": now, "created_at": now, "first_try_at": now,
            "state": "failed", "reason": "gave-up", "ended_at": now,
        }  # fmt: skip
        async with self.database.begin() as connection:
            await connection.execute(insert(messages).values(row | more))


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with running_street(tmp_path_factory.mktemp("street")) as running:
        yield running


@pytest.fixture
async def desk(database_url: str, tmp_path: Path, street: Street) -> Any:
    env = environment(
        tmp_path,
        BIMEYAR_DATABASE=database_url,
        BIMEYAR_TELEGRAM_TOKEN=f"{BOT}:abcdefghijklmnopqrstuvwxyz",
        BIMEYAR_TELEGRAM_URL=f"{street.url}/telegram",
        BIMEYAR_TELEGRAM_MODE="polling",
    )
    vault = Vault.from_settings(data_key=env["BIMEYAR_DATA_KEY"], index_key=env["BIMEYAR_INDEX_KEY"])
    database = Database(url=database_url)
    yield Desk(env, database, vault)
    await database.close()


async def test_an_update_is_handled_anew_and_the_person_is_answered(desk: Desk, street: Street) -> None:
    async with httpx2.AsyncClient(trust_env=False, timeout=20) as client:
        body = {"token": desk.env["BIMEYAR_TELEGRAM_TOKEN"], "username": f"bimeyar_{BOT}_bot", "name": "b"}
        made = await client.post(f"{street.url}/control/telegram/bots", json=body)
        assert made.status_code == 201, made.text
        citizen = await Citizen.arrive(Control(street.url, client), name="n", mobile="09120000700", number=700)
        await citizen.start()
        await desk.park(Started())
        code, lines = await desk.run("parked")
        assert (code, [(line["kind"], line["channel"], line["error"]) for line in lines]) == (
            0, [("update", "telegram", "RuntimeError")],
        )  # fmt: skip
        code, lines = await desk.run("replay", lines[0]["id"], "--kind", "update")
        assert (code, lines[0]["went"], lines[0]["why"]) == (0, True, "handled anew, the person was answered")
        said = [message for message in await citizen.transcript() if "بیمه" in str(message)]
        assert said
    assert await desk.run("parked", "--kind", "update") == (0, [])
    code, lines = await desk.run("replay", "1", "--kind", "update")
    assert (code, lines[0]["went"]) == (1, False)


async def test_an_old_answer_does_not_meet_another_question(desk: Desk) -> None:
    await desk.park(Typed(SECRET_WORDS), update_id="90")
    store = SqlStore(begin=desk.database.begin, table=sessions_table(metadata), cipher=desk.vault)
    session = Session.fresh(id="x", locale="fa", now=datetime.now(UTC))
    await store.save(ChatKey("telegram", BOT, "700"), Stored(session, seen=("90", "91")))
    code, lines = await desk.run("replay", "--all", "--kind", "update")
    assert (code, lines[0]["went"]) == (1, False)
    assert "gone on since" in lines[0]["why"]
    assert len((await desk.run("parked", "--kind", "update"))[1]) == 1


async def test_messages_are_shown_and_tried_once_more_unless_that_could_be_twice(desk: Desk) -> None:
    now = datetime.now(UTC)
    await desk.message(1)
    await desk.message(2, state="unknown", in_doubt=True)
    await desk.message(3, state="unknown", in_doubt=True, first_try_at=now - timedelta(hours=13))
    await desk.message(4, lane="codes", kind="code", values_sealed=None)
    await desk.message(5, provider_id="8000", reason=None)
    await desk.message(6, state="sent", provider_id="8001")
    code, lines = await desk.run("parked", "--kind", "message")
    assert code == 0
    assert sorted(line["id"] for line in lines) == ["1", "2", "3", "4", "5"]
    code, lines = await desk.run("replay", "--all", "--kind", "message")
    assert code == 1
    assert {line["id"]: line["went"] for line in lines} == {"1": True, "2": True, "3": False, "4": False, "5": False}
    async with desk.database.begin() as connection:
        rows = (await connection.execute(select(messages).order_by(messages.c.id).limit(2))).all()
        work = (await connection.execute(select(work_items.c.args).order_by(work_items.c.id))).scalars().all()
    assert [(row.state, row.tries, row.in_doubt) for row in rows] == [("queued", 0, False), ("queued", 0, True)]
    assert sorted(args["id"] for args in work) == [1, 2]


async def test_work_is_shown_and_replayed(desk: Desk) -> None:
    now = datetime.now(UTC)
    row = {
        "lane": "replies", "name": "outbox.deliver", "args": {"id": 5, "traceparent": "00-1"}, "state": "parked",
        "tries": 20, "due_at": now, "ended_at": now, "error": "KeyError",
    }  # fmt: skip
    async with desk.database.begin() as connection:
        await connection.execute(insert(work_items).values(row))
    _, lines = await desk.run("parked", "--kind", "work")
    assert [(line["work"], line["args"], line["tries"], line["error"]) for line in lines] == [
        ("outbox.deliver", {"id": 5}, 20, "KeyError")
    ]
    code, lines = await desk.run("replay", lines[0]["id"], "--kind", "work")
    assert (code, lines[0]["went"]) == (0, True)
    async with desk.database.begin() as connection:
        await connection.execute(update(work_items).where(work_items.c.state == "waiting").values(tries=0))
    assert await desk.run("parked", "--kind", "work") == (0, [])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("parked", "--kind", "pigeon"), "work, update, message"),
        (("replay", "--kind", "update"), "replay 17 --kind update"),
        (("replay", "3", "--all", "--kind", "update"), "replay 17 --kind update"),
        (("replay", "three", "--kind", "update"), "replay 17 --kind update"),
    ],
)
async def test_wrong_words_get_an_example(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    code, said = await command(*words, env=environment(tmp_path))
    assert (code, says in said, "Traceback" in said) == (2, True, False), said


async def test_a_database_without_tables_is_named(tmp_path: Path) -> None:
    code, said = await command("parked", env=environment(tmp_path))
    assert (code, "migrate" in said, "Traceback" in said) == (2, True, False), said
