"""The pages of coming in and going out: password, code, a new device, the language."""

from __future__ import annotations

from fastapi import Response

from backend.areas.staff.knocking import may_knock
from backend.areas.staff.roles import May
from backend.areas.staff.signing_in import SignInRefused
from backend.console.doors import HOME, LANGUAGE, SIGN_IN, Desk, Route, Visit
from locales.texts import LOCALES

_CODE = "/console/code"


async def too_often(desk: Desk, visit: Visit) -> Response | None:
    """Count a try of this address; the page that says no where there were too many."""
    client = visit.request.client
    if client is None or await may_knock(desk.ports, client.host):
        return None
    answer = desk.page(visit, "no.html", status=429, why="too-often")
    answer.headers["retry-after"] = str(int(desk.ports.limits.knocks_in.total_seconds()))
    return answer


class Entering:
    """Open to everybody, but for signing out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages; without passwords there is only the door."""
        passwords = (
            Route("POST", SIGN_IN, None, self.take_password),
            Route("GET", _CODE, None, self.ask_code),
            Route("POST", _CODE, None, self.take_code),
        )
        return (
            Route("GET", SIGN_IN, None, self.ask_password),
            *(passwords if self._desk.ports.with_passwords else ()),
            Route("POST", "/console/language", None, self.choose_language),
            Route("POST", "/console/sign-out", May.BE_HERE, self.sign_out),
        )

    async def ask_password(self, visit: Visit) -> Response:
        """User name and password, and the way to the organisation's own sign-in; who has just gone may leave that too."""
        if visit.signed:
            return self._desk.go(HOME)
        provider, leave = self._desk.ports.provider, ""
        if provider is not None and visit.given("of") == "provider":
            leave = await provider.address_out(f"{self._desk.public_url}{SIGN_IN}")
        label = self._desk.provider_label(visit)
        passwords = self._desk.ports.with_passwords
        return self._desk.page(visit, "sign_in.html", provider=label, passwords=passwords, leave=leave)

    async def take_password(self, visit: Visit) -> Response:
        """Whatever they are, the code is asked for next, under a new cookie; unless this address asks too often."""
        if (no := await too_often(self._desk, visit)) is not None:
            return no
        begun = await self._desk.door.begin(visit.given("user"), visit.given("password"))
        return self._desk.go(_CODE, token=begun.token)

    async def ask_code(self, visit: Visit) -> Response:
        """The code; for a new device with its QR code."""
        new = await self._desk.door.enrolment(visit.token)
        return self._desk.page(visit, "code.html", new=new, wrong=False)

    async def take_code(self, visit: Visit) -> Response:
        """In, under a new cookie; or back to the start with the same words for everything."""
        try:
            token = await self._desk.door.finish(visit.token, visit.given("code"))
        except SignInRefused:
            new = await self._desk.door.enrolment(visit.token)
            if new is not None:
                return self._desk.page(visit, "code.html", new=new, wrong=True)
            return self._desk.go(SIGN_IN, said="refused")
        return self._desk.go(HOME, token=token)

    async def sign_out(self, visit: Visit) -> Response:
        """The session ends, the browser forgets."""
        await self._desk.service.sign_out(visit.who)
        of = {"of": "provider"} if visit.who.by_provider else {}
        response = self._desk.go(SIGN_IN, said="signed-out", **of)
        response.delete_cookie("bimeyar_staff", path=HOME)
        return response

    async def choose_language(self, visit: Visit) -> Response:
        """The language of this browser, for a year."""
        response = self._desk.go(HOME)
        chosen = visit.given("to")
        if chosen in LOCALES:
            year = 365 * 24 * 3600
            response.set_cookie(
                LANGUAGE, chosen, max_age=year, path=HOME, httponly=True, secure=self._desk.secure, samesite="strict"
            )
        return response
