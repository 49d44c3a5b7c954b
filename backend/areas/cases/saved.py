"""Which filters has somebody of the staff given a name?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.tables import views
from backend.kit.upsert import insert_or_replace

MOST = 20


class TooMany(Exception):
    """There are as many names as there may be."""


async def views_of(connection: AsyncConnection, account: int) -> Sequence[tuple[str, str]]:
    """Name and filters, by name."""
    found = select(views.c.name, views.c.query).where(views.c.account == account).order_by(views.c.name)
    return [(row.name, row.query) for row in await connection.execute(found)]


async def save_view(connection: AsyncConnection, account: int, name: str, query: str) -> None:
    """Keep these filters under this name, instead of those that had it. Raises `TooMany`."""
    others = (views.c.account == account, views.c.name != name)
    if (await connection.scalar(select(func.count()).select_from(views).where(*others)) or 0) >= MOST:
        raise TooMany
    row = {"account": account, "name": name, "query": query}
    await insert_or_replace(connection, views, row, key=["account", "name"])


async def forget_view(connection: AsyncConnection, account: int, name: str) -> None:
    """Drop this name."""
    await connection.execute(delete(views).where(views.c.account == account, views.c.name == name))
