"""How are conversations watched? The runner and the parking, each with a note of what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from structlog.contextvars import bound_contextvars

from backend.kit.vault import Vault
from bimeyar.watch.metrics import Metrics
from bimeyar.watch.tracing import Tracer
from conversations.engine.chat import Envelope
from conversations.ports import Deliver
from conversations.runner import Runner
from conversations.stores.parking import SqlParking


def marking(vault: Vault) -> Callable[[str], str]:
    """How chats and updates are named in logs and traces: the same for the same, as long as the index key stays."""
    return lambda text: vault.index(text, "logs.mark").hex()[:12]


@dataclass(slots=True)
class _Turn:
    """One update under way in this task."""

    parked: bool = False


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@dataclass(slots=True)
class TurnsUnderWay:
    """When the updates that are being dealt with here were taken."""

    now: Callable[[], float] = time.monotonic
    _begun: dict[int, float] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def begin(self) -> int:
        """One more; its number."""
        number = next(self._numbers)
        self._begun[number] = self.now()
        return number

    def end(self, number: int) -> float:
        """It is done; how many seconds it took."""
        return self.now() - self._begun.pop(number)

    def oldest(self) -> float:
        """Age of the oldest in seconds, 0 when there is none."""
        return self.now() - min(self._begun.values()) if self._begun else 0.0


class WatchedParking(SqlParking):
    """Remembers for the turn that something of it was parked, and counts bodies that are no updates."""

    def __init__(self, *, metrics: Metrics, **parts: Any) -> None:
        super().__init__(**parts)
        self._metrics = metrics

    async def park(self, envelope: Envelope, error: Exception) -> None:
        """See `SqlParking.park`."""
        turn = _turn.get()
        if turn is not None:
            turn.parked = True
        await super().park(envelope, error)

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        """See `SqlParking.park_raw`."""
        self._metrics.updates.labels(channel, "unreadable", "parked").inc()
        await super().park_raw(channel, update_id, body)


class WatchedRunner(Runner):
    """Counts and times every update; its chat and number stand in the log lines as keyed marks, never as they are."""

    def __init__(
        self, *, metrics: Metrics, tracer: Tracer, under_way: TurnsUnderWay, mark: Callable[[str], str], **parts: Any
    ) -> None:
        super().__init__(**parts)
        self._metrics = metrics
        self._tracer = tracer
        self._under_way = under_way
        self._mark = mark

    async def handle(self, envelope: Envelope, deliver: Deliver) -> None:
        """See `Runner.handle`."""
        channel, event = envelope.chat.channel, type(envelope.event).__name__.lower()
        marks = {"chat": self._mark(str(envelope.chat)), "update": self._mark(f"{envelope.chat}\n{envelope.update_id}")}
        turn, number, result = _Turn(), self._under_way.begin(), "again"
        before = _turn.set(turn)
        self._metrics.turns_open.labels(channel).inc()
        with bound_contextvars(**marks), self._tracer.span(f"turn {event}") as span:
            try:
                await super().handle(envelope, deliver)
                result = "parked" if turn.parked else "answered"
            finally:
                for name, value in {"channel": channel, "result": result, **marks}.items():
                    span.say(name, value)
                _turn.reset(before)
                self._metrics.turns_open.labels(channel).dec()
                self._metrics.updates.labels(channel, event, result).inc()
                self._metrics.turn_seconds.labels(channel).observe(self._under_way.end(number))
