"""Is every kind of change of the trail found, and does the chain not fork under many writers?"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.areas.staff.audit import Did, Entry, Trail, Verdict
from backend.kit.db import Database
from tests.backend.staff.office import NOW, Office
from tests.databases import rows_of


async def fill(office: Office, many: int = 9) -> None:
    for number in range(many):
        async with office.database.begin() as connection:
            entry = Entry(account=number % 3, act=Did.AUDIT_SEEN, kind="account", ref=str(number), detail="متن")
            await office.trail.add(connection, entry, at=NOW + timedelta(microseconds=number))


async def test_an_empty_and_an_untouched_chain_are_sound(office: Office) -> None:
    assert await office.trail.check(office.database) == Verdict(0, None, "00" * 32)
    await fill(office)
    verdict = await office.trail.check(office.database)
    assert (verdict.sound, verdict.broken) == (9, None)


_COLUMNS = "at, account, act, kind, ref, office, detail, previous, hash"


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE staff_audit SET ref = '99' WHERE seq = 4", 4),
        ("UPDATE staff_audit SET account = NULL WHERE seq = 4", 4),
        ("UPDATE staff_audit SET at = '2026-11-20 08:00:00.000009' WHERE seq = 4", 4),
        ("DELETE FROM staff_audit WHERE seq = 4", 4),
        ("DELETE FROM staff_audit WHERE seq = 1", 1),
        ("DELETE FROM staff_audit WHERE seq = 9", 9),
        ("DELETE FROM staff_audit WHERE seq > 5", 6),
        ("DELETE FROM staff_audit", 1),
        ("DELETE FROM staff_audit_head", 10),
        ("UPDATE staff_audit SET seq = 100 - seq; UPDATE staff_audit SET seq = seq - 90", 1),
        (
            (
                "UPDATE staff_audit SET seq = 99 WHERE seq = 4; UPDATE staff_audit SET seq = 4 WHERE seq = 5; "
                "UPDATE staff_audit SET seq = 5 WHERE seq = 99"
            ),
            4,
        ),
        (f"INSERT INTO staff_audit (seq, {_COLUMNS}) SELECT 10, {_COLUMNS} FROM staff_audit WHERE seq = 9", 10),
        (
            (
                f"UPDATE staff_audit SET seq = 10 WHERE seq = 9; "
                f"INSERT INTO staff_audit (seq, {_COLUMNS}) SELECT 9, {_COLUMNS} FROM staff_audit WHERE seq = 8"
            ),
            9,
        ),
        ("DELETE FROM staff_audit WHERE seq = 9; UPDATE staff_audit_head SET seq = 8", 8),
    ],
)
async def test_every_kind_of_change_is_found(office: Office, change: str, broken: int) -> None:
    await fill(office)
    for statement in change.split("; "):
        rows_of(office.url, statement)
    assert (await office.trail.check(office.database)).broken == broken


async def test_a_longer_chain_than_one_piece_is_checked_whole(office: Office) -> None:
    await fill(office, 12)
    trail = Trail(vault=office.vault, piece=5)
    assert (await trail.check(office.database)).sound == 12
    rows_of(office.url, "UPDATE staff_audit SET detail = 'x' WHERE seq = 11")
    assert (await trail.check(office.database)).broken == 11


async def test_many_writers_at_once_make_one_chain(office: Office) -> None:
    others = [Database(url=office.url, pool=6) for _ in range(2)]

    async def write(database: Database, number: int) -> None:
        async with database.begin() as connection:
            await Trail(vault=office.vault).add(connection, Entry(account=number, act=Did.AUDIT_SEEN), at=NOW)

    await asyncio.gather(*(write(others[number % 2], number) for number in range(60)))
    for database in others:
        await database.close()
    verdict = await office.trail.check(office.database)
    assert (verdict.sound, verdict.broken) == (60, None)
    assert rows_of(office.url, "SELECT count(DISTINCT account) FROM staff_audit") == [(60,)]


async def test_the_trail_is_read_by_what_is_asked_newest_first(office: Office) -> None:
    await fill(office)
    async with office.database.begin() as connection:
        read = office.trail.read
        assert [row.seq for row in await read(connection, limit=3)] == [9, 8, 7]
        assert [row.seq for row in await read(connection, before=3)] == [2, 1]
        assert [row.seq for row in await read(connection, account=1)] == [8, 5, 2]
        assert await read(connection, act=Did.SIGNED_IN) == []
        since = NOW + timedelta(microseconds=7)
        assert [row.seq for row in await read(connection, since=since)] == [9, 8]
        assert [row.seq for row in await read(connection, until=NOW + timedelta(microseconds=1))] == [1]
