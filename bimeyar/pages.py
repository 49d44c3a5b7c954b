"""What does a process answer over HTTP? Health, and the routes of its roles."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, RedirectResponse

from backend.areas.cases.desk_ports import DeskPorts
from backend.areas.contracts.router import verify_router
from backend.areas.slips.router import payments_router
from backend.client.rpc import rpc_router
from backend.console.router import console_router
from backend.contract.backend import Backend
from backend.documents.fonts import FONT_IN_PACKAGE
from backend.rules_service.page import page_router
from backend.rules_service.problems import install_problems
from backend.rules_service.router import rules_router
from bimeyar.chatting import Chatting
from bimeyar.messengers import chat_urls
from bimeyar.parts import Parts
from bimeyar.texting import Texting
from bimeyar.version import VERSION
from bimeyar.watch.doors import WatchedRequests, add_liveness, add_metrics, add_readiness, inner_app
from sms.receipts import delivery_router


def build_app(
    parts: Parts, *, backend: Backend, chatting: Chatting, texting: Texting, lines: DeskPorts, roles: frozenset[str]
) -> FastAPI:
    """The web application of these roles; its description is at /openapi.json, its page at /docs.

    `lines`: the desk of the staff, with the papers of its cases.
    """
    app = FastAPI(title="Bimeyar", version=VERSION, docs_url=None, redoc_url=None)
    install_problems(app, texts=parts.texts)
    app.add_middleware(WatchedRequests, metrics=parts.watch.metrics)
    _add_health(app, parts)
    _add_font(app, parts)
    if "api" in roles:
        _add_api(app, parts, backend, lines)
    if "bot" in roles:
        for bot in chatting.bots.values():
            app.include_router(bot.router())
    if "sms" in roles:
        _add_receipts(app, parts, texting)
    return app


def _add_font(app: FastAPI, parts: Parts) -> None:
    font = parts.settings.fonts / FONT_IN_PACKAGE

    @app.get("/static/vazirmatn.woff2", include_in_schema=False)
    def vazirmatn() -> Response:
        """The font of our pages; without it they fall back to one of the reader's machine."""
        if not font.is_file():
            return Response(status_code=404)
        return FileResponse(font, media_type="font/woff2", headers={"cache-control": "public, max-age=604800"})


def _add_health(app: FastAPI, parts: Parts) -> None:
    """What may be known to strangers: where there is an inner port, only that we are alive."""
    settings = parts.settings
    add_liveness(app)
    if not settings.inner_port:
        add_readiness(app, parts.readiness)
    if settings.shows_metrics:
        add_metrics(app, figures=parts.figures, token=settings.metrics_token.get_secret_value())


def build_inner_app(parts: Parts) -> FastAPI:
    """What is answered on the inner port."""
    token = parts.settings.metrics_token.get_secret_value()
    return inner_app(readiness=parts.readiness, figures=parts.figures, token=token)


def _add_api(app: FastAPI, parts: Parts, backend: Backend, lines: DeskPorts) -> None:
    token = parts.settings.service_token.get_secret_value()
    app.include_router(
        rules_router(
            calculator=parts.calculator,
            decisions=parts.decisions,
            database=parts.database,
            texts=parts.texts,
            service_token=token,
        )
    )
    app.include_router(payments_router(ports=parts.slips_ports, texts=parts.texts, chat_urls=chat_urls(parts.settings)))
    app.include_router(verify_router(key=parts.settings.seal().public, texts=parts.texts))
    public_url = parts.settings.public_url
    app.include_router(
        console_router(ports=parts.staff, lines=lines, branch=parts.branch, texts=parts.texts, public_url=public_url)
    )
    if token:
        app.include_router(rpc_router(backend=backend, token=token))
    _add_page(app, parts)
    _add_docs(app)


def _add_docs(app: FastAPI) -> None:
    @app.get("/docs", include_in_schema=False)
    async def docs() -> RedirectResponse:
        """Where people look for the description; the page itself is at the root."""
        return RedirectResponse("/")


def _add_page(app: FastAPI, parts: Parts) -> None:
    def describe() -> dict[str, Any]:
        return app.openapi()

    app.include_router(page_router(describe=describe, texts=parts.texts))


def _add_receipts(app: FastAPI, parts: Parts, texting: Texting) -> None:
    secret = parts.settings.sms_callback_secret.get_secret_value()
    if secret:
        app.include_router(delivery_router(secret=secret, receipts=texting.receipts))
