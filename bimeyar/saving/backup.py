"""How is a database saved while it is at work? Read at one moment, written beside, and put in place when it is whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from backend.domain.rules import load_ruleset
from backend.kit.vault import Vault
from backend.migrations.apply import current, revisions
from bimeyar.saving.connecting import one_moment
from bimeyar.saving.rows import Tally, pack, saved_tables
from bimeyar.saving.sealed_file import BackupWriter
from bimeyar.version import VERSION

_BATCH = 200


class NotSaved(Exception):
    """Nothing was saved; the text says why, with what to do."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What went into a backup."""

    tables: int
    rows: int
    size: int


def save(url: str, file: Path, *, vault: Vault, over: bool = False) -> Saved:
    """Write the backup. Raises NotSaved; a file that was there stays until the new one is whole."""
    if file.exists() and not over:
        raise NotSaved(f"{file} is there already; choose another name, or say --over")
    if not file.parent.is_dir():
        raise NotSaved(
            f"there is no folder {file.parent}; for example: python -m bimeyar backup --to /var/backups/today.bimeyar"
        )
    wanted = revisions()[-1]
    if current(url) != wanted:
        raise NotSaved("the tables are not of this version; run: python -m bimeyar migrate")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            unfinished.chmod(0o600)
            writer = BackupWriter(out, vault=vault)
            manifest = _write(url, writer, wanted)
            writer.close()
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return Saved(len(manifest), sum(tally.rows for tally in manifest.values()), file.stat().st_size)


def _write(url: str, writer: BackupWriter, revision: str) -> dict[str, Tally]:
    with one_moment(url) as connection:
        head = {
            "made_at": datetime.now(UTC).isoformat(),
            "product": VERSION,
            "revision": revision,
            "ruleset": load_ruleset().id,
            "database": connection.dialect.name,
        }
        writer.write({"head": head})
        manifest = {table.name: _write_table(connection, writer, table) for table in saved_tables()}
    writer.write({"manifest": {name: tally.said() for name, tally in manifest.items()}})
    return manifest


def _write_table(connection: Connection, writer: BackupWriter, table: Table) -> Tally:
    tally = Tally()
    writer.write({"table": table.name, "columns": [column.name for column in table.columns]})
    for rows in connection.execute(select(table)).partitions(_BATCH):
        packed: list[Any] = [pack(row) for row in rows]
        for row in packed:
            tally.add(row)
        writer.write({"rows": packed})
    return tally
