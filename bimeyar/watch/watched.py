"""How is a port watched without its user or its owner knowing? A stand-in that passes every call on and notes its end."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prometheus_client import Counter, Histogram

from bimeyar.watch.tracing import Tracer


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """Where the end of a call is noted: `calls` by (method, outcome), `seconds` by (method).

    `outcome_of` names what was given or raised in one word of a closed set.
    """

    kind: str
    calls: Counter
    seconds: Histogram
    tracer: Tracer
    outcome_of: Callable[[Any, BaseException | None], str]

    async def watch(self, method: str, call: Callable[[], Any]) -> Any:
        """Perform the call; count it, time it, and let it stand in the trace."""
        begun, outcome, given = time.perf_counter(), "cancelled", None
        with self.tracer.span(f"{self.kind} {method}") as span:
            try:
                given = await call()
                outcome = self.outcome_of(given, None)
            except Exception as error:
                outcome = self.outcome_of(None, error)
                raise
            finally:
                span.say("outcome", outcome)
                self.calls.labels(method, outcome).inc()
                self.seconds.labels(method).observe(time.perf_counter() - begun)
        return given


class Watched:
    """Stands before `target`: its coroutine methods are noted, everything else is its own."""

    def __init__(self, target: Any, noting: Noting) -> None:
        self._target = target
        self._noting = noting

    def __getattr__(self, name: str) -> Any:
        """A method of the target, wrapped on first use."""
        found = getattr(self._target, name)
        if not inspect.iscoroutinefunction(found):
            return found
        noting = self._noting

        @functools.wraps(found)
        async def call(*args: Any, **named: Any) -> Any:
            return await noting.watch(name, lambda: found(*args, **named))

        setattr(self, name, call)
        return call
