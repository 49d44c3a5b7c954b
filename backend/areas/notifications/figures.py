"""How does the outbox fare? Counts and ages for operators, never a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.states import WAITING, Channel, MessageState
from backend.areas.notifications.tables import messages, pauses
from backend.kit.db import Moment
from backend.kit.outbox import Lane

LOOKS_BACK = timedelta(days=1)
_BAD_ENDS = (MessageState.FAILED, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OutboxFigures:
    """By lane how many wait and since when the oldest; how many of them are in doubt; bad ends of the last day."""

    waiting: Mapping[Lane, int] = field(default_factory=dict)
    oldest: Mapping[Lane, datetime] = field(default_factory=dict)
    in_doubt: int = 0
    ended_badly: Mapping[MessageState, int] = field(default_factory=dict)
    paused: frozenset[Channel] = frozenset()


async def outbox_figures(connection: AsyncConnection, now: datetime) -> OutboxFigures:
    """By the indexes on what waits and on the day of writing."""
    lanes = await connection.execute(
        select(
            messages.c.lane,
            func.count().label("count"),
            func.min(messages.c.created_at, type_=Moment).label("oldest"),
            func.count().filter(messages.c.in_doubt).label("in_doubt"),
        )
        .where(messages.c.state.in_(WAITING))
        .group_by(messages.c.lane)
    )
    rows = lanes.all()
    ends = await connection.execute(
        select(messages.c.state, func.count().label("count"))
        .where(messages.c.created_at > now - LOOKS_BACK, messages.c.state.in_(_BAD_ENDS))
        .group_by(messages.c.state)
    )
    counted = {MessageState(row.state): int(row[1]) for row in ends}
    stands = await connection.scalars(select(pauses.c.channel).where(pauses.c.until > now))
    return OutboxFigures(
        waiting={Lane(row.lane): int(row[1]) for row in rows},
        oldest={Lane(row.lane): row.oldest for row in rows},
        in_doubt=sum(row.in_doubt for row in rows),
        ended_badly={state: counted.get(state, 0) for state in _BAD_ENDS},
        paused=frozenset(Channel(channel) for channel in stands),
    )
