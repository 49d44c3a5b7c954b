"""Which chats take nothing from us? Noted by whoever finds one closed, known to every process."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.tables import closed_chats
from backend.kit.upsert import insert_unless_there


async def close_chat(connection: AsyncConnection, *, channel: str, bot: str, chat: str, now: datetime) -> None:
    """Note that it is closed; since when stays as first noted."""
    row = {"channel": channel, "bot": bot, "chat": chat, "since": now}
    await insert_unless_there(connection, closed_chats, row)


async def reopen_chat(connection: AsyncConnection, *, channel: str, bot: str, chat: str) -> None:
    """The person is back."""
    await connection.execute(delete(closed_chats).where(_this(channel, bot, chat)))


async def is_closed(connection: AsyncConnection, *, channel: str, bot: str, chat: str) -> bool:
    """Did the last message find it closed? One read by the primary key."""
    found = await connection.scalar(select(closed_chats.c.since).where(_this(channel, bot, chat)))
    return found is not None


def _this(channel: str, bot: str, chat: str) -> ColumnElement[bool]:
    return and_(closed_chats.c.channel == channel, closed_chats.c.bot == bot, closed_chats.c.chat == chat)
