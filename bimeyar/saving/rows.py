"""Which lines are the rows of a table, the same whichever database they lie in, and do two tables hold the same rows?"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import MetaData, Table

from backend.migrations.tables import all_tables

NOT_SAVED = frozenset({"work_items", "work_ticks", "work_executors", "work_leases"})
"""What workers keep among themselves. Their work is found again from the rows that it is about."""

_MODULUS = 1 << 256


def saved_tables(metadata: MetaData | None = None) -> Sequence[Table]:
    """Tables that go into a backup, each after those that it refers to."""
    return [table for table in (metadata or all_tables()).sorted_tables if table.name not in NOT_SAVED]


def pack(values: Iterable[Any]) -> list[Any]:
    """One row as JSON."""
    return [_pack(value) for value in values]


def unpack(values: Iterable[Any]) -> list[Any]:
    """The inverse."""
    return [_unpack(value) for value in values]


def _pack(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case bytes() | memoryview():
            return {"b": base64.b64encode(bytes(value)).decode()}
        case datetime():
            aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return {"t": aware.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case dict() | list() | float():
            return {"j": value}
        case _:
            raise TypeError(f"a column holds {type(value).__name__}, which backups do not know")


def _unpack(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    match kind:
        case "b":
            return base64.b64decode(inner)
        case "t":
            return datetime.fromisoformat(inner)
        case "d":
            return date.fromisoformat(inner)
        case _:
            return inner


@dataclass(slots=True)
class Tally:
    """Counts rows and sums their hashes, so that the order of the rows does not matter."""

    rows: int = 0
    total: int = 0

    def add(self, packed: Sequence[Any]) -> None:
        """One more row."""
        text = json.dumps(packed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")) % _MODULUS

    def said(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {"rows": self.rows, "sum": f"{self.total:064x}"}


def differences(manifest: Mapping[str, Any], tallies: Mapping[str, Tally]) -> list[str]:
    """One line for each table that is not what the manifest says."""
    found = []
    for name in sorted(manifest.keys() | tallies.keys()):
        wanted = manifest.get(name, Tally().said())
        there = tallies.get(name, Tally()).said()
        if wanted != there:
            rows = f"{there['rows']} rows instead of {wanted['rows']}"
            same = there["rows"] == wanted["rows"]
            found.append(f"{name}: {'other values than were saved' if same else rows}")
    return found
