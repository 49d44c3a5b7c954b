"""How are traces written, where they are wanted? OpenTelemetry, to the console or to a collector; only clean spans leave.

The packages are optional (`pip install '.[traces]'`) and imported only here, where BIMEYAR_TRACES is set.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import httpx2
from fastapi import FastAPI
from opentelemetry import context as present
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.httpx import HTTPX2ClientInstrumentor
from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SimpleSpanProcessor, SpanExporter
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from structlog.contextvars import bound_contextvars

from backend.kit.db import Database
from bimeyar.version import VERSION
from bimeyar.watch.clean_spans import CleanExporter
from bimeyar.watch.tracing import Kind, Span

CONSOLE = "console"
_UNTRACED = "healthz,readyz,metrics"
_KINDS = {"inner": trace.SpanKind.INTERNAL, "in": trace.SpanKind.SERVER, "out": trace.SpanKind.CLIENT}
_W3C = TraceContextTextMapPropagator()


@dataclass(frozen=True, slots=True)
class _OtelSpan:
    inner: trace.Span

    def say(self, name: str, value: str | int) -> None:
        """One attribute."""
        self.inner.set_attribute(name, value)


@dataclass(slots=True, kw_only=True)
class OtelTracer:
    """Spans of one process, and the libraries that add theirs. `close` writes what is left."""

    provider: TracerProvider
    live: list[str] = field(default_factory=lambda: ["bimeyar"])
    _sql: SQLAlchemyInstrumentor | None = None

    @classmethod
    def to(cls, where: str, *, roles: frozenset[str]) -> OtelTracer:
        """Traces to "console" (standard error) or to the collector at an address such as http://127.0.0.1:4318."""
        if where == CONSOLE:
            console = ConsoleSpanExporter(out=sys.stderr, formatter=lambda span: span.to_json(indent=None) + "\n")
            return cls.over(console, roles=roles, at_once=True)
        return cls.over(OTLPSpanExporter(endpoint=f"{where}/v1/traces"), roles=roles)

    @classmethod
    def over(cls, exporter: SpanExporter, *, roles: frozenset[str], at_once: bool = False) -> OtelTracer:
        """Traces to an exporter; what may name a person is taken out before it gets there."""
        who = {"service.name": "bimeyar", "service.version": VERSION, "bimeyar.roles": " ".join(sorted(roles))}
        provider = TracerProvider(resource=Resource.create(who), shutdown_on_exit=False)
        clean = CleanExporter(exporter)
        provider.add_span_processor(SimpleSpanProcessor(clean) if at_once else BatchSpanProcessor(clean))
        return cls(provider=provider)

    def span(self, name: str, *, parent: str = "", kind: Kind = "inner") -> AbstractContextManager[Span]:
        """See `Tracer.span`; log lines in the block carry the id of the trace."""
        return self._span(name, parent, kind)

    @contextmanager
    def _span(self, name: str, parent: str, kind: Kind) -> Iterator[Span]:
        within = _W3C.extract({"traceparent": parent}) if parent else None
        tracer = self.provider.get_tracer("bimeyar")
        with tracer.start_as_current_span(
            name, context=within, kind=_KINDS[kind], record_exception=False, set_status_on_exception=False
        ) as span:
            marked = bound_contextvars(trace=trace.format_trace_id(span.get_span_context().trace_id))
            with marked:
                try:
                    yield _OtelSpan(span)
                except BaseException as error:
                    span.set_attribute("error.type", type(error).__name__)
                    span.set_status(trace.StatusCode.ERROR)
                    raise

    def traceparent(self) -> str:
        """See `Tracer.traceparent`."""
        carrier: dict[str, str] = {}
        _W3C.inject(carrier, context=present.get_current())
        return carrier.get("traceparent", "")

    def follow(self, *, app: FastAPI, database: Database, client: httpx2.AsyncClient) -> None:
        """See `Tracer.follow`; who really joined is in `live`."""
        FastAPIInstrumentor.instrument_app(
            app, tracer_provider=self.provider, excluded_urls=_UNTRACED, exclude_spans=["receive", "send"]
        )
        self._note("fastapi", works=getattr(app, "_is_instrumented_by_opentelemetry", False))
        HTTPX2ClientInstrumentor.instrument_client(cast("Any", client), tracer_provider=self.provider)
        self._note("httpx2", works=getattr(client, "_is_instrumented_by_opentelemetry", False))
        self._follow_database(database)

    def _follow_database(self, database: Database) -> None:
        """One span a statement; its parameters are no part of it."""
        engine = database.engine.sync_engine
        before = len(engine.dispatch.before_cursor_execute)
        self._sql = SQLAlchemyInstrumentor()
        # the instrumentor declares SQLAlchemy below 2.1 and would silently do nothing
        self._sql.instrument(engine=engine, tracer_provider=self.provider, skip_dep_check=True)
        self._note("sqlalchemy", works=len(engine.dispatch.before_cursor_execute) > before)

    def _note(self, library: str, *, works: bool) -> None:
        if works:
            self.live.append(library)

    async def close(self) -> None:
        """Write what is left, and let go of the libraries."""
        if self._sql is not None:
            self._sql.uninstrument()
        await asyncio.to_thread(self.provider.shutdown)
