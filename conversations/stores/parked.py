"""Which updates were set aside, and what was in one of them? For staff to see and to have handled anew [A3]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Table, select, update

from conversations.engine.chat import Envelope
from conversations.ports import Cipher, Clock
from conversations.stores.envelope_json import Illegible, read_parked
from conversations.stores.parking import PLACE
from conversations.stores.sql import Begin


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """One update that was set aside; nothing of its content."""

    id: int
    channel: str
    error: str
    since: datetime


class ParkedUpdates:
    """Reads what `SqlParking` wrote. What was handled anew is no longer there."""

    def __init__(self, *, begin: Begin, table: Table, cipher: Cipher, clock: Clock) -> None:
        self._begin = begin
        self._table = table
        self._cipher = cipher
        self._clock = clock

    async def waiting(self, limit: int) -> Sequence[ParkedUpdate]:
        """Oldest first."""
        columns = self._table.c
        query = select(columns.id, columns.channel, columns.error, columns.at)
        query = query.where(columns.replayed_at.is_(None)).order_by(columns.at, columns.id).limit(limit)
        async with self._begin() as connection:
            rows = (await connection.execute(query)).all()
        return [ParkedUpdate(row.id, row.channel, row.error, datetime.fromtimestamp(row.at, UTC)) for row in rows]

    async def read(self, number: int) -> tuple[ParkedUpdate, Envelope | bytes] | None:
        """One of them with what came in; None where none of this number waits. Raises Illegible."""
        here = (self._table.c.id == number, self._table.c.replayed_at.is_(None))
        async with self._begin() as connection:
            row = (await connection.execute(select(self._table).where(*here))).one_or_none()
        if row is None:
            return None
        try:
            body = self._cipher.decrypt(bytes(row.body_sealed), PLACE)
        except Exception as error:  # noqa: BLE001 every cipher has errors of its own
            raise Illegible(type(error).__name__) from None
        parked = ParkedUpdate(row.id, row.channel, row.error, datetime.fromtimestamp(row.at, UTC))
        return parked, read_parked(body)

    async def close(self, number: int) -> None:
        """It was handled anew."""
        now = int(self._clock.now().timestamp())
        async with self._begin() as connection:
            await connection.execute(update(self._table).where(self._table.c.id == number).values(replayed_at=now))

    async def last(self) -> int:
        """The number of the newest one; 0 where there never was one."""
        newest = select(self._table.c.id).order_by(self._table.c.id.desc()).limit(1)
        async with self._begin() as connection:
            return await connection.scalar(newest) or 0

    async def again(self, update_id: str, *, after: int) -> ParkedUpdate | None:
        """Was an update of this id set aside since then?"""
        columns = self._table.c
        query = select(columns.id, columns.channel, columns.error, columns.at)
        query = query.where(columns.update_id == update_id[:64], columns.id > after).limit(1)
        async with self._begin() as connection:
            row = (await connection.execute(query)).one_or_none()
        return (
            None if row is None else ParkedUpdate(row.id, row.channel, row.error, datetime.fromtimestamp(row.at, UTC))
        )
