"""How long is which row kept? One dated table says so with its reason, and one function deletes what is older."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Integer, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import metadata

BATCH = 5_000
"""Rows of a table that one call of `purge` deletes at most, so that nobody waits long for its transaction."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Rows of `table` are deleted `days` after their moment in `column`; rows where it is empty are kept.

    The column holds a `Moment`, or whole seconds since 1970.

    The rule counts from the day `since`; of two rules for a table and column the later one that has begun holds.
    """

    table: str
    column: str
    days: int
    since: date
    reason: str


RULES: tuple[Keep, ...] = (
    Keep("answers", "at", 30, date(2026, 3, 21), "a question is repeated within hours, a parked one within weeks"),
    Keep("people_challenges", "started_at", 7, date(2026, 3, 21), "hourly limits, and complaints about missing codes"),
    Keep("people_tries", "last_at", 30, date(2026, 3, 21), "growing locks forget after a day of quiet"),
    Keep("outbox_messages", "ended_at", 180, date(2026, 3, 21), "a person may ask what was sent to them, and when"),
    Keep("outbox_reports", "at", 90, date(2026, 3, 21), "reports are dealt with at once; staff looks at the others"),
    Keep(
        "people_links",
        "revoked_at",
        365,
        date(2026, 3, 21),
        "a person may ask which chats were linked in the last year",
    ),
    Keep("people_activations", "issued_at", 1825, date(2026, 3, 21), "a branch answers for whom it let in"),
    Keep("conversation_sessions", "touched", 365, date(2026, 3, 21), "drafts end after a month; a chat may come back"),
    Keep("outbox_closed_chats", "since", 365, date(2026, 3, 21), "a chat closed for a year is tried once more"),
    Keep("deferred_updates", "at", 7, date(2026, 3, 21), "what cannot be served within a day is parked for staff"),
    Keep("staff_knocks", "since", 1, date(2026, 3, 21), "tries from an address count for minutes"),
    Keep("staff_ways", "ends_at", 1, date(2026, 3, 21), "whoever went to the provider is back within minutes"),
    Keep("staff_sessions", "ends_at", 7, date(2026, 3, 21), "an ended session opens nothing any more"),
    Keep(
        "case_held", "due_at", 30, date(2026, 3, 21), "what became of decisions made together is looked up within days"
    ),
    Keep("parked_updates", "at", 90, date(2026, 3, 21), "staff looks at what was parked within weeks"),
)
"""Kept for ever by law, and therefore not listed: contributions, slips and payments; nor the audit trail of the staff."""


def rules_in_force(on: date, rules: tuple[Keep, ...] = RULES) -> tuple[Keep, ...]:
    """The latest rule that has begun by this day, one a table and column."""
    begun = sorted((rule for rule in rules if rule.since <= on), key=lambda rule: rule.since)
    return tuple({(rule.table, rule.column): rule for rule in begun}.values())


async def purge(
    connection: AsyncConnection, *, now: datetime, rules: tuple[Keep, ...] = RULES, batch: int = BATCH
) -> dict[str, int]:
    """Delete what is older than its rule allows, at most `batch` rows a table; number of rows deleted by table."""
    gone: dict[str, int] = {}
    for rule in rules_in_force(now.astimezone(UTC).date(), rules):
        table = metadata.tables.get(rule.table)
        if table is None:
            continue
        key = tuple(table.primary_key.columns)
        column, before = table.c[rule.column], now - timedelta(days=rule.days)
        late = column < (int(before.timestamp()) if isinstance(column.type, Integer) else before)
        old = select(*key).where(late).limit(batch)
        done = await connection.execute(delete(table).where(tuple_(*key).in_(old)))
        gone[rule.table] = done.rowcount
    return gone
