"""Which gauges are filled from which table?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.areas.notifications.figures import outbox_figures
from backend.areas.notifications.states import Channel
from backend.areas.slips.figures import open_payments
from backend.kit.db import Database, metadata
from backend.kit.outbox import Lane
from backend.work.port import WorkEngine
from bimeyar.watch.figures import Reading
from bimeyar.watch.metrics import Metrics
from conversations.stores.figures import count_open, count_parked
from conversations.stores.parking import parked_table
from conversations.stores.sql import sessions_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Reads what waits."""

    database: Database
    engine: WorkEngine
    metrics: Metrics

    def all(self) -> Sequence[Reading]:
        """Each by itself: one that fails takes no other with it."""
        return (self.outbox, self.payments, self.conversations, self.work)

    async def outbox(self, now: datetime) -> None:
        """Messages to be sent, by lane."""
        async with self.database.begin() as connection:
            found = await outbox_figures(connection, now)
        for lane in Lane:
            oldest = found.oldest.get(lane, now)
            self.metrics.outbox_waiting.labels(lane).set(found.waiting.get(lane, 0))
            self.metrics.outbox_oldest.labels(lane).set(max(0.0, (now - oldest).total_seconds()))
        self.metrics.outbox_in_doubt.set(found.in_doubt)
        for state, count in found.ended_badly.items():
            self.metrics.outbox_ended_badly.labels(state).set(count)
        for channel in Channel:
            self.metrics.outbox_paused.labels(channel).set(channel in found.paused)

    async def payments(self, now: datetime) -> None:
        """Payments whose end is not certain."""
        async with self.database.begin() as connection:
            found = await open_payments(connection)
        for state, (count, oldest) in found.items():
            self.metrics.payments_open.labels(state).set(count)
            self.metrics.payments_oldest.labels(state).set((now - (oldest or now)).total_seconds())

    async def conversations(self, _now: datetime) -> None:
        """Conversations under way, and updates set aside."""
        async with self.database.begin() as connection:
            self.metrics.sessions_open.set(await count_open(connection, sessions_table(metadata)))
            self.metrics.updates_parked.set(await count_parked(connection, parked_table(metadata)))

    async def work(self, _now: datetime) -> None:
        """Background work, by lane."""
        parked = 0
        for lane, backlog in (await self.engine.backlog()).items():
            self.metrics.work_waiting.labels(lane).set(backlog.waiting)
            self.metrics.work_oldest.labels(lane).set(backlog.oldest.total_seconds())
            parked += backlog.parked
        self.metrics.work_parked.set(parked)
