"""How does a backup come back: all of it or nothing, into an empty database, so that nothing is sent twice?

The work engine's own tables are not saved. What waits is found again by its sweepers from the rows it is about; what
may have been sent between the backup and now is in doubt, so the provider is asked before it is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, case, delete, func, insert, inspect, select, text, update

from backend.areas.notifications.states import WAITING, Channel, MessageState
from backend.areas.notifications.tables import messages
from backend.areas.slips.tables import payments, slips
from backend.kit.vault import Vault
from backend.migrations.apply import current, revisions, upgrade
from backend.migrations.tables import DBOS_TABLES, all_tables
from bimeyar.saving.connecting import all_or_nothing
from bimeyar.saving.rows import Tally, differences, saved_tables, unpack
from bimeyar.saving.sealed_file import NoBackup, read_backup

_GAP = 1_000
"""Numbers of slips that are left out after a restore: papers of the lost time may be in people's hands."""


class NotRestored(Exception):
    """Nothing was changed; the text says why, with what to do."""


@dataclass(slots=True)
class Backup:
    """A backup being read: its head at once, its manifest at the end."""

    lines: Iterator[dict[str, Any]]
    head: Mapping[str, Any] = field(default_factory=dict)
    manifest: Mapping[str, Any] | None = None

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.head["made_at"])


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    rows: int
    made_at: datetime
    revision: str


def open_backup(file: Any, *, vault: Vault) -> Backup:
    """Raises NoBackup and OtherKey."""
    lines = read_backup(file, vault=vault)
    first = next(lines, {})
    if "head" not in first:
        raise NoBackup("the file has no head")
    return Backup(lines, first["head"])


def restore(url: str, file: Path, *, vault: Vault, over: bool = False) -> Restored:
    """Bring a backup back into the database at `url`. Raises NotRestored, NoBackup and OtherKey: nothing was changed.

    `over`: what the database holds goes. A backup of an earlier revision comes into a new database only, and is then
    brought to the present one.
    """
    with file.open("rb") as opened:
        backup = open_backup(opened, vault=vault)
        revision = _fitting(url, str(backup.head["revision"]), over=over)
        with all_or_nothing(url) as connection:
            metadata = shapes(connection, revision)
            tallies = load(connection, backup, metadata)
            wrong = differences(backup.manifest or {}, tallies)
            if wrong:
                raise NoBackup(f"its rows are not those of its manifest: {wrong[0]}")
            _begin_anew(connection, backup.made_at, metadata)
    if revision != revisions()[-1]:
        upgrade(url)
    return Restored(sum(tally.rows for tally in tallies.values()), backup.made_at, revision)


def _fitting(url: str, revision: str, *, over: bool) -> str:
    """Make the database ready for a backup of this revision. Raises NotRestored."""
    known, here = revisions(), current(url)
    if revision not in known:
        raise NotRestored(
            f"the backup has the tables of revision {revision}, which this version does not know: use a newer one"
        )
    if here is None:
        upgrade(url, revision)
    elif here != revision:
        raise NotRestored(
            f"the database has revision {here} and the backup {revision}: "
            + (
                "run python -m bimeyar migrate first"
                if revision == known[-1]
                else "restore it into a new, empty database"
            )
        )
    elif not over and _has_rows(url):
        raise NotRestored("the database is not empty; restore into a new one, or say --over to lose what it holds")
    return revision


def _has_rows(url: str) -> bool:
    with all_or_nothing(url) as connection:
        there = set(inspect(connection).get_table_names())
        tables = [table for table in saved_tables() if table.name in there]
        return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def shapes(connection: Connection, revision: str) -> MetaData:
    """The tables as code knows them, or for an earlier revision as they lie in the database."""
    if revision == revisions()[-1]:
        return all_tables()
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name != "alembic_version" and name not in DBOS_TABLES)
    return found


def load(connection: Connection, backup: Backup, metadata: MetaData) -> dict[str, Tally]:
    """Put all rows in; what was there goes. Raises NoBackup where the file ends too early."""
    for each in reversed(metadata.sorted_tables):
        connection.execute(delete(each))
    tables = {table.name: table for table in saved_tables(metadata)}
    tallies: dict[str, Tally] = {}
    table: Table | None = None
    columns: list[str] = []
    tally = Tally()
    for line in backup.lines:
        if "manifest" in line:
            backup.manifest = line["manifest"]
        elif "table" in line:
            table, columns = tables.get(line["table"]), line["columns"]
            tally = tallies.setdefault(line["table"], Tally())
        elif table is None:
            raise NoBackup("the file has rows of a table that is not there")
        elif line["rows"]:
            for row in line["rows"]:
                tally.add(row)
            rows = [dict(zip(columns, unpack(row), strict=True)) for row in line["rows"]]
            connection.execute(insert(table), rows)
    if backup.manifest is None:
        raise NoBackup("the file was cut short")
    return tallies


def _begin_anew(connection: Connection, made_at: datetime, metadata: MetaData) -> None:
    """What was under way when the backup was made is looked at again, and is in doubt.

    In the transaction that brings the rows, also those of an earlier revision (all of these columns were there from the
    first): whoever is cut off after it, and only migrates, sends nothing twice either.
    """
    long_ago = made_at - timedelta(days=1)
    waits = messages.c.state.in_(WAITING)
    connection.execute(
        update(messages)
        .where(waits)
        .values(
            state=MessageState.QUEUED,
            in_doubt=case((messages.c.channel == Channel.SMS, True), else_=messages.c.in_doubt),
            first_try_at=func.coalesce(messages.c.first_try_at, made_at),
            claimed_by=None,
            claimed_until=None,
            nudged_at=long_ago,
        )
    )
    undecided = payments.c.state.in_(("open", "checking"))
    connection.execute(update(payments).where(undecided).values(busy_until=None, next_check_at=datetime.now(UTC)))
    if connection.dialect.name == "postgresql":
        _set_sequences(connection, metadata)


def _set_sequences(connection: Connection, metadata: MetaData) -> None:
    """Growing keys go on after the highest; those of slips with a gap."""
    for table in saved_tables(metadata):
        key = table.autoincrement_column
        if key is None:
            continue
        name = connection.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key.name})
        if name is not None:
            last = (connection.scalar(select(func.max(key))) or 0) + (_GAP if table.name == slips.name else 0)
            connection.execute(
                text("SELECT setval(:name, :last, :used)"), {"name": name, "last": max(last, 1), "used": last > 0}
            )
