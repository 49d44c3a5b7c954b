"""How are calls of the Bot API watched? Each with a note of how long it was held back, and of what came of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from bimeyar.watch.metrics import Metrics
from bimeyar.watch.tracing import Tracer
from bot.citizen.faults import CallFailed
from bot.citizen.limiter import TokenLimiter
from bot.citizen.wire import Upload, Wire


class WatchedWire(Wire):
    """Counts and times every call of the Bot API by its method and by what came of it."""

    def __init__(self, bot: Any, *, channel: str, metrics: Metrics, tracer: Tracer) -> None:
        super().__init__(bot)
        self._channel = channel
        self._metrics = metrics
        self._tracer = tracer

    async def call(
        self, method: str, fields: Mapping[str, Any], *, upload: Upload | None = None, seconds: float | None = None
    ) -> Any:
        """See `Wire.call`."""
        begun, outcome = time.perf_counter(), "cancelled"
        with self._tracer.span(f"{self._channel} {method}", kind="out") as span:
            try:
                given = await super().call(method, fields, upload=upload, seconds=seconds)
                outcome = "ok"
            except CallFailed as failed:
                outcome = failed.fault.action.value
                raise
            finally:
                span.say("outcome", outcome)
                self._metrics.messenger_calls.labels(self._channel, method, outcome).inc()
                if method != "getUpdates":
                    self._metrics.messenger_seconds.labels(self._channel).observe(time.perf_counter() - begun)
        return given


class WatchedLimiter(TokenLimiter):
    """Notes for how long calls were held back."""

    def __init__(self, *, channel: str, metrics: Metrics, **parts: Any) -> None:
        super().__init__(**parts)
        self._held = metrics.held_seconds.labels(channel)

    async def wait(self, chat: str, *, news: bool = False, most: float = 30.0) -> None:
        """See `TokenLimiter.wait`."""
        begun = time.perf_counter()
        try:
            await super().wait(chat, news=news, most=most)
        finally:
            self._held.observe(time.perf_counter() - begun)
