"""Which routes has the staff console? All of its pages, its one style sheet and its one script."""

from __future__ import annotations

from fastapi import APIRouter, Response

from backend.areas.cases.desk_ports import DeskPorts
from backend.areas.enrolments.years import ContractYears
from backend.areas.staff.ports import StaffPorts
from backend.console.accounts import Accounts
from backend.console.activation import Activation
from backend.console.auditing import Auditing
from backend.console.branch_desk import BranchDesk
from backend.console.by_provider_pages import ByProviderPages
from backend.console.case_pages import CasePages
from backend.console.debts import Debts
from backend.console.doors import Desk, Route, add_routes
from backend.console.entering import Entering
from backend.console.own import Own
from backend.console.queue import QueuePages
from backend.console.rendering import SCRIPT, STYLE, Renderer
from backend.console.together_pages import TogetherPages
from backend.console.years import YearPages
from locales.texts import Texts

_KEPT = {"cache-control": "public, max-age=300", "x-content-type-options": "nosniff"}


def console_routes(desk: Desk) -> tuple[Route, ...]:
    """Every page, with what it needs."""
    return (
        *Entering(desk).routes(),
        *ByProviderPages(desk).routes(),
        *Own(desk).routes(),
        *Accounts(desk).routes(),
        *Auditing(desk).routes(),
        *QueuePages(desk).routes(),
        *TogetherPages(desk).routes(),
        *CasePages(desk).routes(),
        *YearPages(desk, ContractYears(clock=desk.ports.clock)).routes(),
        *Debts(desk).routes(),
        *Activation(desk).routes(),
    )


def console_router(
    *, ports: StaffPorts, lines: DeskPorts, branch: BranchDesk, texts: Texts, public_url: str
) -> APIRouter:
    """The routes under /console; the cookie goes over https alone where `public_url` is such an address."""
    router = APIRouter(include_in_schema=False)
    render = Renderer(texts, lines.clock)
    desk = Desk.over(ports, render, public_url=public_url, lines=lines, branch=branch)
    add_routes(router, desk, console_routes(desk))

    @router.get("/console/static/console.css")
    async def style() -> Response:
        """The style sheet; it holds nothing of anybody."""
        return Response(STYLE, media_type="text/css", headers=_KEPT)

    @router.get("/console/static/console.js")
    async def script() -> Response:
        """The script; every page does without it."""
        return Response(SCRIPT, media_type="text/javascript", headers=_KEPT)

    return router
