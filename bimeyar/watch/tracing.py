"""What of a trace do the watched parts know? A span with a name and a few plain words; nothing at all when traces are off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Span(Protocol):
    """One piece of a trace."""

    def say(self, name: str, value: str | int) -> None:
        """Add a word of a closed set, or a number of ours; never anything of a person."""
        ...


class Tracer(Protocol):
    """Opens spans, and carries a trace over to another process."""

    @property
    def is_on(self) -> bool:
        """Are traces written at all?"""
        ...

    def span(self, name: str, *, parent: str = "", kind: str = "inner") -> AbstractContextManager[Span]:
        """A span for as long as the block lasts. `parent` is a `traceparent`; `kind` is inner, in or out."""
        ...

    def traceparent(self) -> str:
        """The present span for another process (W3C), empty where there is none."""
        ...

    def marks(self) -> Mapping[str, str]:
        """Ids of the present span for a log line; empty where there is none."""
        ...


class _Silent:
    def say(self, name: str, value: str | int) -> None:
        """Nothing."""


class NoTracer:
    """Traces are off."""

    is_on = False
    _span = _Silent()

    @contextmanager
    def span(self, name: str, *, parent: str = "", kind: str = "inner") -> Iterator[Span]:
        """No span."""
        del name, parent, kind
        yield self._span

    def traceparent(self) -> str:
        """None."""
        return ""

    def marks(self) -> Mapping[str, str]:
        """None."""
        return {}
