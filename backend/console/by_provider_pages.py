"""The pages of the organisation's own sign-in: there, back, and there again before acts that ask for it.

The session's cookie is SameSite=Strict, so a browser that comes back from elsewhere does not bring it. The way has a
cookie of its own that comes along (Lax), and the page that it reaches goes on by itself: from there, ours is sent again.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import Response
from fastapi.responses import RedirectResponse

from backend.areas.staff.by_provider import WAY_LIFE, ByProvider, NotAgain, Started, WayLost
from backend.areas.staff.provider import ProviderAway
from backend.areas.staff.provider_terms import RETURN_PATH
from backend.areas.staff.roles import May
from backend.areas.staff.signing_in import SignInRefused
from backend.console.doors import AGAIN, BY_PROVIDER, HEADERS, HOME, SIGN_IN, Desk, Route, Visit, own_page
from backend.console.entering import too_often

START = BY_PROVIDER
_COOKIE = "bimeyar_staff_way"


class ByProviderPages:
    """Without a provider every page of these leads to the door."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        provider = desk.ports.provider
        self._ways = None if provider is None else ByProvider(desk.ports, provider)

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", START, None, self.start),
            Route("GET", RETURN_PATH, None, self.come_back),
            Route("GET", AGAIN, May.BE_HERE, self.again),
        )

    async def start(self, visit: Visit) -> Response:
        """To the provider, to come in."""
        if self._ways is None:
            return self._desk.go(SIGN_IN)
        if (no := await too_often(self._desk, visit)) is not None:
            return no
        try:
            return self._leave(await self._ways.start())
        except ProviderAway:
            return self._desk.go(SIGN_IN, said="provider-away")

    async def again(self, visit: Visit) -> Response:
        """To the provider, to show anew who is here; `back` is empty where a form waits in another page."""
        if self._ways is None or not visit.who.by_provider:
            return self._desk.go(HOME)
        if (no := await too_often(self._desk, visit)) is not None:
            return no
        back = visit.given("back")
        try:
            return self._leave(await self._ways.start(again=visit.who, back=back and own_page(back)))
        except ProviderAway:
            return self._desk.go(HOME, said="provider-away")

    async def come_back(self, visit: Visit) -> Response:
        """In, or proved anew, or back to the door with words that are the same for everything."""
        if self._ways is None:
            return self._desk.go(SIGN_IN)
        asked = visit.request.query_params
        try:
            arrived = await self._ways.finish(
                browser=visit.request.cookies.get(_COOKIE, ""),
                state=asked.get("state", ""),
                code=asked.get("code", ""),
                issuer=asked.get("iss", ""),
            )
        except WayLost as lost:
            return self._onward(visit, HOME if lost.again else SIGN_IN, said="not-finished")
        except SignInRefused as no:
            return self._onward(visit, HOME if isinstance(no, NotAgain) else SIGN_IN, said="refused")
        except ProviderAway:
            return self._onward(visit, SIGN_IN, said="provider-away")
        if arrived.token:
            return self._desk.with_cookie(self._onward(visit, HOME), arrived.token)
        return self._onward(visit, arrived.back)

    def _leave(self, started: Started) -> Response:
        response = RedirectResponse(started.address, 303, headers=HEADERS)
        response.set_cookie(
            _COOKIE,
            started.browser,
            max_age=int(WAY_LIFE.total_seconds()),
            path=START,
            httponly=True,
            secure=self._desk.secure,
            samesite="lax",
        )
        return response

    def _onward(self, visit: Visit, to: str, **query: str) -> Response:
        """A page that goes on by itself; without `to` one that may be closed. It leaves the session's cookie alone."""
        where = f"{to}?{urlencode(query)}" if query else to
        answer = self._desk.page(replace(visit, fresh=False, signed=None), "onward.html", where=where)
        if where:
            answer.headers["refresh"] = f"0; url={where}"
        answer.delete_cookie(_COOKIE, path=START)
        return answer
