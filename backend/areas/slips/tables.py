"""Which tables hold slips and payments, and which promises does the database itself keep?

- a contract has one open slip at most, and a month stands on one issued or paid slip at most;
- a slip number, a payment's authority at its gateway and its return token occur once;
- a slip is claimed by one payment at most: only the claiming payment is verified, and only it can be paid.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from backend.kit.db import Json, Key, Moment, metadata

slips = Table(
    "slips",
    metadata,
    Column("serial", Key, primary_key=True),
    Column("id", String(24), nullable=False, unique=True),
    Column("number", String(16), unique=True),
    Column("person", Key, nullable=False),
    Column("contract", Key, nullable=False),
    Column("terms", Json, nullable=False),
    Column("branch", String(8), nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    Column("lines", Json, nullable=False),
    Column("premium", Key, nullable=False),
    Column("per_capita", Key, nullable=False),
    Column("debt", Key, nullable=False),
    Column("total", Key, nullable=False),
    Column("wage_base", Key, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("decision", String(24), nullable=False),
    Column("state", String(12), nullable=False),
    Column("bill_id", String(13)),
    Column("payment_id", String(13)),
    Column("issued_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("payment_reference", String(60)),
    CheckConstraint("state IN ('issued', 'paid', 'expired', 'cancelled')", name="state"),
    CheckConstraint("total = premium + per_capita + debt AND total > 0", name="total"),
    Index(
        "uq_slips_contract_open",
        "contract",
        unique=True,
        sqlite_where=text("state = 'issued'"),
        postgresql_where=text("state = 'issued'"),
    ),
    Index("ix_slips_contract", "contract"),
    Index("ix_slips_person", "person", "serial"),
    Index("ix_slips_state_deadline", "state", "deadline"),
)
"""`number`, `bill_id` and `payment_id` follow from `serial` and are written in the same transaction.

`terms` is the contract as it was when the slip was issued (see `repository.terms_of`); `lines` is a list of {month "1405-08", days, wage, premium, per_capita}; `ended_at` is when it was paid, cancelled or
found to be past its deadline. Months are whole numbers such as 140508.
"""

slip_months = Table(
    "slip_months",
    metadata,
    Column("slip", Key, ForeignKey("slips.serial", ondelete="CASCADE"), primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("contract", Key, nullable=False),
    Column("active", Boolean, nullable=False),
    Index(
        "uq_slip_months_active",
        "contract",
        "month",
        unique=True,
        sqlite_where=text("active"),
        postgresql_where=text("active"),
    ),
)
"""Months that a slip holds; `active` while it is issued or paid, not when it has expired or been cancelled."""

payments = Table(
    "payments",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("return_token", String(43), nullable=False, unique=True),
    Column("slip", Key, ForeignKey("slips.serial"), nullable=False),
    Column("person", Key, nullable=False),
    Column("amount", Key, nullable=False),
    Column("gateway", String(20), nullable=False),
    Column("authority", String(80)),
    Column("url", String(400)),
    Column("state", String(12), nullable=False),
    Column("reason", String(40)),
    Column("channel", String(20), nullable=False),
    Column("locale", String(5), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("offered_until", Moment, nullable=False),
    Column("superseded", Boolean, nullable=False, default=False),
    Column("claims_slip", Boolean, nullable=False, default=False),
    Column("busy_until", Moment),
    Column("checks", Integer, nullable=False, default=0),
    Column("next_check_at", Moment),
    Column("checking_since", Moment),
    Column("told_checking", Boolean, nullable=False, default=False),
    Column("gives_back", Boolean, nullable=False, default=False),
    Column("reference", String(60)),
    Column("paid_at", Moment),
    UniqueConstraint("gateway", "authority"),
    CheckConstraint("state IN ('open', 'checking', 'paid', 'failed', 'refund')", name="state"),
    CheckConstraint("state <> 'paid' OR (claims_slip AND reference IS NOT NULL)", name="paid"),
    Index(
        "uq_payments_slip_claimed",
        "slip",
        unique=True,
        sqlite_where=text("claims_slip"),
        postgresql_where=text("claims_slip"),
    ),
    Index(
        "uq_payments_slip_offered",
        "slip",
        unique=True,
        sqlite_where=text("NOT superseded AND state IN ('open', 'checking')"),
        postgresql_where=text("NOT superseded AND state IN ('open', 'checking')"),
    ),
    Index("ix_payments_next_check_at", "next_check_at"),
    Index("ix_payments_slip", "slip"),
    Index(
        "ix_payments_undecided",
        "state",
        "created_at",
        sqlite_where=text("state IN ('open', 'checking')"),
        postgresql_where=text("state IN ('open', 'checking')"),
    ),
)
"""One row per session at a gateway, written before the gateway is asked.

`authority` NULL: not yet opened. `busy_until`: somebody is asking the gateway until then at the latest. `superseded`:
a younger session has been offered instead; this one is still watched. `claims_slip`: verified, or being verified.
`gives_back`: verified, not bookable, and the gateway is still to be asked to give the money back. `reason` is a word
of ours, never the gateway's text.
"""

cleared_years = Table(
    "slip_cleared_years",
    metadata,
    Column("contract", Key, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("receipt", String(24), primary_key=True),
    Column("paid_on", Date, nullable=False),
    Column("debt", Key, nullable=False),
    Column("office", String(8), nullable=False),
    Column("staff", Key, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_slip_cleared_years_receipt", "receipt", "paid_on"),
)
"""Years of an account that a branch recorded as computed and paid [P6]; a year that is computed anew may come again."""
