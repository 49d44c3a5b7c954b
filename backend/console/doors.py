"""Who asks for a page, may they, and does the form come from a page of ours? One place for all pages.

A page is a `Route`: without saying what it needs it cannot be written. Cookie HttpOnly and SameSite=Strict, a token in
every form besides, nothing kept by browsers, no script but the one that we serve.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from backend.areas.cases.desk import CaseDesk
from backend.areas.cases.desk_ports import DeskPorts
from backend.areas.cases.together import Together
from backend.areas.staff.administering import Administering
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.proving import ProofRefused, Proving
from backend.areas.staff.roles import May
from backend.areas.staff.service import Signed, StaffService
from backend.areas.staff.signing_in import SigningIn
from backend.console.branch_desk import BranchDesk
from backend.console.rendering import Renderer
from backend.rules_service.language import preferred_language
from locales.texts import LOCALES

COOKIE, LANGUAGE = "bimeyar_staff", "bimeyar_staff_language"
HOME, SIGN_IN, ME, FRESH = "/console", "/console/sign-in", "/console/me", "/console/fresh"
BY_PROVIDER = "/console/oidc"
AGAIN = f"{BY_PROVIDER}/again"
"""Where who came in by a provider goes to show there who they are."""
CODE = "fresh-code"
"""Field of a form that carries a fresh code of the device."""
_PAGE = re.compile(r"/console(?:[/?][!-\[\]-~]*)?")
"""An address of ours: nothing that leads elsewhere, no sign that does not stand in an address."""
_FORM = "csrf"
_FIELDS = 100
_LONGEST = 500
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who, in which language, with which form. `token` is the cookie, made now where `fresh`."""

    request: Request
    language: str
    token: str
    fresh: bool
    signed: Signed | None
    csrf: str
    form: Mapping[str, list[str]] = field(default_factory=dict)

    def given(self, name: str) -> str:
        """One field of the form or of the address, empty where it is absent."""
        values = self.form.get(name)
        return (values[0] if values else self.request.query_params.get(name, ""))[:_LONGEST]

    @property
    def who(self) -> Signed:
        """Who is signed in; only for pages that need somebody."""
        if self.signed is None:
            raise LookupError("this page is open to everybody")
        return self.signed


Answer = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """A page: what it needs is said here. `needs` None opens it to everybody: signing in.

    `fresh`: where the last code of the device is too old, another one is asked for first (`proving`).
    `quiet`: asked by the browser without anybody, so it does not keep a session alive.
    """

    method: str
    path: str
    needs: May | None
    answer: Answer
    fresh: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all pages stand on. Under a `public_url` of https cookies go over https alone."""

    ports: StaffPorts
    render: Renderer
    public_url: str
    door: SigningIn
    proving: Proving
    service: StaffService
    desk: Administering
    lines: DeskPorts
    cases: CaseDesk
    together: Together
    branch: BranchDesk

    @classmethod
    def over(
        cls, ports: StaffPorts, render: Renderer, *, public_url: str, lines: DeskPorts, branch: BranchDesk
    ) -> Desk:
        """The desk on these ports; `lines` are those of the queues, `branch` is the counter of branches."""
        return cls(
            lines=lines,
            cases=CaseDesk(lines),
            together=Together(lines),
            branch=branch,
            ports=ports,
            render=render,
            public_url=public_url,
            door=SigningIn(ports),
            proving=Proving(ports),
            service=StaffService(ports),
            desk=Administering(ports),
        )

    @property
    def secure(self) -> bool:
        """Do cookies go over https alone?"""
        return self.public_url.startswith("https://")

    def page(self, visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page in the language of the visit."""
        said = visit.request.query_params.get("said", "")
        text = self.render(
            template,
            visit.language,
            signed=visit.signed,
            csrf=visit.csrf,
            path=visit.request.url.path,
            said=said,
            **values,
        )
        return self.with_cookie(HTMLResponse(text, status, headers=HEADERS), visit.token if visit.fresh else None)

    def go(self, path: str, *, token: str | None = None, **query: str) -> Response:
        """On to another page, with a new cookie where there is one."""
        where = f"{path}?{urlencode(query)}" if query else path
        return self.with_cookie(RedirectResponse(where, 303, headers=HEADERS), token)

    def with_cookie(self, response: Response, token: str | None) -> Response:
        """Give the browser this token; it forgets it when it is closed."""
        if token is not None:
            response.set_cookie(COOKIE, token, path="/console", httponly=True, secure=self.secure, samesite="strict")
        return response

    def provider_label(self, visit: Visit) -> str:
        """What the organisation's own sign-in is called, empty where there is none."""
        provider = self.ports.provider
        if provider is None:
            return ""
        return provider.terms.label or self.render.words("console-provider", visit.language)

    def csrf_of(self, token: str) -> str:
        """What a form of the holder of this cookie carries."""
        return self.ports.vault.index(token, "staff_console.csrf").hex()


def add_routes(router: APIRouter, desk: Desk, routes: tuple[Route, ...]) -> None:
    """Put these pages into the router, each behind the door."""
    for route in routes:
        router.add_api_route(route.path, _behind_the_door(desk, route), methods=[route.method], response_model=None)


def _behind_the_door(desk: Desk, route: Route) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        visit = await _visit(desk, request, quiet=route.quiet)
        if request.method == "POST" and not hmac.compare_digest(visit.csrf.encode(), visit.given(_FORM).encode()):
            return desk.page(visit, "no.html", status=403, why="form")
        if visit.fresh and not route.path.startswith(BY_PROVIDER) and _from_elsewhere(request):
            return _once_more(desk, visit)
        if route.needs is None:
            return await route.answer(visit)
        if visit.signed is None:
            return desk.go(SIGN_IN)
        if not visit.signed.may(route.needs):
            return desk.page(visit, "no.html", status=403, why="role")
        if visit.signed.must_change and not route.path.startswith((ME, "/console/sign-out")):
            return desk.go(ME, said="must-change")
        if route.fresh and not desk.proving.is_fresh(visit.signed):
            return await _with_proof(desk, route, visit)
        return await route.answer(visit)

    return answer


def _from_elsewhere(request: Request) -> bool:
    """Does another site's link lead here? Then the browser keeps our cookie back, and may hold one all the same."""
    return request.method == "GET" and request.headers.get("sec-fetch-site") == "cross-site"


def _once_more(desk: Desk, visit: Visit) -> Response:
    """A page that asks for the same page by itself, this time from here; no cookie is put over the one that is there."""
    where = own_page(_address(visit))
    response = desk.page(replace(visit, fresh=False), "onward.html", where=where)
    response.headers["refresh"] = f"0; url={where}"
    return response


def _address(visit: Visit) -> str:
    """Path and query of the page that was asked for."""
    address = visit.request.url
    return f"{address.path}?{address.query}" if address.query else address.path


async def _with_proof(desk: Desk, route: Route, visit: Visit) -> Response:
    """The answer of the page if a right code came along; otherwise the page that asks for one and keeps the form.

    Who asked to read a page comes back to it by `FRESH`; who sent a form sends it again with the code in it.
    """
    if visit.request.method != "POST":
        return ask_for_proof(desk, visit, to=FRESH, kept=[("back", _address(visit))])
    wrong = CODE in visit.form
    if wrong:
        try:
            return await route.answer(replace(visit, signed=await desk.proving.prove(visit.who, visit.given(CODE))))
        except ProofRefused as no:
            if no.out:
                return desk.go(SIGN_IN, said="refused")
    kept = [(name, value) for name, values in visit.form.items() for value in values if name not in {_FORM, CODE}]
    return ask_for_proof(desk, visit, to=visit.request.url.path, kept=kept, wrong=wrong)


def ask_for_proof(
    desk: Desk, visit: Visit, *, to: str, kept: Sequence[tuple[str, str]], wrong: bool = False
) -> Response:
    """The page that asks for a fresh code; its form goes to `to` with what was `kept`.

    Who came in by a provider goes there instead: who read a page comes back to it; who sent a form keeps it in the page,
    shows who they are in another one, and sends the form from here.
    """
    again = ""
    if visit.who.by_provider:
        again = f"{AGAIN}?{urlencode([each for each in kept if to == FRESH and each[0] == 'back'])}"
    return desk.page(
        visit,
        "fresh.html",
        status=422 if wrong else 200,
        to=to,
        kept=kept,
        wrong=wrong,
        again=again,
        reads=to == FRESH,
        provider=desk.provider_label(visit),
    )


def own_page(address: str) -> str:
    """This page of ours; home for an address that is none."""
    return address if _PAGE.fullmatch(address) else HOME


async def _visit(desk: Desk, request: Request, *, quiet: bool) -> Visit:
    cookie = request.cookies.get(COOKIE, "")
    token = cookie or secrets.token_urlsafe(32)
    form: dict[str, list[str]] = {}
    if request.method == "POST":
        filled = await request.form(max_files=0, max_fields=_FIELDS)
        for name, value in filled.multi_items():
            if isinstance(value, str):
                form.setdefault(name, []).append(value)
    chosen = request.cookies.get(LANGUAGE, "")
    return Visit(
        request=request,
        language=chosen if chosen in LOCALES else preferred_language(request.headers.get("accept-language")),
        token=token,
        fresh=not cookie,
        signed=await desk.service.who(cookie, quiet=quiet) if cookie else None,
        csrf=desk.csrf_of(token),
        form=form,
    )
