"""The pages of activation codes: a branch sees who somebody is, registers the request, and hands out its form [I2] [P2]."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from fastapi import Response

from backend.areas.people.activation_rows import ActivationState, Wanted
from backend.areas.people.counter import PAGE, CannotIssue, Document, NewActivation
from backend.areas.staff.roles import May
from backend.console.branch_desk import clerk_of
from backend.console.doors import HEADERS, Desk, Route, Visit
from backend.console.wishes import figures, jalali_day, latin
from backend.contract.activation import grouped
from backend.documents.printer import PrintingFailed
from backend.domain.calendar import BadDate
from backend.domain.identifiers import is_national_id
from backend.kit.clerk import NotHere

ACTIVATION = "/console/activation"
_FIELDS = ("national-id", "birth-date", "mobile", "document")


class Activation:
    """List and search, a new request in two looks, its code shown once with its form, and revoking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", ACTIVATION, May.SERVE_BRANCH, self.show),
            Route("POST", f"{ACTIVATION}/find", May.SERVE_BRANCH, self.find),
            Route("GET", f"{ACTIVATION}/new", May.SERVE_BRANCH, self.new),
            Route("POST", f"{ACTIVATION}/confirm", May.SERVE_BRANCH, self.confirm),
            Route("POST", f"{ACTIVATION}/issue", May.SERVE_BRANCH, self.issue, fresh=True),
            Route("POST", f"{ACTIVATION}/paper", May.SERVE_BRANCH, self.paper),
            Route("POST", f"{ACTIVATION}/revoke", May.SERVE_BRANCH, self.revoke, fresh=True),
        )

    async def show(self, visit: Visit) -> Response:
        """The registered requests of the branch that fit, newest first; the wishes stand in the address."""
        return await self._list(visit)

    async def find(self, visit: Visit) -> Response:
        """By the number of a request, or by a national id, which never stands in an address."""
        typed = latin(visit.given("find"))
        number = figures(typed)
        if not is_national_id(number):
            return self._desk.go(ACTIVATION, number=typed[:24])
        try:
            person = await self._desk.branch.activations.person_of(clerk_of(visit.who), number)
        except NotHere:
            return await self._list(visit, wrong="not-here")
        return self._desk.go(ACTIVATION, person=str(person))

    async def new(self, visit: Visit) -> Response:
        """The empty form."""
        return self._form(visit)

    async def confirm(self, visit: Visit) -> Response:
        """Whom the code would be for, to be read once more; `change` goes back to the form as it was filled in."""
        if visit.given("change"):
            return self._form(visit)
        national_id = figures(visit.given("national-id"))
        if not is_national_id(national_id):
            return self._form(visit, wrong="national-id")
        try:
            wish = _wish(visit)
            person = await self._desk.branch.activations.check(clerk_of(visit.who), wish)
        except NotHere:
            return self._form(visit, wrong="not-here")
        except CannotIssue as no:
            return self._form(visit, wrong=no.why)
        typed = _typed(visit) | {"form": secrets.token_urlsafe(32)}
        return self._desk.page(visit, "activation_sure.html", person=person, wish=wish, typed=typed)

    async def issue(self, visit: Visit) -> Response:
        """Registered; the code is shown on this answer alone."""
        form = visit.given("form")
        if len(form) < 40:
            return self._form(visit, wrong="form")
        try:
            issued = await self._desk.branch.activations.issue(clerk_of(visit.who), _wish(visit), form)
        except NotHere:
            return self._form(visit, wrong="not-here")
        except CannotIssue as no:
            return self._form(visit, wrong=no.why)
        return self._desk.page(visit, "activation_code.html", issued=issued, code=grouped(issued.code), form=form)

    async def paper(self, visit: Visit) -> Response:
        """The form in two copies as PDF, from the page of the code alone."""
        branch = self._desk.branch
        try:
            issued = await branch.activations.printed(clerk_of(visit.who), visit.given("form"))
            content = await asyncio.to_thread(branch.form, issued, visit.language)
        except CannotIssue as no:
            return await self._list(visit, wrong=no.why)
        except PrintingFailed:
            return await self._list(visit, wrong="paper")
        shown = {"content-disposition": f'inline; filename="{issued.row.number}.pdf"'}
        plain = {name: value for name, value in HEADERS.items() if name != "content-security-policy"}
        return Response(content, media_type="application/pdf", headers=plain | shown)

    async def revoke(self, visit: Visit) -> Response:
        """The code opens nothing from now on."""
        try:
            await self._desk.branch.activations.revoke(clerk_of(visit.who), _number(visit.given("request")) or 0)
        except NotHere:
            return await self._list(visit, wrong="not-here")
        except CannotIssue as no:
            return await self._list(visit, wrong=no.why)
        return self._desk.go(ACTIVATION, said="activation-revoked")

    async def _list(self, visit: Visit, wrong: str = "") -> Response:
        clerk, state = clerk_of(visit.who), visit.given("state")
        shown = [each.value for each in ActivationState if each is not ActivationState.REPLACED]
        wanted = Wanted(
            offices=clerk.offices,
            before=_number(visit.given("before")),
            state=ActivationState(state) if state in shown else None,
            person=_number(visit.given("person")),
            number=latin(visit.given("number"))[:24],
        )
        listed = await self._desk.branch.activations.listed(clerk, wanted)
        wishes = {name: visit.given(name)[:24] for name in ("state", "person", "number") if visit.given(name)}
        older = wishes | {"before": str(listed[-1].row.id)} if len(listed) == PAGE else None
        status = {"": 200, "not-here": 404}.get(wrong, 422)
        values: dict[str, Any] = {"listed": listed, "wishes": wishes, "states": shown, "older": older, "wrong": wrong}
        return self._desk.page(visit, "activation.html", status=status, **values)

    def _form(self, visit: Visit, wrong: str = "") -> Response:
        status = {"": 200, "not-here": 404}.get(wrong, 422)
        documents = [each.value for each in Document]
        return self._desk.page(
            visit, "activation_new.html", status=status, wrong=wrong, typed=_typed(visit), documents=documents
        )


def _wish(visit: Visit) -> NewActivation:
    try:
        born = jalali_day(visit.given("birth-date"))
    except BadDate:
        born = None
    return NewActivation(
        national_id=figures(visit.given("national-id")),
        birth_date=born,
        mobile=_mobile(figures(visit.given("mobile"))),
        document=visit.given("document"),
    )


def _mobile(digits: str) -> str:
    """The number as it is kept, also where it was written with the code of the country."""
    for front in ("0098", "98"):
        if digits.startswith(f"{front}9"):
            return f"0{digits.removeprefix(front)}"
    return digits


def _typed(visit: Visit) -> dict[str, str]:
    return {name: visit.given(name) for name in _FIELDS}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
