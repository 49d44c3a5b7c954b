"""Which messages could not be sent, or perhaps were, and which of them may be tried once more?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.service import DELIVER
from backend.areas.notifications.states import WAITING, MessageState
from backend.areas.notifications.tables import messages
from backend.kit.outbox import Lane
from backend.work.port import WorkEngine

ASKED_FOR = timedelta(hours=12)
"""So long the provider can be asked by our number what became of a message (channels.md 1.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """One message, with nothing of its person."""

    id: int
    kind: str
    channel: str
    state: str
    reason: str | None
    tries: int
    in_doubt: bool
    since: datetime


class Resent(StrEnum):
    """What came of asking for one more try."""

    DONE = "done"
    UNKNOWN = "unknown"
    """no message of this number failed or is in doubt"""
    WIPED = "wiped"
    """a code: its digits are no longer there, and nobody waits for it"""
    TAKEN = "taken"
    """the provider took it and reported that it failed; to the same number it would give the same answer"""
    TOO_LATE = "too-late"
    """it may have arrived, and nobody can be asked any more"""


_ENDED_BADLY = messages.c.state.in_((MessageState.FAILED, MessageState.UNKNOWN))


async def unsent_messages(connection: AsyncConnection, limit: int) -> Sequence[Unsent]:
    """Failed and in doubt, oldest first; those in doubt may still be waiting for their next try."""
    columns = messages.c
    in_doubt = and_(columns.in_doubt, columns.state.in_(WAITING))
    wanted = ("id", "kind", "channel", "state", "reason", "tries", "in_doubt", "created_at")
    query = select(*(columns[name] for name in wanted)).where(or_(_ENDED_BADLY, in_doubt))
    rows = await connection.execute(query.order_by(columns.created_at).limit(limit))
    return [
        Unsent(
            id=row.id,
            kind=row.kind,
            channel=row.channel,
            state=row.state,
            reason=row.reason,
            tries=row.tries,
            in_doubt=row.in_doubt,
            since=row.created_at,
        )
        for row in rows
    ]


async def send_again(connection: AsyncConnection, engine: WorkEngine, number: int, *, now: datetime) -> Resent:
    """Put a message that failed back into the outbox, and the work with it; one in doubt is looked for first."""
    found = await connection.execute(select(messages).where(messages.c.id == number, _ENDED_BADLY))
    row = found.one_or_none()
    if row is None:
        return Resent.UNKNOWN
    refused = _why_not(row, now)
    if refused is not None:
        return refused
    doubtful = row.state == MessageState.UNKNOWN
    values = {
        "state": MessageState.QUEUED,
        "reason": None,
        "tries": 0,
        "in_doubt": doubtful,
        "next_at": now,
        "nudged_at": now,
        "ended_at": None,
        "first_try_at": row.first_try_at if doubtful else None,
    }
    await connection.execute(update(messages).where(messages.c.id == number).values(values))
    await engine.enqueue(connection, DELIVER, {"id": number}, lane=Lane(row.lane))
    return Resent.DONE


def _why_not(row: Row[tuple[object, ...]], now: datetime) -> Resent | None:
    if row.values_sealed is None or row.to_sealed is None:
        return Resent.WIPED
    if row.provider_id is not None:
        return Resent.TAKEN
    if row.state == MessageState.UNKNOWN and now - (row.first_try_at or row.created_at) > ASKED_FOR:
        return Resent.TOO_LATE
    return None
