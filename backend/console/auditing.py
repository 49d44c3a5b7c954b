"""The pages of the audit trail: what was done and seen, and is the chain whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from fastapi import Response

from backend.areas.staff.administering import CannotDo
from backend.areas.staff.audit import AuditRow, Did, Entry
from backend.areas.staff.repository import names_of
from backend.areas.staff.roles import May
from backend.areas.staff.signing_in import clean_user
from backend.console.doors import Desk, Route, Visit
from backend.console.wishes import jalali_day
from backend.domain.calendar import BadDate
from backend.kit.clock import TEHRAN

_AUDIT = "/console/audit"
_ROWS = 50


class Auditing:
    """Reading and checking; both stand in the trail themselves."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", _AUDIT, May.READ_AUDIT, self.show),
            Route("POST", f"{_AUDIT}/check", May.READ_AUDIT, self.check),
        )

    async def show(self, visit: Visit) -> Response:
        """Rows that fit the filters, newest first; the filters stand in the address."""
        wrong = ""
        try:
            found, names = await self._find(visit)
        except (BadDate, CannotDo) as no:
            found, names, wrong = (), {}, "unknown" if isinstance(no, CannotDo) else "date"
        await self._note(visit, Did.AUDIT_SEEN)
        return self._page(visit, found, names, wrong=wrong)

    async def check(self, visit: Visit) -> Response:
        """Walk the whole chain and say what was found."""
        ports = self._desk.ports
        verdict = await ports.trail.check(ports.database)
        await self._note(visit, Did.AUDIT_CHECKED, detail=f"broken {verdict.broken}" if verdict.broken else "whole")
        found, names = await self._find(visit)
        return self._page(visit, found, names, verdict=verdict)

    def _page(self, visit: Visit, found: Sequence[AuditRow], names: dict[int, str], **more: Any) -> Response:
        wishes = {name: visit.given(name) for name in ("user", "act", "since", "until")}
        older = found[-1].seq if len(found) == _ROWS else None
        values: dict[str, Any] = {"wrong": "", "verdict": None, **more}
        return self._desk.page(visit, "audit.html", rows=found, names=names, wishes=wishes, older=older, **values)

    async def _find(self, visit: Visit) -> tuple[Sequence[AuditRow], dict[int, str]]:
        """Rows and the user names in them. Raises BadDate, CannotDo."""
        user, act, before = clean_user(visit.given("user")), visit.given("act"), visit.given("before")
        account = await self._desk.desk.number_of(user) if user else None
        since, until = _day(visit.given("since")), _day(visit.given("until"))
        async with self._desk.ports.database.begin() as connection:
            found = await self._desk.ports.trail.read(
                connection,
                account=account,
                act=act if act in set(Did) else "",
                since=since,
                until=None if until is None else until + timedelta(days=1),
                before=int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None,
                limit=_ROWS,
            )
            numbers = {row.account for row in found if row.account is not None}
            numbers |= {int(row.ref) for row in found if row.kind == "account"}
            return found, await names_of(connection, numbers)

    async def _note(self, visit: Visit, did: Did, detail: str = "") -> None:
        ports, who = self._desk.ports, visit.who
        async with ports.database.begin() as connection:
            entry = Entry(account=who.account, act=did, kind="audit", office=who.office, detail=detail)
            await ports.trail.add(connection, entry, at=ports.clock.now())


def _day(text: str) -> datetime | None:
    """The beginning of a Jalali day in Tehran, None for no text. Raises BadDate."""
    day = jalali_day(text)
    return None if day is None else datetime.combine(day, time(), TEHRAN)
