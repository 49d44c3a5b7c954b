"""Which routes has the staff console? All of its pages, and its one style sheet."""

from __future__ import annotations

from fastapi import APIRouter, Response

from backend.areas.staff.ports import StaffPorts
from backend.console.accounts import Accounts
from backend.console.auditing import Auditing
from backend.console.doors import Desk, Route, add_routes
from backend.console.entering import Entering
from backend.console.own import Own
from backend.console.rendering import STYLE, Renderer
from locales.texts import Texts


def console_routes(desk: Desk) -> tuple[Route, ...]:
    """Every page, with what it needs."""
    return (
        *Entering(desk).routes(),
        *Own(desk).routes(),
        *Accounts(desk).routes(),
        *Auditing(desk).routes(),
    )


def console_router(*, ports: StaffPorts, texts: Texts, public_url: str) -> APIRouter:
    """The routes under /console; the cookie goes over https alone where `public_url` is such an address."""
    router = APIRouter(include_in_schema=False)
    desk = Desk.over(ports, Renderer(texts), secure=public_url.startswith("https://"))
    add_routes(router, desk, console_routes(desk))

    @router.get("/console/static/console.css")
    async def style() -> Response:
        """The style sheet; it holds nothing of anybody."""
        return Response(STYLE, media_type="text/css", headers={"cache-control": "public, max-age=300"})

    return router
