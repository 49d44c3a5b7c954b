"""What of a span may leave the house? Names and attributes of a list; everything else is dropped, whoever added it.

Libraries put whole addresses into their spans, and texts of exceptions into their events: a call-back's secret, a
return token, the parameters of a statement. So nothing passes that is not known to be plain.
"""

from __future__ import annotations

from collections.abc import Sequence

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import SpanKind, Status

ALLOWED = frozenset(
    {
        *("http.method", "http.request.method", "http.route", "http.status_code", "http.response.status_code"),
        *("db.system", "db.system.name", "db.statement", "db.query.text"),
        *("server.address", "server.port", "net.peer.name", "net.peer.port", "error.type"),
        *("channel", "result", "chat", "update", "outcome", "kind", "number", "verdict"),
    }
)
"""`db.statement` has placeholders where values go. `chat` and `update` are keyed marks, `number` is our own of a message."""


class CleanExporter(SpanExporter):
    """Hands spans on with nothing in them but what may leave."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Clean and hand on."""
        return self._exporter.export([cleaned(span) for span in spans])

    def shutdown(self) -> None:
        """Of the one behind."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Of the one behind."""
        return self._exporter.force_flush(timeout_millis)


def cleaned(span: ReadableSpan) -> ReadableSpan:
    """The span without events, links, descriptions, and attributes that are not on the list."""
    attributes = {name: value for name, value in (span.attributes or {}).items() if name in ALLOWED}
    return ReadableSpan(
        name=_name(span),
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=attributes,
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )


def _name(span: ReadableSpan) -> str:
    """A request is named by its route, a statement by its verb: their own names may hold a path or a file."""
    said = span.attributes or {}
    method = said.get("http.request.method") or said.get("http.method")
    if span.kind is SpanKind.SERVER:
        return f"{method} {said.get('http.route', '(none)')}"
    if "db.system" in said or "db.system.name" in said:
        return f"sql {span.name.split(' ', 1)[0]}"
    return span.name
