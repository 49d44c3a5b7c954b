"""Which tables hold the local register of pensions? Sealed columns end in `_sealed`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from backend.kit.db import Key, metadata
from backend.registers.local.tables import branches, persons

pensions = Table(
    "register_pensions",
    metadata,
    Column("number", String(12), primary_key=True),
    Column("person", Key, ForeignKey(persons.c.id, ondelete="CASCADE"), nullable=False, unique=True),
    Column("branch", String(8), ForeignKey(branches.c.code), nullable=False),
    Column("county", String(60), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("staff", Boolean, nullable=False),
)

members = Table(
    "register_pension_members",
    metadata,
    Column("pension", String(12), ForeignKey(pensions.c.number, ondelete="CASCADE"), primary_key=True),
    Column("key", String(8), primary_key=True),
    Column("kinship", String(10), nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("until", Date),
    Column("basis", String(20), nullable=False),
    Column("covered", Boolean, nullable=False),
    Column("plan", String(20)),
    CheckConstraint("kinship IN ('self', 'spouse', 'child', 'parent')", name="kinship"),
    CheckConstraint("covered = (plan IS NOT NULL)", name="plan"),
)
"""The payment record: `covered` and `plan` are the supplementary status under «نحوهٔ پرداخت»."""

loans = Table(
    "register_loans",
    metadata,
    Column("id", Key, primary_key=True),
    Column("pension", String(12), nullable=False),
    Column("member", String(8), nullable=False),
    Column("plan", String(20), nullable=False),
    Column("reference", String(40), nullable=False),
    ForeignKeyConstraint(["pension", "member"], [members.c.pension, members.c.key], ondelete="CASCADE"),
    UniqueConstraint("pension", "member", "reference"),
)
"""Deduction documents of the supplementary insurance under «وام‌ها»: one a member and request."""

loan_lines = Table(
    "register_loan_lines",
    metadata,
    Column("loan", Key, ForeignKey(loans.c.id, ondelete="CASCADE"), primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("pensioner", Key, nullable=False),
    Column("organisation", Key, nullable=False),
)
"""What each month's pension bears, rial; months are whole numbers such as 140509."""
