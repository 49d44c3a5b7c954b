"""Does everything come back from a backup, on the same and on the other kind of database, or nothing at all?"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, inspect, select, update

from backend.areas.notifications.repository import forgotten
from backend.areas.notifications.service import TO, VALUES
from backend.areas.notifications.tables import messages
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.tables import payments, slips
from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.migrations.apply import check, current, downgrade, revisions, upgrade
from backend.registers.local.tables import contributions
from backend.rules_service.tables import rule_decisions
from bimeyar.saving.backup import NotSaved, save
from bimeyar.saving.connecting import one_moment
from bimeyar.saving.restore import NotRestored, restore
from bimeyar.saving.rows import Tally, pack, saved_tables
from bimeyar.saving.sealed_file import BackupWriter, NoBackup, OtherKey
from bimeyar.saving.verify import verify
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import World, open_world
from tests.databases import Databases, SqliteFiles, rows_of
from tests.journeys.test_commands import command, environment


@dataclass
class Archive:
    """A world with a paid slip, an open one's payment and messages under way, on a database; and a file to save to."""

    world: World
    url: str
    file: Path
    databases: Databases

    def save(self) -> None:
        save(self.url, self.file, vault=self.world.vault, over=True)

    def restore(self, url: str, **more: Any) -> Any:
        return restore(url, self.file, vault=self.world.vault, **more)

    def verify(self) -> Any:
        return verify(self.url, self.file, vault=self.world.vault)

    def rewrite(self, change: Any) -> None:
        body = bytearray(self.file.read_bytes())
        self.file.write_bytes(bytes(change(body)))


async def message(world: World, number: int, **more: Any) -> None:
    now = world.clock.now()
    row = {
        "id": number, "kind": "link-new", "lane": "replies", "channel": "sms", "locale": "fa", "tries": 0,
        "to_sealed": world.vault.seal("09121234567", TO), "values_sealed": world.vault.seal("{}", VALUES),
        "in_doubt": False, "next_at": now, "nudged_at": now, "created_at": now, "state": "queued",
    }  # fmt: skip
    async with world.database.begin() as connection:
        await connection.execute(insert(messages).values(row | more))


@pytest.fixture
async def archive(databases: Databases, tmp_path: Path) -> AsyncGenerator[Archive]:
    url = databases.fresh()
    (tmp_path / "bank").mkdir()
    async with open_world(url, tmp_path / "bank") as world:
        slip = await world.issue("1405-09")
        payment = await world.start(slip)
        row = await world.row(payment.id)
        world.bank.take_money(world.bank.need(row.authority), sample_card())
        await settle(world.ports, payment.id, Prompt.CLAIMS_PAID)
        await world.assert_paid_once(slip)
        await world.start(await world.issue("1405-10"))
        await message(world, 1)
        await message(world, 2, state="sending", claimed_by="x", claimed_until=world.clock.now(), tries=1)
        await message(world, 3, state="delivered", provider_id="9")
        yield Archive(world, url, tmp_path / "today.bimeyar", databases)


def dump(url: str) -> dict[str, list[Any]]:
    """What lies in the tables that a restore leaves as they were."""
    tables = ("slips", "slip_months", "register_persons", "register_contributions", "rule_decisions", "answers")
    return {table: sorted(map(repr, rows_of(url, f"SELECT * FROM {table}"))) for table in tables}


async def test_everything_comes_back_and_nothing_is_readable_in_the_file(archive: Archive) -> None:
    archive.save()
    assert b"0499370899" not in archive.file.read_bytes()
    assert archive.file.stat().st_mode & 0o077 == 0
    other = archive.databases.fresh()
    done = archive.restore(other)
    assert done.rows > 30
    assert dump(other) == dump(archive.url)
    found = archive.verify()
    assert found.findings == ()
    assert found.looked["paid slips"] == 1
    assert found.looked["decisions"] > 0
    assert found.looked["sealed values"] > 3


async def test_a_bare_database_gets_its_tables(archive: Archive) -> None:
    archive.save()
    bare = archive.databases.bare()
    archive.restore(bare)
    assert current(bare) == revisions()[-1]
    assert dump(bare) == dump(archive.url)


async def test_it_moves_between_the_kinds_of_database(
    archive: Archive, tmp_path: Path, sqlite_mould: Path, postgres_databases: Databases
) -> None:
    archive.save()
    (tmp_path / "other").mkdir()
    for url in (SqliteFiles(tmp_path / "other", sqlite_mould).fresh(), postgres_databases.fresh()):
        archive.restore(url)
        again = tmp_path / "again.bimeyar"
        save(url, again, vault=archive.world.vault, over=True)
        assert verify(url, again, vault=archive.world.vault).findings == ()
        assert rows_of(url, "SELECT COUNT(*) FROM slips") == [(2,)]


async def test_what_was_under_way_is_in_doubt_found_again_and_numbers_go_on(archive: Archive) -> None:
    archive.save()
    other = archive.databases.fresh()
    archive.restore(other)
    database = Database(url=other)
    async with database.begin() as connection:
        rows = {row.id: row for row in await connection.execute(select(messages).where(messages.c.id < 4))}
        assert [(rows[n].state, rows[n].in_doubt, rows[n].claimed_by) for n in (1, 2, 3)] == [
            ("queued", True, None), ("queued", True, None), ("delivered", False, None),
        ]  # fmt: skip
        assert rows[1].first_try_at is not None
        now = WallClock().now()
        found = await forgotten(connection, now=now, told_before=now - timedelta(minutes=5), limit=10)
        assert {number for number, _ in found} >= {1, 2}
        undecided = (await connection.execute(select(payments).where(payments.c.state == "open"))).one()
        assert undecided.busy_until is None
        assert undecided.next_check_at is not None
        if not database.is_sqlite:
            last = (await connection.execute(select(slips.c.serial).order_by(slips.c.serial.desc()))).scalars().first()
            row = (await connection.execute(select(slips).limit(1))).one()._asdict()
            fresh = row | {"id": "fresh", "number": None, "state": "cancelled"}
            del fresh["serial"]
            made = (await connection.execute(insert(slips).values(fresh).returning(slips.c.serial))).scalar_one()
            assert made > (last or 0) + 900, "papers of the lost time may be in people's hands"
    await database.close()


async def test_a_backup_during_traffic_is_one_moment(archive: Archive) -> None:
    world, done = archive.world, asyncio.Event()

    async def traffic() -> int:
        number = 1000
        while not done.is_set():
            async with world.database.begin() as connection:
                for kind in ("left", "right"):
                    number += 1
                    now = world.clock.now()
                    row = {
                        "id": number, "kind": kind, "lane": "replies", "channel": "sms", "locale": "fa", "tries": 0,
                        "in_doubt": False, "next_at": now, "nudged_at": now, "created_at": now, "state": "skipped",
                    }  # fmt: skip
                    await connection.execute(insert(messages).values(row))
            await asyncio.sleep(0)
        return number

    writing = asyncio.create_task(traffic())
    await asyncio.sleep(0.2)
    await asyncio.to_thread(archive.save)
    done.set()
    last = await writing
    other = archive.databases.fresh()
    archive.restore(other)
    counted = dict(rows_of(other, "SELECT kind, COUNT(*) FROM outbox_messages WHERE id > 1000 GROUP BY kind"))
    assert counted["left"] == counted["right"] > 0
    assert last > 1000 + 2 * counted["left"], "it went on meanwhile"


async def test_a_database_that_is_not_empty_is_left_alone(archive: Archive) -> None:
    archive.save()
    before = dump(archive.url)
    with pytest.raises(NotRestored, match="--over"):
        archive.restore(archive.url)
    await archive.world.change(slips, branch="9999")
    archive.restore(archive.url, over=True)
    assert dump(archive.url) == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda body: body[: len(body) // 2], "cut short"),
        (lambda body: body[:-1], "cut short"),
        (lambda body: body + b"x", "added"),
        (lambda body: body[:-20] + bytes([body[-20] ^ 1]) + body[-19:], "altered"),
        (lambda body: b"x" + body[1:], "no backup"),
    ],
    ids=["half", "a-byte-less", "a-byte-more", "a-bit", "other-file"],
)
async def test_a_damaged_file_changes_nothing(archive: Archive, change: Any, says: str) -> None:
    archive.save()
    archive.rewrite(change)
    other = archive.databases.fresh()
    before = dump(archive.url)
    with pytest.raises(NoBackup, match=says):
        archive.restore(other)
    assert rows_of(other, "SELECT COUNT(*) FROM register_persons") == [(0,)]
    with pytest.raises(NoBackup, match=says):
        archive.restore(archive.url, over=True)
    assert dump(archive.url) == before
    with pytest.raises(NoBackup, match=says):
        archive.verify()


async def test_another_key_does_not_open_it_and_an_old_one_does(archive: Archive) -> None:
    old = new_key()
    save(archive.url, archive.file, vault=Vault.from_settings(data_key=old, index_key=new_key()))
    with pytest.raises(OtherKey):
        archive.restore(archive.databases.fresh())
    newer = Vault.from_settings(data_key=new_key(), index_key=new_key(), old_keys=(old,))
    assert restore(archive.databases.fresh(), archive.file, vault=newer).rows > 30


async def test_what_is_wrong_inside_is_found(archive: Archive) -> None:
    async with archive.world.database.begin() as connection:
        await connection.execute(delete(contributions).where(contributions.c.month == 140509))
        await connection.execute(update(payments).where(payments.c.state == "paid").values(amount=7))
        sealed = archive.world.vault.seal('{"not":"a decision"}', "rule_decisions.decision")
        await connection.execute(update(rule_decisions).values(decision_sealed=sealed))
        await connection.execute(update(messages).where(messages.c.id == 3).values(to_sealed=b"\0" * 40))
    archive.save()
    findings = " | ".join(archive.verify().findings)
    for said in (
        "register_contributions: 1 months",
        "slips: 1 of 1",
        "rule_decisions:",
        "outbox_messages.to_sealed: 1 values do not open",
    ):
        assert said in findings


def save_as_it_was(url: str, file: Path, archive: Archive) -> None:
    """What the version of the database's own revision would have saved: its tables and columns, through the code's types."""
    with file.open("wb") as out, one_moment(url) as connection:
        writer = BackupWriter(out, vault=archive.world.vault)
        head = {"made_at": datetime.now(UTC).isoformat(), "revision": current(url), "product": "0", "ruleset": "x"}
        writer.write({"head": head})
        manifest = {}
        there = inspect(connection)
        for table in saved_tables():
            if not there.has_table(table.name):
                continue
            known = {column["name"] for column in there.get_columns(table.name)}
            columns = [column for column in table.columns if column.name in known]
            rows = [pack(row) for row in connection.execute(select(*columns))]
            tally = manifest[table.name] = Tally()
            for row in rows:
                tally.add(row)
            writer.write({"table": table.name, "columns": [column.name for column in columns]})
            writer.write({"rows": rows})
        writer.write({"manifest": {name: tally.said() for name, tally in manifest.items()}})
        writer.close()


@pytest.mark.parametrize("revision", [revisions()[0], revisions()[-2]], ids=["first", "one-before"])
async def test_a_backup_of_an_earlier_revision_is_restored_and_brought_up(archive: Archive, revision: str) -> None:
    before = dump(archive.url)
    archive.save()
    place, new = archive.databases.bare(), archive.databases.bare()
    archive.restore(place)
    downgrade(place, revision)
    save_as_it_was(place, archive.file, archive)
    done = archive.restore(new)
    assert (done.revision, current(new), check(new)) == (revision, revisions()[-1], [])
    assert dump(new) == before
    database = Database(url=new)
    async with database.begin() as connection:
        rows = {row.id: row for row in await connection.execute(select(messages).where(messages.c.id < 4))}
        undecided = (await connection.execute(select(payments).where(payments.c.state == "open"))).one()
    await database.close()
    assert [(rows[n].state, rows[n].in_doubt) for n in (1, 2, 3)] == [
        ("queued", True), ("queued", True), ("delivered", False),
    ]  # fmt: skip
    assert rows[1].created_at == archive.world.clock.now(), "moments are the same moments"
    assert undecided.next_check_at is not None
    assert archive.verify().findings == ()


async def test_cut_off_before_it_is_brought_up_it_is_in_doubt_all_the_same(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.save()
    place, new, earlier = archive.databases.bare(), archive.databases.bare(), revisions()[-2]
    archive.restore(place)
    downgrade(place, earlier)
    save_as_it_was(place, archive.file, archive)

    def to_the_end(url: str, revision: str = "") -> None:
        if not revision:
            raise KeyboardInterrupt
        upgrade(url, revision)

    monkeypatch.setattr("bimeyar.saving.restore.upgrade", to_the_end)
    with pytest.raises(KeyboardInterrupt):
        archive.restore(new)
    assert current(new) == earlier
    upgrade(new)
    waiting = "SELECT id FROM outbox_messages WHERE channel = 'sms' AND state IN ('queued', 'sending') AND NOT in_doubt"
    assert (rows_of(new, "SELECT COUNT(*) FROM outbox_messages WHERE in_doubt")[0][0], rows_of(new, waiting)) == (2, [])


async def test_a_backup_of_an_earlier_revision_wants_a_new_database(archive: Archive) -> None:
    archive.save()
    place = archive.databases.bare()
    archive.restore(place)
    downgrade(place, revisions()[-2])
    old = archive.file.with_name("old.bimeyar")
    with pytest.raises(NotSaved, match="migrate"):
        save(place, old, vault=archive.world.vault)
    with pytest.raises(NotRestored, match="migrate first"):
        archive.restore(place)
    save_as_it_was(place, archive.file, archive)
    with pytest.raises(NotRestored, match="new, empty database"):
        archive.restore(archive.url, over=True)


async def test_a_file_that_is_there_is_not_lost(archive: Archive) -> None:
    archive.file.write_bytes(b"precious")
    with pytest.raises(NotSaved, match="--over"):
        save(archive.url, archive.file, vault=archive.world.vault)
    assert archive.file.read_bytes() == b"precious"


async def test_the_commands_as_processes(tmp_path: Path) -> None:
    env = environment(tmp_path)
    code, said = await command("seed", "--people", "40", env=env)
    assert code == 0, said
    file = str(tmp_path / "today.bimeyar")
    code, said = await command("backup", "--to", file, env=env)
    assert code == 0, said
    code, said = await command("restore", "--verify", "--from", file, env=env)
    assert code == 0, said
    assert json.loads(said.splitlines()[0])["looked_at"]["rows"] > 40
    elsewhere = env | {"BIMEYAR_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"}
    code, said = await command("restore", "--from", file, env=elsewhere)
    assert code == 0, said
    with sqlite3.connect(tmp_path / "new.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM register_persons").fetchone() == (40,)
    connection.close()
    other = env | {"BIMEYAR_DATA_KEY": new_key()}
    code, said = await command("restore", "--verify", "--from", file, env=other)
    assert (code, "BIMEYAR_OLD_DATA_KEYS" in said, "Traceback" in said) == (1, True, False)
    code, said = await command("restore", "--from", str(tmp_path / "none"), env=env)
    assert (code, "python -m bimeyar restore --from" in said) == (2, True)
