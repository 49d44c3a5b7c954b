"""What does a process answer to operators over HTTP, and how are all its requests counted?"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPMethod
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from structlog.contextvars import bound_contextvars

from bimeyar.watch.figures import Figures
from bimeyar.watch.health import Readiness
from bimeyar.watch.metrics import Metrics

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_METHODS: Final = frozenset(HTTPMethod)
_NOWHERE: Final = "(none)"
_REQUEST: Final = b"x-request-id"


class WatchedRequests:
    """ASGI middleware: counts and times by route template, and gives each request an id of our own for the logs."""

    def __init__(self, app: Application, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, begun, status = secrets.token_hex(8), time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (_REQUEST, request.encode())]
            await send(message)

        try:
            with bound_contextvars(request=request):
                await self._app(scope, receive, noted)
        finally:
            route, method = _template(scope), scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.http_requests.labels(route, method, f"{status // 100}xx").inc()
            self._metrics.http_seconds.labels(route, method).observe(time.perf_counter() - begun)


def _template(scope: Scope) -> str:
    """The route as it is written in code; a path may hold a secret or a token, so it never stands for itself.

    A plain route shows no template: it is the path, with names where the route took something out of it.
    """
    template = getattr(scope.get("route"), "path", None)
    if template is None and "endpoint" in scope:
        template = scope["path"]
        for name, value in scope.get("path_params", {}).items():
            template = template.replace(str(value), f"{{{name}}}")
    return template or _NOWHERE


def add_liveness(app: FastAPI) -> None:
    """`/healthz`: the process answers."""

    @app.get("/healthz", include_in_schema=False)
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}


def add_readiness(app: FastAPI, readiness: Readiness) -> None:
    """`/readyz`: 200, or 503 with the reasons in a word each."""

    @app.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:
        reasons = await readiness.reasons()
        if reasons:
            return JSONResponse({"status": "not-ready", "reasons": reasons}, status_code=503)
        return JSONResponse({"status": "ready"})


def add_metrics(app: FastAPI, *, figures: Figures, token: str) -> None:
    """`/metrics`, for whoever has `token`, or for everybody where it is empty; to others there is no such page."""

    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if token and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return Response(status_code=404)
        await figures.refresh()
        return Response(generate_latest(figures.metrics.registry), media_type=CONTENT_TYPE_LATEST)


def inner_app(*, readiness: Readiness, figures: Figures, token: str) -> FastAPI:
    """What is answered on a port of its own: health and metrics, nothing else."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_liveness(app)
    add_readiness(app, readiness)
    add_metrics(app, figures=figures, token=token)
    return app
