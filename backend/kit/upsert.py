"""How is a row written that may already be there? The same two words on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = postgresql.Insert | sqlite.Insert


def insert_for(dialect: Dialect, table: Table) -> Insert:
    """An INSERT that understands ON CONFLICT in the dialect of the connection."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


async def insert_unless_there(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> bool:
    """Write the row, or leave the one that is there; True when it was written.

    On PostgreSQL it waits for a transaction that is writing the same key.
    """
    statement = insert_for(connection.dialect, table).values(dict(row)).on_conflict_do_nothing()
    done = await connection.execute(statement)
    return done.rowcount == 1


async def insert_or_replace(
    connection: AsyncConnection, table: Table, row: Mapping[str, Any], *, key: Sequence[str]
) -> None:
    """Write the row, or put its other values over the one that has the same `key` columns."""
    statement = insert_for(connection.dialect, table).values(dict(row))
    rest = {name: statement.excluded[name] for name in row if name not in key}
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest))
