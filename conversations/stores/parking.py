"""Where do updates go that could not be dealt with? Into a table, sealed, for staff to see and replay [A3]."""

from __future__ import annotations

import structlog
from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, insert

from conversations.engine.chat import Envelope
from conversations.ports import Cipher, Clock
from conversations.stores.envelope_json import write_envelope, write_raw
from conversations.stores.sql import Begin

log = structlog.get_logger(__name__)
PLACE = "parked_updates.body"
_NAME = "parked_updates"
_LARGEST = 262_144
"""Bytes that are kept of what could not be read."""


def parked_table(metadata: MetaData) -> Table:
    """The table of parked updates; `at` and `replayed_at` are seconds since the epoch, `error` an exception's name."""
    if _NAME in metadata.tables:
        return metadata.tables[_NAME]
    return Table(
        _NAME,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("channel", String(16), nullable=False),
        Column("update_id", String(64), nullable=False),
        Column("error", String(80), nullable=False),
        Column("body_sealed", LargeBinary, nullable=False),
        Column("at", Integer, nullable=False, index=True),
        Column("replayed_at", Integer),
    )


class SqlParking:
    """Parks updates in the database; never raises, for the person must be answered all the same."""

    def __init__(self, *, begin: Begin, table: Table, cipher: Cipher, clock: Clock) -> None:
        self._begin = begin
        self._table = table
        self._cipher = cipher
        self._clock = clock

    async def park(self, envelope: Envelope, error: Exception) -> None:
        """Keep an update that a conversation could not handle."""
        body = write_envelope(envelope)
        await self._keep(envelope.chat.channel, envelope.update_id, type(error).__name__, body)

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        """Keep bytes that are no update at all."""
        await self._keep(channel, update_id, "unreadable", write_raw(body[:_LARGEST]))

    async def _keep(self, channel: str, update_id: str, error: str, body: bytes) -> None:
        row = {
            "channel": channel[:16],
            "update_id": update_id[:64],
            "error": error[:80],
            "body_sealed": self._cipher.encrypt(body, PLACE),
            "at": int(self._clock.now().timestamp()),
        }
        log.error("update parked", channel=channel, error=error)
        try:
            async with self._begin() as connection:
                await connection.execute(insert(self._table).values(**row))
        except Exception as trouble:  # noqa: BLE001 — parking is the last resort
            log.error("update could not even be parked", error=type(trouble).__name__)  # noqa: TRY400
