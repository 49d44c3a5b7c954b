"""What does the outbox read and write? Each statement named for what it answers or does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.states import WAITING, Channel, MessageState
from backend.areas.notifications.tables import attempts, messages
from backend.kit.db import Moment
from backend.kit.outbox import Lane
from backend.kit.upsert import insert_unless_there


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message as it lies in the outbox, sealed."""

    id: int
    kind: str
    lane: Lane
    channel: Channel
    person: int | None
    to_sealed: bytes | None
    values_sealed: bytes | None
    locale: str
    topic: str | None
    ref: str | None
    state: MessageState
    tries: int
    in_doubt: bool
    next_at: datetime
    claimed_until: datetime | None
    expires_at: datetime | None
    created_at: datetime
    first_try_at: datetime | None


async def add_message(connection: AsyncConnection, values: dict[str, Any]) -> bool:
    """Write a message; False when its number or its dedup is already there."""
    return await insert_unless_there(connection, messages, values)


async def number_of(connection: AsyncConnection, dedup: bytes) -> int | None:
    """The number of the message with this dedup, or None."""
    found: int | None = await connection.scalar(select(messages.c.id).where(messages.c.dedup == dedup))
    return found


async def message_by_id(connection: AsyncConnection, number: int) -> MessageRow | None:
    """One message, or None."""
    row = (await connection.execute(_select().where(messages.c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def claim(
    connection: AsyncConnection, number: int, *, token: str, now: datetime, until: datetime
) -> MessageRow | None:
    """Take a message that is due for one try; None when it is done, not due, or in somebody's hands.

    A message whose holder went silent comes back in doubt: it may have left.
    """
    abandoned = messages.c.state == MessageState.SENDING
    done = await connection.execute(
        update(messages)
        .where(messages.c.id == number, _claimable(now))
        .values(
            in_doubt=or_(messages.c.in_doubt, abandoned),
            state=MessageState.SENDING,
            tries=messages.c.tries + 1,
            first_try_at=func.coalesce(messages.c.first_try_at, literal(now, Moment)),
            claimed_by=token,
            claimed_until=until,
        )
    )
    return await message_by_id(connection, number) if done.rowcount == 1 else None


async def renew_claim(connection: AsyncConnection, number: int, *, token: str, until: datetime) -> None:
    """Whoever carries the message still lives; nothing happens where it is no longer theirs."""
    held = (messages.c.id == number, messages.c.claimed_by == token, messages.c.state == MessageState.SENDING)
    await connection.execute(update(messages).where(*held).values(claimed_until=until))


async def put_down(connection: AsyncConnection, number: int, *, token: str, values: dict[str, Any]) -> bool:
    """Write what came of a try and let go; False when the message is no longer ours."""
    held = (messages.c.id == number, messages.c.claimed_by == token, messages.c.state == MessageState.SENDING)
    free = {"claimed_by": None, "claimed_until": None}
    done = await connection.execute(update(messages).where(*held).values(free | values))
    return done.rowcount == 1


async def postpone(connection: AsyncConnection, number: int, until: datetime) -> None:
    """Do not try a queued message before this moment."""
    queued = (messages.c.id == number, messages.c.state == MessageState.QUEUED)
    await connection.execute(update(messages).where(*queued).values(next_at=until, nudged_at=until))


async def note_attempt(
    connection: AsyncConnection, number: int, *, at: datetime, outcome: str, code: int | None, note: str | None
) -> None:
    """Write one line about a try."""
    line = {"message": number, "at": at, "outcome": outcome, "code": code, "note": note}
    await connection.execute(insert(attempts).values(line))


async def forgotten(
    connection: AsyncConnection, *, now: datetime, told_before: datetime, limit: int
) -> Sequence[tuple[int, Lane]]:
    """Messages that are due although a worker was told of them long ago, oldest first; they count as told now."""
    due = (_claimable(now), messages.c.nudged_at < told_before)
    rows = await connection.execute(
        select(messages.c.id, messages.c.lane)
        .where(*due)
        .order_by(messages.c.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = [(row.id, Lane(row.lane)) for row in rows]
    if found:
        numbers = [number for number, _ in found]
        await connection.execute(update(messages).where(messages.c.id.in_(numbers)).values(nudged_at=now))
    return found


async def void_claims(connection: AsyncConnection, *, now: datetime, long_ago: datetime) -> int:
    """Nobody else is alive: whatever is being sent is free at once, and forgotten. How many there were."""
    held = messages.c.state == MessageState.SENDING
    freed = await connection.execute(update(messages).where(held).values(claimed_until=long_ago, nudged_at=long_ago))
    late = and_(messages.c.state == MessageState.QUEUED, messages.c.next_at <= now)
    await connection.execute(update(messages).where(late).values(nudged_at=long_ago))
    return freed.rowcount


async def waiting_by_lane(connection: AsyncConnection) -> dict[Lane, datetime]:
    """The oldest message still to be sent, lane by lane: the lag is now minus this."""
    oldest = func.min(messages.c.created_at, type_=Moment)
    rows = await connection.execute(
        select(messages.c.lane, oldest.label("oldest")).where(messages.c.state.in_(WAITING)).group_by(messages.c.lane)
    )
    return {Lane(row.lane): row.oldest for row in rows}


def _claimable(now: datetime) -> ColumnElement[bool]:
    queued = and_(messages.c.state == MessageState.QUEUED, messages.c.next_at <= now)
    abandoned = and_(messages.c.state == MessageState.SENDING, messages.c.claimed_until < now)
    return or_(queued, abandoned)


_COLUMNS = tuple(messages.c[name] for name in MessageRow.__dataclass_fields__)


def _select() -> Any:
    return select(*_COLUMNS)


def _read(row: Row[Any]) -> MessageRow:
    values = dict(row._mapping)  # noqa: SLF001 — SQLAlchemy's public name for it
    values |= {
        "lane": Lane(values["lane"]),
        "channel": Channel(values["channel"]),
        "state": MessageState(values["state"]),
    }
    return MessageRow(**values)
