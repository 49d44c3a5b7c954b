"""The pages that everybody of the staff has: home, and one's own account."""

from __future__ import annotations

from fastapi import Response

from backend.areas.staff.proving import ProofRefused
from backend.areas.staff.roles import May
from backend.areas.staff.service import PasswordUnfit
from backend.console.doors import CODE, FRESH, HOME, ME, SIGN_IN, Desk, Route, Visit, ask_for_proof, own_page
from backend.console.offices import offices_of
from backend.console.scopes import workers_of
from backend.console.wishes import address


class Own:
    """Home, password, sessions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages; where there are no passwords none can be changed."""
        change = Route("POST", f"{ME}/password", May.BE_HERE, self.change_password)
        passwords = (change,) if self._desk.ports.with_passwords else ()
        return (
            Route("GET", HOME, May.BE_HERE, self.home),
            Route("GET", ME, May.BE_HERE, self.me),
            Route("POST", f"{ME}/sessions/end", May.BE_HERE, self.end_session),
            Route("POST", FRESH, May.BE_HERE, self.prove),
            *passwords,
        )

    async def home(self, visit: Visit) -> Response:
        """Who one is here, what waits in one's lines, and where one can go."""
        workers = workers_of(visit.who).values()
        lines = [(worker, await self._desk.cases.counts(worker)) for worker in workers]
        offices = await offices_of(self._desk, (grant.office for grant in visit.who.grants))
        return self._desk.page(visit, "home.html", lines=lines, offices=offices, address=address)

    async def me(self, visit: Visit) -> Response:
        """One's own account."""
        return await self._me(visit)

    async def change_password(self, visit: Visit) -> Response:
        """A new password, typed twice."""
        new = visit.given("new")
        if new != visit.given("again"):
            return await self._me(visit, wrong="differ")
        try:
            await self._desk.service.change_password(visit.who, old=visit.given("old"), new=new)
        except PasswordUnfit as unfit:
            return await self._me(visit, wrong=unfit.why)
        return self._desk.go(ME, said="password-changed")

    async def end_session(self, visit: Visit) -> Response:
        """One of one's own sessions ends."""
        await self._desk.service.end_session(visit.who, visit.given("session"))
        return self._desk.go(ME, said="session-ended")

    async def prove(self, visit: Visit) -> Response:
        """A fresh code of the device, and back to the page that asked for it; to home for an address that is no page."""
        back = own_page(visit.given("back"))
        try:
            await self._desk.proving.prove(visit.who, visit.given(CODE))
        except ProofRefused as no:
            if no.out:
                return self._desk.go(SIGN_IN, said="refused")
            return ask_for_proof(self._desk, visit, to=FRESH, kept=[("back", back)], wrong=True)
        return self._desk.go(back)

    async def _me(self, visit: Visit, wrong: str = "") -> Response:
        sessions = await self._desk.service.sessions(visit.who)
        return self._desk.page(
            visit,
            "me.html",
            status=422 if wrong else 200,
            sessions=sessions,
            wrong=wrong,
            shortest=self._desk.ports.limits.shortest_password,
            passwords=self._desk.ports.with_passwords,
        )
