"""Where does an update wait that cannot be dealt with now? In a table, sealed, so that its messenger may forget it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from conversations.ports import Cipher, Clock
from conversations.stores.sql import Begin

_NAME = "deferred_updates"
_PLACE = "deferred_updates.body"


def deferred_table(metadata: MetaData) -> Table:
    """The table of waiting updates; `at` is seconds since the epoch."""
    if _NAME in metadata.tables:
        return metadata.tables[_NAME]
    return Table(
        _NAME,
        metadata,
        Column("channel", String(16), primary_key=True),
        Column("bot", String(64), primary_key=True),
        Column("update_id", BigInteger, primary_key=True, autoincrement=False),
        Column("body_sealed", LargeBinary, nullable=False),
        Column("at", Integer, nullable=False, index=True),
    )


class SqlDeferred:
    """Keeps waiting updates of one bot."""

    def __init__(self, *, begin: Begin, table: Table, cipher: Cipher, clock: Clock, channel: str, bot: str) -> None:
        self._begin = begin
        self._table = table
        self._cipher = cipher
        self._clock = clock
        self._channel, self._bot = channel, bot
        self._mine = (table.c.channel == channel) & (table.c.bot == bot)
        self._place = f"{_PLACE}:{channel}:{bot}"

    async def keep(self, update_id: int, body: bytes) -> None:
        """Write it down; once, however often it is asked. Raises what the database raises."""
        row = {
            "channel": self._channel,
            "bot": self._bot,
            "update_id": update_id,
            "body_sealed": self._cipher.encrypt(body, self._place),
            "at": int(self._clock.now().timestamp()),
        }
        async with self._begin() as connection:
            insert = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
            await connection.execute(insert(self._table).values(**row).on_conflict_do_nothing())

    async def drop(self, update_id: int) -> None:
        """It was dealt with."""
        async with self._begin() as connection:
            await connection.execute(delete(self._table).where(self._mine, self._table.c.update_id == update_id))

    async def waiting(self, limit: int) -> Sequence[tuple[int, bytes]]:
        """Number and body of the oldest that wait; one that does not open any more is left out."""
        columns = (self._table.c.update_id, self._table.c.body_sealed)
        oldest = select(*columns).where(self._mine).order_by(self._table.c.at, self._table.c.update_id).limit(limit)
        async with self._begin() as connection:
            rows = (await connection.execute(oldest)).all()
        found = []
        for number, sealed in rows:
            try:
                found.append((int(number), self._cipher.decrypt(sealed, self._place)))
            except Exception:  # noqa: BLE001, S112 — every cipher has errors of its own; staff sees the row
                continue
        return found
