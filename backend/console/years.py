"""The pages of contract years of the supplementary insurance: one enters, another approves exactly that [E7]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import Response

from backend.areas.enrolments.year_form import BadYear, YearFault
from backend.areas.enrolments.years import ContractYears, EnteredYear, NotApproved
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.repository import names_of
from backend.areas.staff.roles import May
from backend.console.doors import Desk, Route, Visit
from backend.console.year_forms import Typed, document_of, empty, typed_from, typed_of
from backend.console.year_text import unsaid
from backend.domain.confidence import Confidence
from backend.domain.supplementary import Basis

_YEARS = "/console/years"
_SPARE_PLANS, _SPARE_PIECES = 2, 3


class YearPages:
    """List, enter, look, approve."""

    def __init__(self, desk: Desk, years: ContractYears) -> None:
        self._desk, self._years = desk, years

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", _YEARS, May.KEEP_YEARS, self.show),
            Route("GET", f"{_YEARS}/new", May.KEEP_YEARS, self.ask),
            Route("POST", f"{_YEARS}/new", May.KEEP_YEARS, self.enter),
            Route("GET", f"{_YEARS}/entry/{{entry}}", May.KEEP_YEARS, self.look),
            Route("POST", f"{_YEARS}/entry/{{entry}}/approve", May.KEEP_YEARS, self.approve, fresh=True),
        )

    async def show(self, visit: Visit) -> Response:
        """Every entry, the newest first; of each year which one is in force."""
        async with self._desk.ports.database.begin() as connection:
            entries = await self._years.entries(connection)
            names = await names_of(connection, _people(entries))
        states = _states(entries, self._desk.ports.clock.today())
        return self._desk.page(visit, "years.html", entries=entries, states=states, names=names)

    async def ask(self, visit: Visit) -> Response:
        """An empty form, or one in which an entry stands that is to be changed."""
        found = await self._entry(visit.given("from"))
        return self._form(visit, empty() if found is None else typed_from(found.form))

    async def enter(self, visit: Visit) -> Response:
        """Keep it, or show every fault beside its field; nothing that was written is lost."""
        typed = typed_of(visit.form)
        try:
            async with self._desk.ports.database.begin() as connection:
                entered = await self._years.enter(connection, visit.who.account, document_of(typed))
                await self._note(connection, visit, Did.YEAR_ENTERED, entered)
        except BadYear as bad:
            return self._form(visit, typed, bad.faults)
        return self._desk.go(f"{_YEARS}/entry/{entered.id}", said="year-entered")

    async def look(self, visit: Visit) -> Response:
        """All of one entry, and what is different from the one that is in force."""
        return await self._look(visit)

    async def approve(self, visit: Visit) -> Response:
        """In force from now on, if nothing else came meanwhile and somebody else entered it."""
        number = _number(str(visit.request.path_params["entry"]))
        try:
            async with self._desk.ports.database.begin() as connection:
                approved = await self._years.approve(connection, visit.who.account, number, visit.given("digest"))
                await self._note(connection, visit, Did.YEAR_APPROVED, approved)
        except NotApproved as no:
            return await self._look(visit, wrong=no.why)
        return self._desk.go(f"{_YEARS}/entry/{number}", said="year-approved")

    async def _look(self, visit: Visit, wrong: str = "") -> Response:
        async with self._desk.ports.database.begin() as connection:
            found = await self._years.entry(connection, _number(str(visit.request.path_params["entry"])))
            if found is None:
                return self._desk.page(visit, "no.html", status=404, why="no-year")
            of_year = await self._years.entries(connection, found.document.year.year)
            names = await names_of(connection, _people([found]))
        before = next((each for each in of_year if each.approved_by is not None and each.id < found.id), None)
        return self._desk.page(
            visit,
            "year.html",
            status=422 if wrong else 200,
            entry=found,
            state=_states(of_year, self._desk.ports.clock.today())[found.id],
            before=before,
            unsaid=unsaid(found.document),
            names=names,
            wrong=wrong,
        )

    def _form(self, visit: Visit, typed: Typed, faults: Sequence[YearFault] = ()) -> Response:
        return self._desk.page(
            visit,
            "year_form.html",
            status=422 if faults else 200,
            typed=typed,
            faults={fault.field: fault for fault in faults},
            plans=len(typed["plans"]) + _SPARE_PLANS,
            pieces=len(typed["terms"]) + _SPARE_PIECES,
            bases=list(Basis),
            confidences=list(Confidence),
        )

    async def _entry(self, text: str) -> EnteredYear | None:
        async with self._desk.ports.database.begin() as connection:
            return await self._years.entry(connection, _number(text)) if text else None

    async def _note(self, connection: Any, visit: Visit, did: Did, entered: EnteredYear) -> None:
        ports, who = self._desk.ports, visit.who
        entry = Entry(
            account=who.account,
            act=did,
            kind="contract-year",
            ref=str(entered.id),
            office=who.office,
            detail=f"{entered.document.year.year} {entered.digest[:12]}",
        )
        await ports.trail.add(connection, entry, at=ports.clock.now())


def _states(entries: Sequence[EnteredYear], today: date) -> Mapping[int, str]:
    """How each entry stands, newest first: it waits, is in force or was to the end, or another of its year came after it."""
    states: dict[int, str] = {}
    newest: set[int] = set()
    in_force: set[int] = set()
    for entry in entries:
        year = entry.document.year.year
        if entry.approved_by is not None and year not in in_force:
            states[entry.id] = "in-force" if today <= entry.document.year.ends else "ended"
            in_force.add(year)
        else:
            states[entry.id] = "replaced" if year in newest else "waits"
        newest.add(year)
    return states


def _people(entries: Sequence[EnteredYear]) -> set[int]:
    return {who for entry in entries for who in (entry.entered_by, entry.approved_by) if who is not None}


def _number(text: str) -> int:
    """The number of an entry that an address names, 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
