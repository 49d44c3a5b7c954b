"""Where does a simulator write everything down, so that killing it loses nothing?"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Clock = Callable[[], float]
"""Seconds since 1970, UTC. A parameter everywhere, so that a test may hold the time."""

Row = sqlite3.Row
Value = str | int | float | bytes | None

SHARED_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, method TEXT NOT NULL,
    params TEXT NOT NULL, code INTEGER NOT NULL, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (id INTEGER PRIMARY KEY AUTOINCREMENT, plan TEXT NOT NULL, left INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);
"""


class Ledger:
    """One SQLite file in WAL mode, written through: what was answered is on disk before the answer leaves.

    It is used from one event loop only; no `together` block may contain an await.
    """

    def __init__(self, path: Path, schema: str, *, clock: Clock) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.clock = clock
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(SHARED_SCHEMA + schema)

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Value) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self._db.execute(sql, values).fetchone()
        return found

    def number(self, sql: str, *values: Value) -> int:
        """The first column of the first row as a whole number; nothing counts as 0."""
        found = self.row(sql, *values)
        return 0 if found is None or found[0] is None else int(found[0])

    def run(self, sql: str, *values: Value) -> int:
        """Write; gives the id of a new row."""
        return self._db.execute(sql, values).lastrowid or 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """All writes inside happen, or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def recall(self, name: str) -> str | None:
        """A remembered JSON text, or None."""
        found = self.row("SELECT value FROM settings WHERE name = ?", name)
        return None if found is None else str(found["value"])

    def remember(self, name: str, value: str) -> None:
        """Keep a JSON text under a name."""
        self.run(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value
        )

    def note_call(self, method: str, params: Mapping[str, Any], code: int, answer: object) -> None:
        """Write down one call of the outside: method, parameters (never the key), code, answer."""
        said = json.dumps(answer, ensure_ascii=False, default=str)
        asked = json.dumps(params, ensure_ascii=False, default=str)
        self.run(
            "INSERT INTO calls (at, method, params, code, answer) VALUES (?, ?, ?, ?, ?)",
            self.clock(), method, asked, code, said,
        )  # fmt: skip

    def calls(self, method: str | None = None, limit: int = 200) -> list[dict[str, Any]]:
        """The newest calls first: id, at (Unix seconds), method, params, code, answer."""
        where, values = ("WHERE method = ?", [method]) if method else ("", [])
        rows = self.rows(f"SELECT * FROM calls {where} ORDER BY id DESC LIMIT ?", *values, limit)
        return [dict(row) | {"params": json.loads(row["params"]), "answer": json.loads(row["answer"])} for row in rows]

    def close(self) -> None:
        """Close the file."""
        self._db.close()
