"""Which tables do the work engines need?"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, UniqueConstraint, text

from backend.kit.db import Json, Key, Moment, metadata

work_items = Table(
    "work_items",
    metadata,
    Column("id", Key, primary_key=True),
    Column("lane", String(16), nullable=False),
    Column("name", String(60), nullable=False),
    Column("args", Json, nullable=False),
    Column("dedup", String(120)),
    Column("state", String(8), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("leased_by", String(40)),
    Column("leased_until", Moment),
    Column("ended_at", Moment),
    Column("error", String(80)),
    UniqueConstraint("dedup"),
    CheckConstraint("state IN ('waiting', 'done', 'parked')", name="state"),
    Index(
        "ix_work_items_due",
        "lane",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
"""Work of the lease engine. Done work stays only while its `dedup` must be remembered. `error` names what a try raised."""

work_ticks = Table(
    "work_ticks",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("leased_by", String(40)),
    Column("leased_until", Moment),
)
"""Repeated work of every engine: when it is due, and which process is at it."""

work_executors = Table(
    "work_executors",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)
"""Processes that run work, with their last sign of life."""

work_leases = Table(
    "work_leases",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("held_by", String(40), nullable=False),
    Column("held_until", Moment, nullable=False),
)
"""What only one process may do at a time, and which does it until when."""

work_marks = Table(
    "work_marks",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("period", String(12), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Work that is done once in a period, such as a month "1405-09": the mark says that it was."""
