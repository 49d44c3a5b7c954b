"""The pages of administrators: accounts of the staff."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from fastapi import Response

from backend.areas.staff.administering import CannotDo
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.roles import Grant, May, Role, grants_at
from backend.console.doors import Desk, Route, Visit

_ACCOUNTS = "/console/accounts"
_BETWEEN = re.compile(r"[,;\u060c\u061b\n]")
"""Commas and semicolons, Latin or Persian."""
_MOST = 4_000


class Accounts:
    """List, add, lock, unlock, reset, roles."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> tuple[Route, ...]:
        """The pages."""
        return (
            Route("GET", _ACCOUNTS, May.MANAGE_ACCOUNTS, self.show),
            Route("POST", f"{_ACCOUNTS}/add", May.MANAGE_ACCOUNTS, self.add),
            Route("POST", f"{_ACCOUNTS}/lock", May.MANAGE_ACCOUNTS, self.lock),
            Route("POST", f"{_ACCOUNTS}/unlock", May.MANAGE_ACCOUNTS, self.unlock),
            Route("POST", f"{_ACCOUNTS}/reset", May.MANAGE_ACCOUNTS, self.reset),
            Route("POST", f"{_ACCOUNTS}/roles", May.MANAGE_ACCOUNTS, self.change_roles),
        )

    async def show(self, visit: Visit) -> Response:
        """Accounts that fit the search; that they were seen stands in the trail."""
        return await self._list(visit)

    async def add(self, visit: Visit) -> Response:
        """A new account; its first password is shown once, on this answer."""
        try:
            held = self._held(visit)
            user, name = visit.given("user"), visit.given("name")
            number, once = await self._desk.desk.add(visit.who, user=user, name=name, grants=held)
        except CannotDo as no:
            return await self._list(visit, wrong=no.why)
        return await self._shown_once(visit, number, once)

    async def lock(self, visit: Visit) -> Response:
        """Nobody comes in with it."""
        return await self._do(visit, self._desk.desk.lock, said="locked")

    async def unlock(self, visit: Visit) -> Response:
        """Open again."""
        return await self._do(visit, self._desk.desk.unlock, said="unlocked")

    async def reset(self, visit: Visit) -> Response:
        """As new; its password is shown once, on this answer."""
        try:
            once = await self._desk.desk.reset(visit.who, _number(visit))
        except CannotDo as no:
            return await self._list(visit, wrong=no.why)
        return await self._shown_once(visit, _number(visit), once)

    async def change_roles(self, visit: Visit) -> Response:
        """Other roles, another office."""
        try:
            await self._desk.desk.set_grants(visit.who, _number(visit), self._held(visit))
        except CannotDo as no:
            return await self._list(visit, wrong=no.why)
        return self._desk.go(_ACCOUNTS, said="roles-changed")

    async def _do(self, visit: Visit, act: Callable[..., Awaitable[None]], *, said: str) -> Response:
        try:
            await act(visit.who, _number(visit))
        except CannotDo as no:
            return await self._list(visit, wrong=no.why)
        return self._desk.go(_ACCOUNTS, said=said)

    def _held(self, visit: Visit) -> frozenset[Grant]:
        """The roles that were ticked. Raises CannotDo."""
        known = {role.value: role for role in Role}
        try:
            ticked = [known[name] for name in visit.form.get("role", [])]
            return grants_at({role: _offices(visit, role) for role in ticked})
        except (KeyError, ValueError):
            raise CannotDo("no-office") from None

    async def _shown_once(self, visit: Visit, number: int, once: str) -> Response:
        listed = await self._desk.desk.accounts()
        account = next(each.account for each in listed if each.account.id == number)
        return self._desk.page(visit, "once.html", account=account, once=once)

    async def _list(self, visit: Visit, wrong: str = "") -> Response:
        search = visit.request.query_params.get("search", "")[:80]
        listed = await self._desk.desk.accounts(search)
        ports = self._desk.ports
        async with ports.database.begin() as connection:
            entry = Entry(account=visit.who.account, act=Did.ACCOUNTS_SEEN, kind="accounts", office=visit.who.office)
            await ports.trail.add(connection, entry, at=ports.clock.now())
        status = 422 if wrong else 200
        return self._desk.page(visit, "accounts.html", status=status, listed=listed, search=search, wrong=wrong)


def _offices(visit: Visit, role: Role) -> list[str]:
    """The offices that a form names for a role, one beside the other."""
    named = visit.form.get(f"office-{role}", [""])[0][:_MOST]
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in named)
    return [" ".join(each.split()) for each in _BETWEEN.split(plain)]


def _number(visit: Visit) -> int:
    """The account that a form names. Raises CannotDo."""
    text = visit.given("account")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise CannotDo("unknown")
    return int(text)
