"""Which tables hold the contract years, and what was asked for in each request?"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from backend.kit.db import Json, Key, Moment, metadata

contract_years = Table(
    "contract_years",
    metadata,
    Column("id", Key, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("document", Json, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("entered_by", Key, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("approved_by", Key),
    Column("approved_at", Moment),
    CheckConstraint("(approved_by IS NULL) = (approved_at IS NULL)", name="approval"),
    CheckConstraint("approved_by IS NULL OR approved_by <> entered_by", name="two_people"),
    Index("ix_contract_years_year", "year", "id"),
)
"""One row each time a year is entered; rows are never changed but for the approval of exactly what stands in them. The
newest approved row of a year is in force. `digest`: SHA-256 of the canonical document."""

enrolment_requests = Table(
    "enrolment_requests",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("person", Key, nullable=False),
    Column("pension", String(12), nullable=False),
    Column("contract_year", Key, ForeignKey(contract_years.c.id), nullable=False),
    Column("plan", String(20), nullable=False),
    Column("changes", Json, nullable=False),
    Column("terms", String(20), nullable=False),
    Column("terms_digest", String(64), nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("decision", String(24), nullable=False),
    Column("persons", Integer, nullable=False),
    Column("pensioner", Key, nullable=False),
    Column("correct", Json, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("turn", Integer, nullable=False),
    Index("ix_enrolment_requests_person", "person", "submitted_at"),
)
"""One row a request; `number` is the subject of its case. `changes`: [[member, action], …], no names. `terms`: version
read and accepted, with the digest of its text. `correct`: members whose lines were sent back. `submitted_at` is the first time,
`turn` counts them.
`persons` have the insurance afterwards, for `pensioner` rial a month out of the pension."""
