"""The pages on which a branch records that a year of an account is computed and paid [P6]."""

from __future__ import annotations

from fastapi import Response

from backend.areas.slips.clearing import BranchAccount, CannotClear, ClearYear
from backend.areas.staff.roles import May
from backend.console.branch_desk import clerk_of
from backend.console.doors import Desk, Route, Visit
from backend.console.wishes import figures, jalali_day, latin
from backend.domain.calendar import BadDate
from backend.domain.identifiers import is_national_id
from backend.kit.clerk import NotHere

DEBTS = "/console/debts"


class Debts:
    """Find a person of the branch, see the years, record one as paid: asked once more, done once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", DEBTS, May.SERVE_BRANCH, self.show),
            Route("POST", f"{DEBTS}/find", May.SERVE_BRANCH, self.find),
            Route("POST", f"{DEBTS}/confirm", May.SERVE_BRANCH, self.confirm),
            Route("POST", f"{DEBTS}/record", May.SERVE_BRANCH, self.record, fresh=True),
        )

    async def show(self, visit: Visit) -> Response:
        """The search, and the account that the address names."""
        account = visit.given("account")
        return await self._account(visit, _number(account)) if account else self._search(visit)

    async def find(self, visit: Visit) -> Response:
        """The account of a national id; whoever is not of this branch is not here."""
        national_id = figures(visit.given("national-id"))
        if not is_national_id(national_id):
            return self._search(visit, wrong="national-id", sought=visit.given("national-id"))
        try:
            account = await self._desk.branch.clearing.find(clerk_of(visit.who), national_id)
        except NotHere:
            return self._search(visit, wrong="not-here", sought=national_id)
        return self._desk.go(DEBTS, account=str(account))

    async def confirm(self, visit: Visit) -> Response:
        """What would be recorded, to be read once more; `change` goes back to the form as it was filled in."""
        account = _number(visit.given("account"))
        if visit.given("change"):
            return await self._account(visit, account)
        try:
            wish = _wish(visit)
            found, year = await self._desk.branch.clearing.check(clerk_of(visit.who), wish)
        except NotHere:
            return self._search(visit, wrong="not-here")
        except CannotClear as no:
            return await self._account(visit, account, wrong=no.why)
        return self._desk.page(visit, "debts_sure.html", found=found, year=year, wish=wish, typed=_typed(visit))

    async def record(self, visit: Visit) -> Response:
        """Recorded; the same form again leads to the same page."""
        account = _number(visit.given("account"))
        try:
            await self._desk.branch.clearing.record(clerk_of(visit.who), _wish(visit))
        except NotHere:
            return self._search(visit, wrong="not-here")
        except CannotClear as no:
            return await self._account(visit, account, wrong=no.why)
        return self._desk.go(DEBTS, account=str(account), said="debt-cleared")

    def _search(self, visit: Visit, wrong: str = "", sought: str = "") -> Response:
        status = 404 if wrong == "not-here" else 422 if wrong else 200
        return self._desk.page(visit, "debts.html", status=status, found=None, wrong=wrong, sought=sought, typed={})

    async def _account(self, visit: Visit, account: int, wrong: str = "") -> Response:
        try:
            found: BranchAccount = await self._desk.branch.clearing.read(clerk_of(visit.who), account)
        except NotHere:
            return self._search(visit, wrong="not-here")
        status = 422 if wrong else 200
        return self._desk.page(
            visit,
            "debts.html",
            status=status,
            found=found,
            wrong=wrong,
            sought=found.person.national_id,
            typed=_typed(visit),
        )


def _wish(visit: Visit) -> ClearYear:
    """What the form says. Raises CannotClear where the day is none."""
    try:
        day = jalali_day(visit.given("day"))
    except BadDate:
        day = None
    if day is None:
        raise CannotClear("day")
    receipt = "".join(latin(visit.given("receipt")).upper().split())
    return ClearYear(_number(visit.given("account")), _number(visit.given("year")), receipt, day)


def _typed(visit: Visit) -> dict[str, str]:
    return {name: visit.given(name) for name in ("year", "receipt", "day")}


def _number(text: str) -> int:
    """A whole number as forms carry it; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
