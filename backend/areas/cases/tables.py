"""Which tables hold the requests of people, and what happened to each?"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table, text

from backend.kit.db import Key, Moment, metadata

_HELD = "state = 'held'"

cases = Table(
    "cases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ref", String(24), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("person", Key, nullable=False),
    Column("subject", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("came_from", String(20)),
    Column("queue", String(12)),
    Column("office", String(60), nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("since", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("reason", String(40)),
    Column("note_sealed", LargeBinary),
    Column("claimed_by", Key),
    Column("claimed_until", Moment),
    CheckConstraint("(queue IS NULL) = (closed_at IS NOT NULL)", name="one_queue"),
    CheckConstraint("queue IN ('association', 'branch', 'applicant')", name="queue"),
    CheckConstraint("(came_from IS NOT NULL) = (status = 'sent-back')", name="sent_back"),
    Index("ix_cases_queue", "queue", "office", "placed_at", "id"),
    Index("ix_cases_person", "person", "id"),
    Index(
        "ix_cases_claimed",
        "claimed_by",
        sqlite_where=text("claimed_by IS NOT NULL"),
        postgresql_where=text("claimed_by IS NOT NULL"),
    ),
    Index("ix_cases_subject", "kind", "subject", unique=True),
    Index(
        "ix_cases_open",
        "person",
        "kind",
        unique=True,
        sqlite_where=text("queue IS NOT NULL"),
        postgresql_where=text("queue IS NOT NULL"),
    ),
)
"""One row a request. `subject` names what it is about (the register's contract, the enrolment). `placed_at` is its place
in the line of its queue, `since` when it came to its status. `came_from`: the status that it was sent back from.
`office`: code of the branch or name of the county. A case is open exactly while it has a queue; a person has one open
case of a kind. `reason` and `note_sealed` are those of its last move. `claimed_by` (account) works on it until
`claimed_until`; both are empty together, which `claims` sees to, and are emptied by every move."""

case_moves = Table(
    "case_moves",
    metadata,
    Column("id", Key, primary_key=True),
    Column("case", Key, ForeignKey(cases.c.id, ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("move", String(20), nullable=False),
    Column("before", String(20)),
    Column("after", String(20), nullable=False),
    Column("queue", String(12)),
    Column("office", String(60), nullable=False),
    Column("by", String(12), nullable=False),
    Column("staff", Key),
    Column("decides", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("note_sealed", LargeBinary),
    CheckConstraint("NOT decides OR staff IS NOT NULL", name="decider"),
    Index("ix_case_moves_case", "case", "id"),
    Index(
        "ix_case_moves_decided",
        "case",
        "staff",
        unique=True,
        sqlite_where=text("decides"),
        postgresql_where=text("decides"),
    ),
)
"""Every move of every case, in order; rows are only added. One member of staff decides once on a case."""

held = Table(
    "case_held",
    metadata,
    Column("id", Key, primary_key=True),
    Column("batch", String(16), nullable=False),
    Column("case", Key, ForeignKey(cases.c.id, ondelete="CASCADE"), nullable=False),
    Column("staff", Key, nullable=False),
    Column("by", String(12), nullable=False),
    Column("move", String(20), nullable=False),
    Column("reason", String(40)),
    Column("note_sealed", LargeBinary),
    Column("made_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(8), nullable=False),
    Column("why", String(20)),
    CheckConstraint("state IN ('held', 'applied', 'undone', 'refused')", name="state"),
    Index("ix_case_held_batch", "batch", "id"),
    Index("ix_case_held_case", "case", unique=True, sqlite_where=text(_HELD), postgresql_where=text(_HELD)),
    Index("ix_case_held_due", "due_at", sqlite_where=text(_HELD), postgresql_where=text(_HELD)),
)
"""Decisions on several cases at once: each waits until `due_at`, so that it can be undone before anybody hears of it.
A case has one that waits at most. `why`: why one was refused after all."""

views = Table(
    "case_views",
    metadata,
    Column("account", Key, primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("query", String(500), nullable=False),
)
"""Filters that somebody of the staff gave a name; `query` as it stands in the address of the page."""
