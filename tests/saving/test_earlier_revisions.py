"""Is a backup of an earlier version restored and brought up, or refused with the way on, but never half?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from backend.areas.notifications.tables import messages
from backend.areas.slips.tables import payments
from backend.kit.db import Database
from backend.migrations.apply import check, current, downgrade, revisions, upgrade
from bimeyar.saving.backup import NotSaved, save
from bimeyar.saving.connecting import one_moment
from bimeyar.saving.restore import NotRestored
from bimeyar.saving.rows import Tally, pack, saved_tables
from bimeyar.saving.sealed_file import BackupWriter
from tests.databases import rows_of
from tests.saving.archive import Archive, dump


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
