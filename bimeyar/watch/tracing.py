"""What of a trace do the watched parts know? A span with a name and a few plain words; nothing at all when traces are off."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

import httpx2
from fastapi import FastAPI

from backend.kit.db import Database

Kind = Literal["inner", "in", "out"]


class Span(Protocol):
    """One piece of a trace."""

    def say(self, name: str, value: str | int) -> None:
        """Add a word of a closed set, or a number of ours; never anything of a person."""
        ...


class Tracer(Protocol):
    """Opens spans, and carries a trace over to another process."""

    def span(self, name: str, *, parent: str = "", kind: Kind = "inner") -> AbstractContextManager[Span]:
        """A span for as long as the block lasts. `parent` is a `traceparent` that came from elsewhere."""
        ...

    def traceparent(self) -> str:
        """The present span for another process (W3C), empty where there is none."""
        ...

    def follow(self, *, app: FastAPI, database: Database, client: httpx2.AsyncClient) -> None:
        """Let the libraries under these add their spans. Before anything is served."""
        ...

    @property
    def live(self) -> Sequence[str]:
        """Who adds spans; empty when traces are off."""
        ...

    async def close(self) -> None:
        """Write what is left."""
        ...


class _Nothing:
    """A span that is none, and the block around it."""

    def say(self, name: str, value: str | int) -> None:
        """Nothing."""

    def __enter__(self) -> Span:
        """Nothing begins."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing ends."""


class NoTracer:
    """Traces are off: every span is the same nothing."""

    _nothing = _Nothing()

    def span(self, name: str, *, parent: str = "", kind: Kind = "inner") -> AbstractContextManager[Span]:
        """No span."""
        del name, parent, kind
        return self._nothing

    def traceparent(self) -> str:
        """None."""
        return ""

    def follow(self, *, app: FastAPI, database: Database, client: httpx2.AsyncClient) -> None:
        """Nobody."""

    @property
    def live(self) -> Sequence[str]:
        """Nobody."""
        return ()

    async def close(self) -> None:
        """Nothing is left."""


def open_tracer(where: str, *, roles: frozenset[str]) -> Tracer:
    """The tracer of BIMEYAR_TRACES. Raises ModuleNotFoundError where the optional packages are wanted and missing."""
    if not where:
        return NoTracer()
    from bimeyar.watch.otel import OtelTracer

    return OtelTracer.to(where, roles=roles)
