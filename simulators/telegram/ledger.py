"""What did the bots ask for, call by call? The ledger of every API call with its parameters and outcome."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulators.telegram.database import Database, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One call: `via` is "http" or "webhook" (a method in a webhook's answer), `fault` the fault that hit it."""

    bot_id: int
    method: str
    chat_id: int | None
    fields: dict[str, Any]
    via: str
    status: int
    error: str | None = None
    fault: int | None = None


class Ledger:
    """The calls in the order in which they were answered; tokens are never written."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def write(self, entry: Entry) -> None:
        """Adds a call."""
        self._database.run(
            "INSERT INTO calls (bot_id, method, chat_id, fields, via, at, status, error, fault) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entry.bot_id,
            entry.method,
            entry.chat_id,
            json.dumps(entry.fields, ensure_ascii=False),
            entry.via,
            self._clock(),
            entry.status,
            entry.error,
            entry.fault,
        )

    def read(
        self, *, bot_id: int | None = None, method: str | None, chat_id: int | None, after: int, limit: int
    ) -> list[dict[str, Any]]:
        """Calls numbered above `after`, the oldest first, at most `limit`; JSON-ready."""
        rows = self._database.all(
            "SELECT * FROM calls WHERE id > ? AND bot_id = coalesce(?, bot_id) "
            "AND (? IS NULL OR lower(method) = lower(?)) AND (? IS NULL OR chat_id = ?) ORDER BY id LIMIT ?",
            after,
            bot_id,
            method,
            method,
            chat_id,
            chat_id,
            limit,
        )
        return [_entry(row) for row in rows]

    def clear(self) -> None:
        """Forgets every call."""
        self._database.run("DELETE FROM calls")

    def totals(self) -> dict[str, dict[str, int]]:
        """How often each method was answered with each status."""
        totals: dict[str, dict[str, int]] = {}
        for row in self._database.all("SELECT method, status, count(*) AS n FROM calls GROUP BY method, status"):
            totals.setdefault(row["method"], {})[str(row["status"])] = row["n"]
        return totals


def _entry(row: Row) -> dict[str, Any]:
    return {**dict(row), "fields": json.loads(row["fields"])}
