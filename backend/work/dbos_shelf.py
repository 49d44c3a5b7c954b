"""What waits and what was set aside in the tables of DBOS?

Counts and states are read from its table of workflows with our own connection; what a piece of work was given is
packed in its own way, and asked of its client.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import DBOSClient, WorkflowStatus
from sqlalchemy import String, and_, case, column, func, or_, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.outbox import Lane
from backend.work.port import Backlog, ParkedWork

WORKFLOW = "bimeyar.work"
SET_ASIDE = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class Parked(Exception):
    """Work was set aside; the text is the name of what its last try raised. DBOS keeps it with the work."""


def _workflows(connection: AsyncConnection) -> Any:
    names = ("name", "status", "queue_name", "created_at", "delay_until_epoch_ms")
    schema = "dbos" if connection.dialect.name == "postgresql" else None
    return table("workflow_status", *(column(name) for name in names), schema=schema)


async def count_backlog(connection: AsyncConnection, now: datetime) -> Mapping[Lane, Backlog]:
    """Every lane: due and not begun, the oldest of it, and set aside."""
    flows = _workflows(connection)
    moment = int(now.timestamp() * 1000)
    late = and_(flows.c.status == "DELAYED", flows.c.delay_until_epoch_ms <= moment)
    waits = or_(flows.c.status == "ENQUEUED", late)
    aside = flows.c.status.in_(SET_ASIDE)
    due = func.coalesce(flows.c.delay_until_epoch_ms, flows.c.created_at)
    counts = (
        select(
            flows.c.queue_name.cast(String).label("lane"),
            func.count(case((waits, 1))).label("waiting"),
            func.min(case((waits, due))).label("oldest"),
            func.count(case((aside, 1))).label("parked"),
        )
        .where(flows.c.name == WORKFLOW, flows.c.status.in_(("ENQUEUED", "DELAYED", *SET_ASIDE)))
        .where(flows.c.queue_name.in_([lane.value for lane in Lane]))
        .group_by(flows.c.queue_name)
    )
    found = dict.fromkeys(Lane, Backlog())
    for row in await connection.execute(counts):
        age = timedelta(milliseconds=max(0, moment - (row.oldest or moment)))
        found[Lane(row.lane)] = Backlog(waiting=row.waiting, oldest=age, parked=row.parked)
    return found


def list_parked(client: DBOSClient, limit: int) -> Sequence[ParkedWork]:
    """Oldest first; off the event loop."""
    flows = client.list_workflows(name=WORKFLOW, status=list(SET_ASIDE), limit=limit)
    return [_parked(flow) for flow in flows]


def find_parked(client: DBOSClient, work: str) -> ParkedWork | None:
    """One piece of work that is set aside; off the event loop."""
    flows = client.list_workflows(workflow_ids=[work], name=WORKFLOW, status=list(SET_ASIDE), limit=1)
    return _parked(flows[0]) if flows else None


def _parked(flow: WorkflowStatus) -> ParkedWork:
    given = flow.input["args"] if flow.input else ("?", Lane.REPLIES.value, {}, 0)
    name, lane, args, tried = given
    error = str(flow.error) if isinstance(flow.error, Parked) else type(flow.error).__name__
    ended = flow.updated_at or flow.created_at or 0
    return ParkedWork(
        id=flow.workflow_id,
        name=name,
        lane=Lane(lane),
        args=args,
        tries=tried + 1,
        error=error if flow.error is not None else "killed-too-often",
        since=datetime.fromtimestamp(ended / 1000, UTC),
    )
