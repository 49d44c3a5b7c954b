"""Which rows does the staff's door keep? Accounts, their roles, sessions, and the audit trail with its head."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from backend.kit.db import Key, Moment, metadata

accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("user", String(32), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("password_once", Integer, nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("totp_last", BigInteger, nullable=False),
    Column("enrolled_at", Moment),
    Column("state", String(8), nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("state IN ('active', 'locked')", name="state"),
)
"""`password_once`: 1 while the password is the one that was shown to the administrator. `totp_last`: number of the last
code that was taken, so that none is taken twice. Names are plain: they stand under decisions, and are searched."""

grants = Table(
    "staff_grants",
    metadata,
    Column("account", Key, ForeignKey("staff_accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("office", String(20), primary_key=True),
)

sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_index", LargeBinary(32), primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("account", Key, ForeignKey("staff_accounts.id", ondelete="CASCADE")),
    Column("stage", String(6), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("step_up_until", Moment),
    Column("by_provider", Integer, nullable=False, server_default="0"),
    CheckConstraint("stage IN ('code', 'enrol', 'in')", name="stage"),
    Index("ix_staff_sessions_account", "account", "created_at"),
    Index("ix_staff_sessions_ends_at", "ends_at"),
)
"""`stage`: waiting for the code, for the confirmation of a new device, or in. Without an account it is a decoy: the same
row for a user who does not exist or a password that is wrong. The token itself is nowhere. `by_provider`: 1 for a session
that began at the organisation's own sign-in."""

ways = Table(
    "staff_ways",
    metadata,
    Column("state_index", LargeBinary(32), primary_key=True),
    Column("browser_index", LargeBinary(32), nullable=False),
    Column("session_index", LargeBinary(32)),
    Column("back", LargeBinary, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("ix_staff_ways_ends_at", "ends_at"),
)
"""Browsers on their way to the organisation's own sign-in and back, each until it is back. State and browser are blind
indexes; `session_index` where a session is to be proved anew; `back`, the page that asked for it, is sealed."""

audit = Table(
    "staff_audit",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account", Key),
    Column("act", String(32), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("ref", String(64), nullable=False),
    Column("office", String(20), nullable=False),
    Column("detail", String(300), nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_staff_audit_account", "account", "seq"),
    Index("ix_staff_audit_act", "act", "seq"),
    Index("ix_staff_audit_ref", "kind", "ref", "seq"),
)
"""Rows are only added. `account` is empty for the command line, and where a provider named nobody of ours. No name and no national id stands here."""

audit_head = Table(
    "staff_audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Key, nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
)
"""One row: which row is the last one, sealed, so that rows cannot be cut off at the end."""

knocks = Table(
    "staff_knocks",
    metadata,
    Column("address_index", LargeBinary(32), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("count", Integer, nullable=False),
)
"""How often an address asked to be let in since then; the address is a blind index."""
