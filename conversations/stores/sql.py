"""How are sessions kept in a SQL database? One sealed row a chat, one read and one write a turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, String, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from conversations.engine.chat import ChatKey
from conversations.ports import Cipher, Conflict, StoreAway, Stored
from conversations.stores.record import PLACE, TABLE, Record, seal, unseal
from conversations.stores.together import Together

__all__ = ["PLACE", "TABLE", "Begin", "SqlStore", "sessions_table"]

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
        Column("revision", BigInteger, nullable=False),
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
        self._select = select(columns.chat, columns.revision, columns.touched, columns.lapses_at, columns.blob)
        self._records = Together(self._load_records)

    async def load(self, chat: ChatKey) -> Stored | None:
        """One SELECT, shared with others who ask at the same moment."""
        with _answers():
            record = await self._records.ask(str(chat))
        return None if record is None else unseal(self._cipher, record)

    async def _load_records(self, chats: Sequence[str]) -> dict[str, Record]:
        async with self._begin() as connection:
            rows = await connection.execute(self._select.where(self._table.c.chat.in_(chats)))
        return {chat: Record(ChatKey.parse(chat), *rest) for chat, *rest in rows}

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        """One INSERT or UPDATE; the new revision is the next number."""
        table, record = self._table, seal(self._cipher, chat, stored, revision=stored.revision + 1)
        with _answers():
            async with self._begin() as connection:
                if stored.revision == 0:
                    statement = _insert(connection, table).values(**_row(record)).on_conflict_do_nothing()
                    written = await connection.execute(statement)
                else:
                    here = (table.c.chat == str(chat)) & (table.c.revision == stored.revision)
                    written = await connection.execute(update(table).where(here).values(**_row(record)))
                if written.rowcount != 1:
                    raise Conflict(chat.channel)
        return record.revision

    async def copy(self, records: Sequence[Record]) -> None:
        """Take over sealed records written elsewhere, in one transaction; a newer revision is never overwritten."""
        with _answers():
            async with self._begin() as connection:
                await connection.execute(self._upsert(connection), [_row(record) for record in records])

    async def copy_one(self, record: Record) -> None:
        """As `copy`. Raises Conflict when a newer revision is kept."""
        with _answers():
            async with self._begin() as connection:
                written = await connection.execute(self._upsert(connection), _row(record))
                if written.rowcount != 1:
                    raise Conflict(record.chat.channel)

    def _upsert(self, connection: AsyncConnection) -> Any:
        statement = _insert(connection, self._table)
        new = statement.excluded
        changes = {name: new[name] for name in ("revision", "blob", "touched", "lapses_at")}
        older = self._table.c.revision <= new.revision
        return statement.on_conflict_do_update(index_elements=["chat"], set_=changes, where=older)

    async def due(self, now: datetime, *, limit: int = 100) -> Sequence[ChatKey]:
        """By the index on lapses_at."""
        lapses_at = self._table.c.lapses_at
        late = select(self._table.c.chat).where(lapses_at <= int(now.timestamp())).order_by(lapses_at).limit(limit)
        with _answers():
            async with self._begin() as connection:
                rows = (await connection.execute(late)).scalars().all()
        return [ChatKey.parse(row) for row in rows]

    async def forget(self, before: datetime) -> int:
        """By the index on touched."""
        return len(await self.forget_chats(before))

    async def forget_chats(self, before: datetime) -> Sequence[ChatKey]:
        """As `forget`; which chats they were."""
        columns = self._table.c
        old = delete(self._table).where(columns.touched < int(before.timestamp())).returning(columns.chat)
        with _answers():
            async with self._begin() as connection:
                rows = (await connection.execute(old)).scalars().all()
        return [ChatKey.parse(row) for row in rows]


def _row(record: Record) -> dict[str, Any]:
    return {
        "chat": str(record.chat),
        "revision": record.revision,
        "blob": record.blob,
        "touched": record.touched,
        "lapses_at": record.lapses_at,
    }


def _insert(connection: AsyncConnection, table: Table) -> Any:
    return insert_sqlite(table) if connection.dialect.name == "sqlite" else insert_postgresql(table)


@contextmanager
def _answers() -> Iterator[None]:
    """A database that fails is StoreAway; what it will not take is a defect of ours."""
    try:
        yield
    except (DBAPIError, PoolTimeout, OSError) as error:
        if _is_away(error):
            raise StoreAway(type(error).__name__) from None
        raise


_AWAY = ("08", "40", "53", "57", "58", "25006")
"""Beginnings of what PostgreSQL calls its troubles: no connection, two in each other's way, no room, shutting down or
starting up, a disk that fails, and a standby that takes no writes. Anything else is about what was to be written."""


def _is_away(error: Exception) -> bool:
    """Is it the database that fails, and not what was to be written?"""
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        failed = isinstance(error, OperationalError | InterfaceError)
        return error.connection_invalidated or failed or str(state).startswith(_AWAY)
    return True
