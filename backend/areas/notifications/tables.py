"""Which tables hold what must be told? Addresses and values are sealed; the numbers are the provider's `localid` too."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from backend.areas.notifications.states import Channel, MessageState
from backend.kit.db import Key, Moment, metadata
from backend.kit.outbox import Lane


def _one_of(column: str, values: type[Channel | MessageState | Lane]) -> str:
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


messages = Table(
    "outbox_messages",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("lane", String(16), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("person", Key),
    Column("to_sealed", LargeBinary),
    Column("values_sealed", LargeBinary),
    Column("locale", String(8), nullable=False),
    Column("topic", String(40)),
    Column("ref", String(64)),
    Column("dedup", LargeBinary(32)),
    Column("state", String(12), nullable=False),
    Column("reason", String(40)),
    Column("tries", Integer, nullable=False),
    Column("in_doubt", Boolean, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("nudged_at", Moment, nullable=False),
    Column("claimed_by", String(40)),
    Column("claimed_until", Moment),
    Column("expires_at", Moment),
    Column("provider_id", String(32)),
    Column("provider_status", Integer),
    Column("parts", Integer),
    Column("cost", Integer),
    Column("created_at", Moment, nullable=False),
    Column("first_try_at", Moment),
    Column("sent_at", Moment),
    Column("ask_at", Moment),
    Column("ended_at", Moment),
    UniqueConstraint("dedup"),
    CheckConstraint(_one_of("lane", Lane), name="lane"),
    CheckConstraint(_one_of("channel", Channel), name="channel"),
    CheckConstraint(_one_of("state", MessageState), name="state"),
    Index("ix_outbox_messages_provider_id", "provider_id"),
    Index("ix_outbox_messages_person", "person", "created_at"),
    Index(
        "ix_outbox_messages_waiting",
        "next_at",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    Index(
        "ix_outbox_messages_ask_at",
        "ask_at",
        sqlite_where=text("state = 'sent' AND channel = 'sms'"),
        postgresql_where=text("state = 'sent' AND channel = 'sms'"),
    ),
    Index("ix_outbox_messages_created_at", "created_at"),
    Index("ix_outbox_messages_ended_at", "ended_at"),
)
"""`in_doubt`: an earlier try may have gone through, so ask before sending again. `cost` is rial.
`nudged_at`: when a worker was last told of the message. `ask_at`: when the provider is to be asked for its status."""

attempts = Table(
    "outbox_attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("message", Key, ForeignKey(messages.c.id, ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("code", Integer),
    Column("note", Text),
    Index("ix_outbox_attempts_message", "message", "at"),
)
"""One line for each try: what came of it, with the provider's return code. `note` is never personal."""

pauses = Table(
    "outbox_pauses",
    metadata,
    Column("channel", String(8), primary_key=True),
    Column("until", Moment, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("code", Integer),
    Column("since", Moment, nullable=False),
    Column("strikes", Integer, nullable=False),
)
"""A channel on which nothing is sent for now: no credit, wrong settings, or told to slow down."""

closed_chats = Table(
    "outbox_closed_chats",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("bot", String(64), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("since", Moment, nullable=False),
    Index("ix_outbox_closed_chats_since", "since"),
)
"""Chats whose person blocked the bot, or is gone; nothing that nobody asked for is sent there."""

reports = Table(
    "outbox_reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("provider_id", String(20), nullable=False),
    Column("status", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_outbox_reports_at", "at"),
)
"""Delivery reports as they came in, until they are dealt with."""
