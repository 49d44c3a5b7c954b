"""Which SMS are on their way, and what has been reported of them? States only move forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.states import Channel, MessageState
from backend.areas.notifications.tables import messages


@dataclass(frozen=True, slots=True)
class SentSms:
    """One SMS that the provider took and that has not ended; `status` is the provider's own number."""

    id: int
    provider_id: str
    status: int | None
    sent_at: datetime


_ON_ITS_WAY = (messages.c.channel == Channel.SMS, messages.c.state == MessageState.SENT)
_COLUMNS = (messages.c.id, messages.c.provider_id, messages.c.provider_status.label("status"), messages.c.sent_at)


async def on_its_way(connection: AsyncConnection, provider_id: str) -> SentSms | None:
    """The SMS that the provider calls so, while it is on its way; None for any other number."""
    found = await connection.execute(select(*_COLUMNS).where(messages.c.provider_id == provider_id, *_ON_ITS_WAY))
    row = found.first()
    return None if row is None else SentSms(row.id, row.provider_id, row.status, row.sent_at)


async def move(connection: AsyncConnection, sms: SentSms, *, status: int, state: MessageState, now: datetime) -> bool:
    """Note a newer status; False when something newer came in between."""
    unchanged = messages.c.provider_status.is_not_distinct_from(sms.status)
    values: dict[str, object] = {"provider_status": status, "state": state}
    if state is not MessageState.SENT:
        values["ended_at"] = now
    done = await connection.execute(
        update(messages).where(messages.c.id == sms.id, unchanged, *_ON_ITS_WAY).values(values)
    )
    return done.rowcount == 1


async def to_be_asked(connection: AsyncConnection, *, now: datetime, limit: int) -> Sequence[SentSms]:
    """SMS whose turn it is to be asked for, oldest turn first."""
    due = and_(*_ON_ITS_WAY, messages.c.ask_at <= now, messages.c.provider_id.is_not(None))
    rows = await connection.execute(select(*_COLUMNS).where(due).order_by(messages.c.ask_at).limit(limit))
    return [SentSms(row.id, row.provider_id, row.status, row.sent_at) for row in rows]


async def ask_later(connection: AsyncConnection, sms: SentSms, at: datetime) -> None:
    """The next turn of an SMS."""
    await connection.execute(update(messages).where(messages.c.id == sms.id).values(ask_at=at))


async def close_older(connection: AsyncConnection, *, sent_before: datetime, now: datetime) -> int:
    """End what nobody will report on any more, as unknown; how many there were."""
    old = and_(*_ON_ITS_WAY, messages.c.sent_at < sent_before)
    values = {"state": MessageState.UNKNOWN, "reason": "no-report", "ended_at": now}
    done = await connection.execute(update(messages).where(old).values(values))
    return done.rowcount
