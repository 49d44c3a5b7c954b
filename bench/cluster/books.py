"""What do our own books say? Slips, payments, contributions, the outbox, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import Database

Rows = Sequence[Mapping[str, Any]]

_QUESTIONS = {
    "slips": "SELECT serial, number, state, contract, payment_reference FROM slips",
    "payments": "SELECT id, slip, state, authority, amount FROM payments",
    "outbox": "SELECT id, kind, lane, channel, state, reason, tries, in_doubt FROM outbox_messages",
    "contributions": (
        "SELECT c.contract, c.month, c.reference FROM register_contributions c "
        "JOIN slips s ON s.payment_reference = c.reference"
    ),
    "parked": "SELECT id, error FROM parked_updates",
}


@dataclass(frozen=True, slots=True)
class Books:
    """One reading of our database, in one transaction. `stuck` is work that an engine has given up."""

    slips: Rows
    payments: Rows
    outbox: Rows
    contributions: Rows
    parked: Rows
    stuck: int

    @property
    def paid(self) -> Rows:
        """Slips that count as paid."""
        return [slip for slip in self.slips if slip["state"] == "paid"]

    def messages(self, *, channel: str | None = None, states: frozenset[str] | None = None) -> Rows:
        """Messages of the outbox."""
        return [
            row
            for row in self.outbox
            if channel in {None, row["channel"]} and (states is None or row["state"] in states)
        ]


async def read_books(database: Database) -> Books:
    """Everything the audit wants to know."""
    async with database.begin() as connection:
        found = {name: await _rows(connection, sql) for name, sql in _QUESTIONS.items()}
        return Books(**found, stuck=await _stuck(connection))


async def _rows(connection: AsyncConnection, sql: str) -> Rows:
    return [dict(row._mapping) for row in await connection.execute(text(sql))]  # noqa: SLF001


async def _stuck(connection: AsyncConnection) -> int:
    """Work that was tried for the last time, in the table of whichever engine there is."""
    count = 0
    for name, schema, given_up in (
        ("work_items", None, "state = 'parked'"),
        ("workflow_status", "dbos", "status IN ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')"),
        ("workflow_status", None, "status IN ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')"),
    ):
        if await connection.run_sync(_has_table, name, schema):
            place = f"{schema}.{name}" if schema else name
            count += await connection.scalar(text(f"SELECT COUNT(*) FROM {place} WHERE {given_up}")) or 0
    return count


def _has_table(connection: Connection, name: str, schema: str | None) -> bool:
    if schema is not None and connection.dialect.name == "sqlite":
        return False
    return inspect(connection).has_table(name, schema=schema)
