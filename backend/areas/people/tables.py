"""Which tables hold challenges, tries and linked chats? Blind indexes end in `_index`; no code is ever stored."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from backend.kit.db import Key, Moment, metadata

challenges = Table(
    "people_challenges",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("person", Key),
    Column("chat_index", LargeBinary(32), nullable=False),
    Column("national_id_index", LargeBinary(32), nullable=False),
    Column("mobile_index", LargeBinary(32), nullable=False),
    Column("code_index", LargeBinary(32), nullable=False),
    Column("digits", Integer, nullable=False),
    Column("sends", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("resend_at", Moment, nullable=False),
    Column("closed", Boolean, nullable=False, default=False),
    Column("mobile_sealed", LargeBinary),
    Index("ix_people_challenges_chat_index", "chat_index", "started_at"),
    Index("ix_people_challenges_national_id_index", "national_id_index", "started_at"),
    Index("ix_people_challenges_started_at", "started_at"),
)
"""`person` is empty in a decoy: the same row for somebody who does not exist or whose data do not agree [I1].

`mobile_sealed` is the new number of a challenge that changes it; empty in all others.
"""

tries = Table(
    "people_tries",
    metadata,
    Column("scope", String(12), primary_key=True),
    Column("subject_index", LargeBinary(32), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("locks", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("last_at", Moment, nullable=False),
    CheckConstraint("scope IN ('national_id', 'chat', 'mobile')", name="scope"),
    Index("ix_people_tries_last_at", "last_at"),
)
"""Wrong codes since the last right one, and how often that led to a lock; for ids that do not exist as well."""

links = Table(
    "people_links",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("person", Key, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("bot", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("locale", String(8), nullable=False),
    Column("since", Moment, nullable=False),
    Column("proved_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Index("ix_people_links_person", "person", "since"),
)
"""One person, many chats; one chat, one person at a time. `proved_at` is the last right one-time code [I4].

`person` is the register's own number, without a foreign key: the register may be a remote one [R4].
"""

Index(
    "uq_people_links_active_chat",
    links.c.channel,
    links.c.bot,
    links.c.chat,
    unique=True,
    sqlite_where=links.c.revoked_at.is_(None),
    postgresql_where=links.c.revoked_at.is_(None),
)

Index(
    "ix_people_links_revoked_at",
    links.c.revoked_at,
    sqlite_where=links.c.revoked_at.is_not(None),
    postgresql_where=links.c.revoked_at.is_not(None),
)

activations = Table(
    "people_activations",
    metadata,
    Column("id", Key, primary_key=True),
    Column("office", String(8), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("person", Key, nullable=False),
    Column("document", String(24), nullable=False),
    Column("mobile_sealed", LargeBinary, nullable=False),
    Column("code_index", LargeBinary(32), nullable=False),
    Column("form_index", LargeBinary(32), nullable=False, unique=True),
    Column("staff", Key, nullable=False),
    Column("staff_name", String(80), nullable=False),
    Column("state", String(12), nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    CheckConstraint("state IN ('issued', 'used', 'revoked', 'replaced')", name="state"),
    UniqueConstraint("office", "year", "serial"),
    Index("ix_people_activations_person", "person", "id"),
    Index(
        "uq_people_activations_issued",
        "person",
        unique=True,
        sqlite_where=text("state = 'issued'"),
        postgresql_where=text("state = 'issued'"),
    ),
    Index("ix_people_activations_issued_at", "issued_at"),
)
"""Requests that a branch registered after it saw who somebody is [I2] [P2]; a person has one code that is open at most.

The code is nowhere: it is drawn from the random text of the form that issued it, and both are kept as blind indexes.
`serial` counts within office and Jalali year; an open row past `expires_at` is one that ran out.
"""
