"""May anything leave on this channel now? After an empty account or wrong settings it stands still for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.states import Channel
from backend.areas.notifications.tables import pauses
from backend.kit.turns import one_at_a_time
from backend.kit.upsert import insert_or_replace


@dataclass(frozen=True, slots=True)
class Paused:
    """A channel that stands still: until when, why (kebab-case), the provider's code, since when, how often in a row."""

    channel: Channel
    until: datetime
    reason: str
    code: int | None
    since: datetime
    strikes: int


async def paused(connection: AsyncConnection, channel: Channel) -> Paused | None:
    """The pause of a channel, over or not, while nothing has left since; None when all is well."""
    found = (await connection.execute(select(pauses).where(pauses.c.channel == channel))).one_or_none()
    if found is None:
        return None
    return Paused(Channel(found.channel), found.until, found.reason, found.code, found.since, found.strikes)


async def pause(
    connection: AsyncConnection, channel: Channel, *, now: datetime, span: timedelta, reason: str, code: int | None
) -> tuple[Paused, bool]:
    """Stand still for `span`, twice as long each time in a row up to eight times; True when this pause is a new one.

    A message that was under way when the pause began changes nothing.
    """
    await one_at_a_time(connection, b"outbox-pause " + channel.encode())
    before = await paused(connection, channel)
    if before is not None and before.until > now and before.reason == reason:
        return before, False
    strikes = 1 + (before.strikes if before is not None and before.reason == reason else 0)
    since = before.since if before is not None else now
    made = Paused(channel, now + span * (1 << min(strikes - 1, 3)), reason, code, since, strikes)
    row = {"channel": channel, "until": made.until, "reason": reason, "code": code, "since": since, "strikes": strikes}
    await insert_or_replace(connection, pauses, row, key=["channel"])
    return made, True


async def lift(connection: AsyncConnection, channel: Channel) -> None:
    """Something has left: all is well again."""
    await connection.execute(delete(pauses).where(pauses.c.channel == channel))
