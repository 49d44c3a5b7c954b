"""Which table keeps the decisions made for people [R1]?"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from backend.kit.db import Key, Moment, metadata

rule_decisions = Table(
    "rule_decisions",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("rule", String(40), nullable=False),
    Column("ruleset", String(40), nullable=False),
    Column("person", Key, nullable=False),
    Column("decision_sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_rule_decisions_person", "person", "at"),
)
"""One row per different decision and person; `decision_sealed` is the canonical JSON: inputs, figures, reasons, value."""
