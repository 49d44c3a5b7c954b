"""Does everything come back from a backup, on the same and on the other kind of database, or nothing at all?"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from backend.areas.notifications.repository import forgotten
from backend.areas.notifications.tables import messages
from backend.areas.slips.tables import payments, slips
from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.migrations.apply import current, revisions
from backend.registers.local.tables import contributions
from backend.rules_service.tables import rule_decisions
from bimeyar.saving.backup import NotSaved, save
from bimeyar.saving.restore import NotRestored, restore
from bimeyar.saving.sealed_file import NoBackup, OtherKey
from bimeyar.saving.verify import verify
from tests.databases import Databases, SqliteFiles, rows_of
from tests.journeys.test_commands import command, environment
from tests.saving.archive import Archive, dump


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
