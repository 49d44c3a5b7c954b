"""How are sessions kept in a SQL database? One sealed row a chat, one read and one write a turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from conversations.engine.chat import ChatKey
from conversations.ports import Cipher, Conflict, StoreAway, Stored, Unreadable
from conversations.stores.blob import decode, encode

TABLE = "conversation_sessions"
PLACE = f"{TABLE}.blob"

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Opens one transaction; commits when the block ends (`backend.kit.db.Database.begin`)."""


def sessions_table(metadata: MetaData) -> Table:
    """The table in this metadata, made once. Moments are whole seconds since the epoch."""
    known = metadata.tables.get(TABLE)
    if known is not None:
        return known
    return Table(
        TABLE,
        metadata,
        Column("chat", String(200), primary_key=True),
        Column("revision", Integer, nullable=False),
        Column("blob", LargeBinary, nullable=False),
        Column("touched", BigInteger, nullable=False),
        Column("lapses_at", BigInteger, nullable=True),
        Index(f"ix_{TABLE}_lapses_at", "lapses_at"),
        Index(f"ix_{TABLE}_touched", "touched"),
    )


class SqlStore:
    """A store on SQLite or PostgreSQL; the session is sealed with its chat as associated data."""

    def __init__(self, *, begin: Begin, table: Table, cipher: Cipher) -> None:
        self._begin = begin
        self._table = table
        self._cipher = cipher
        columns = table.c
        self._select = select(columns.revision, columns.blob, columns.lapses_at)

    async def load(self, chat: ChatKey) -> Stored | None:
        """One SELECT."""
        key = str(chat)
        async with self._begin() as connection:
            row = (await connection.execute(self._select.where(self._table.c.chat == key))).one_or_none()
        if row is None:
            return None
        lapses_at = None if row.lapses_at is None else datetime.fromtimestamp(row.lapses_at, UTC)
        try:
            opened = self._cipher.decrypt(row.blob, f"{PLACE}:{key}")
            return decode(opened, revision=row.revision, lapses_at=lapses_at)
        except Exception as error:  # noqa: BLE001 every cipher has errors of its own
            raise Unreadable(type(error).__name__) from None

    async def save(self, chat: ChatKey, stored: Stored) -> None:
        """One INSERT or UPDATE."""
        key, table = str(chat), self._table
        values = {
            "revision": stored.revision + 1,
            "blob": self._cipher.encrypt(encode(stored), f"{PLACE}:{key}"),
            "touched": stored.session.touched,
            "lapses_at": None if stored.lapses_at is None else int(stored.lapses_at.timestamp()),
        }
        try:
            async with self._begin() as connection:
                if stored.revision == 0:
                    insert = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
                    statement = insert(table).values(chat=key, **values).on_conflict_do_nothing()
                    written = await connection.execute(statement)
                else:
                    here = (table.c.chat == key) & (table.c.revision == stored.revision)
                    written = await connection.execute(update(table).where(here).values(**values))
                if written.rowcount != 1:
                    raise Conflict(chat.channel)
        except (DBAPIError, PoolTimeout, OSError) as error:
            if _is_away(error):
                raise StoreAway(type(error).__name__) from None
            raise

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        """By the index on lapses_at."""
        lapses_at = self._table.c.lapses_at
        late = select(self._table.c.chat).where(lapses_at <= int(now.timestamp())).order_by(lapses_at).limit(limit)
        async with self._begin() as connection:
            rows = (await connection.execute(late)).scalars().all()
        return [ChatKey.parse(row) for row in rows]

    async def forget(self, before: datetime) -> int:
        """By the index on touched."""
        old = delete(self._table).where(self._table.c.touched < int(before.timestamp()))
        async with self._begin() as connection:
            return (await connection.execute(old)).rowcount


def _is_away(error: Exception) -> bool:
    """Is it the database that fails, and not what was to be written?"""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return True
