"""Which tables hold what a contract was agreed on, and what happened to it? The contract itself is the register's."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, String, Table

from backend.kit.db import Json, Key, Moment, metadata

agreements = Table(
    "contract_agreements",
    metadata,
    Column("contract", Key, primary_key=True, autoincrement=False),
    Column("person", Key, nullable=False),
    Column("by_law", String(20), nullable=False),
    Column("by_law_digest", String(64), nullable=False),
    Column("agreed_at", Moment, nullable=False),
    Column("undertaking_at", Moment),
    Column("exam", String(12), nullable=False),
    Column("exam_by", Date),
    Column("follows", String(24)),
    Column("eligibility", String(24), nullable=False),
    Column("terms", String(24), nullable=False),
    Column("exemption", String(24), nullable=False),
    Column("locale", String(5), nullable=False),
    CheckConstraint("exam IN ('not-needed', 'pending', 'fit', 'unfit')", name="exam"),
    CheckConstraint("exam = 'not-needed' OR undertaking_at IS NOT NULL", name="undertaking"),
    Index("ix_contract_agreements_exam_by", "exam", "exam_by"),
)
"""One row a contract concluded here: the by-law read and agreed to (with the digest of its text), the undertaking, the
exam, and the kept decisions it rests on. `follows` is the number of the contract before it."""

events = Table(
    "contract_events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("contract", Key, nullable=False),
    Column("at", Moment, nullable=False),
    Column("code", String(30), nullable=False),
    Column("values", Json, nullable=False),
    Index("ix_contract_events_contract", "contract", "id"),
)
"""What happened to a contract, in order; rows are only added. No name or number of a person stands in `values`."""
