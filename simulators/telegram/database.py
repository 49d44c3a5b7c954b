"""Where does the simulated messenger keep what happened, so that killing it loses nothing? One SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bots (
  id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, username TEXT NOT NULL, name TEXT NOT NULL,
  allowed TEXT, webhook TEXT);
CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT, username TEXT, language_code TEXT,
  phone TEXT, deactivated INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS groups (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, title TEXT NOT NULL, username TEXT, migrated_to INTEGER);
CREATE TABLE IF NOT EXISTS members (group_id INTEGER, user_id INTEGER, PRIMARY KEY (group_id, user_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dialogs (
  bot_id INTEGER, chat_id INTEGER, state TEXT NOT NULL, change INTEGER NOT NULL DEFAULT 0,
  keyboard TEXT, draft TEXT, action TEXT, PRIMARY KEY (bot_id, chat_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages (
  bot_id INTEGER, chat_id INTEGER, message_id INTEGER, outgoing INTEGER NOT NULL, body TEXT NOT NULL,
  keyboard TEXT, date REAL NOT NULL, edits INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bot_id, chat_id, message_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS updates (
  bot_id INTEGER, update_id INTEGER, chat_id INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  created REAL NOT NULL, state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT, delivered REAL, PRIMARY KEY (bot_id, update_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS updates_pending ON updates (bot_id, update_id) WHERE state = 'pending';
CREATE TABLE IF NOT EXISTS callbacks (
  id TEXT PRIMARY KEY, bot_id INTEGER NOT NULL, user_id INTEGER NOT NULL, chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL, data TEXT NOT NULL, asked REAL NOT NULL, answer TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS callbacks_of_chat ON callbacks (bot_id, chat_id, asked);
CREATE TABLE IF NOT EXISTS calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT, bot_id INTEGER NOT NULL, method TEXT NOT NULL, chat_id INTEGER,
  fields TEXT NOT NULL, via TEXT NOT NULL, at REAL NOT NULL, status INTEGER NOT NULL, error TEXT, fault INTEGER);
CREATE TABLE IF NOT EXISTS commands (
  bot_id INTEGER, scope TEXT, language TEXT, commands TEXT NOT NULL, PRIMARY KEY (bot_id, scope, language)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS profile_texts (
  bot_id INTEGER, kind TEXT, language TEXT, text TEXT NOT NULL, PRIMARY KEY (bot_id, kind, language)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS menu_buttons (
  bot_id INTEGER, chat_id INTEGER, button TEXT NOT NULL, PRIMARY KEY (bot_id, chat_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  file_id TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL,
  size INTEGER NOT NULL, path TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, spec TEXT NOT NULL, remaining INTEGER NOT NULL);
"""

Row = sqlite3.Row


class Database:
    """One SQLite file, written through: what was answered on the wire is in the file before the answer leaves.

    `synchronous=OFF` gives up safety against a power cut, never against `kill -9`: committed pages are already
    with the operating system.
    """

    def __init__(self, path: str | Path) -> None:
        """Opens `path` (":memory:" allowed) and creates the tables that are missing."""
        if str(path) != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=256
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.executescript(SCHEMA)
        self._open = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; an inner transaction joins the outer one."""
        if self._open:
            yield
            return
        self._connection.execute("BEGIN")
        self._open = True
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._open = False

    def run(self, sql: str, *values: Any) -> int:
        """Executes a statement; returns the number of rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, *values)
        return None if row is None else row[0]

    def insert(self, sql: str, *values: Any) -> int:
        """Executes an INSERT; returns the row id it was given."""
        return self._connection.execute(sql, values).lastrowid or 0

    def next(self, counter: str, *, first: int = 1) -> int:
        """The next number of a counter; never the same twice in the life of the file."""
        number = self.value(
            "INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            counter,
            first,
        )
        return int(number)

    def close(self) -> None:
        """Closes the file; the object is of no use afterwards."""
        self._connection.close()
