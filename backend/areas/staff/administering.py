"""How do accounts come, change and close? For administrators and the command line; each change stands in the trail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.codes import SEAL_PLACE, fresh_secret
from backend.areas.staff.passwords import password_for_once
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.repository import Account
from backend.areas.staff.roles import Grant
from backend.areas.staff.service import Signed
from backend.areas.staff.signing_in import clean_user

_USER = re.compile(r"[a-z][a-z0-9._-]{2,31}")
_MOST = 200
_NAME = 80


class CannotDo(Exception):
    """Why an account is left as it is: `bad-user`, `bad-name`, `taken`, `no-role`, `own`, `unknown`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Listed:
    """An account in the list."""

    account: Account
    grants: frozenset[Grant]
    locked: bool


class Administering:
    """Accounts; `by` is who does it, None for the command line."""

    def __init__(self, ports: StaffPorts) -> None:
        self._ports = ports

    async def accounts(self, search: str = "") -> Sequence[Listed]:
        """Accounts that fit, by user name, 200 at most."""
        now = self._ports.clock.now()
        async with self._ports.database.begin() as connection:
            found = await rows.find_accounts(connection, search.strip(), limit=_MOST)
            held = await rows.grants_by(connection, [account.id for account in found])
        return [Listed(account, held[account.id], account.is_locked(now)) for account in found]

    async def add(self, by: Signed | None, *, user: str, name: str, grants: Iterable[Grant]) -> tuple[int, str]:
        """A new account; its number and the password for its first sign-in. Raises CannotDo."""
        ports, now, held = self._ports, self._ports.clock.now(), frozenset(grants)
        user, name = clean_user(user), name.strip()
        if not _USER.fullmatch(user):
            raise CannotDo("bad-user")
        if not 1 <= len(name) <= _NAME:
            raise CannotDo("bad-name")
        if not held:
            raise CannotDo("no-role")
        once = password_for_once()
        made = await ports.passwords.hash(once)
        async with ports.database.begin() as connection:
            if await rows.account_by(connection, user) is not None:
                raise CannotDo("taken")
            values = {"user": user, "name": name, "state": "active", "wrong": 0, "created_at": now}
            number = await rows.add_account(connection, values | self._first_secrets(made))
            await rows.put_grants(connection, number, held)
            await self._note(connection, by, Did.ACCOUNT_ADDED, number, detail=_spelled(held))
        return number, once

    async def lock(self, by: Signed | None, account: int) -> None:
        """Nobody comes in with it, and who is in is out. Raises CannotDo."""
        async with self._ports.database.begin() as connection:
            await self._other(connection, by, account)
            await rows.put_account(connection, account, state="locked")
            await rows.end_sessions(connection, account)
            await self._note(connection, by, Did.ACCOUNT_LOCKED, account)

    async def unlock(self, by: Signed | None, account: int) -> None:
        """Open again, also after wrong tries. Raises CannotDo."""
        async with self._ports.database.begin() as connection:
            await self._other(connection, by, account)
            await rows.put_account(connection, account, state="active", wrong=0, locked_until=None)
            await self._note(connection, by, Did.ACCOUNT_UNLOCKED, account)

    async def reset(self, by: Signed | None, account: int) -> str:
        """As new: a password for one sign-in, at which a new device is made known. Raises CannotDo."""
        once = password_for_once()
        made = await self._ports.passwords.hash(once)
        async with self._ports.database.begin() as connection:
            await self._other(connection, by, account)
            await rows.put_account(connection, account, wrong=0, **self._first_secrets(made))
            await rows.end_sessions(connection, account)
            await self._note(connection, by, Did.ACCOUNT_RESET, account)
        return once

    async def set_grants(self, by: Signed | None, account: int, grants: Iterable[Grant]) -> None:
        """These roles and no others, from the next click on. Raises CannotDo."""
        held = frozenset(grants)
        if not held:
            raise CannotDo("no-role")
        async with self._ports.database.begin() as connection:
            await self._other(connection, by, account)
            await rows.put_grants(connection, account, held)
            await self._note(connection, by, Did.ROLES_CHANGED, account, detail=_spelled(held))

    async def number_of(self, user: str) -> int:
        """The number of this user. Raises CannotDo."""
        async with self._ports.database.begin() as connection:
            found = await rows.account_by(connection, clean_user(user))
        if found is None:
            raise CannotDo("unknown")
        return found.id

    async def _other(self, connection: AsyncConnection, by: Signed | None, account: int) -> Account:
        """The account, which nobody may change for themselves: an administrator could shut the last door."""
        found = await rows.account_by(connection, account, locked=True)
        if found is None:
            raise CannotDo("unknown")
        if by is not None and by.account == account:
            raise CannotDo("own")
        return found

    def _first_secrets(self, made: str) -> dict[str, object]:
        sealed = self._ports.vault.seal(fresh_secret(), SEAL_PLACE)
        return {
            "password_hash": made,
            "password_once": 1,
            "totp_sealed": sealed,
            "totp_last": 0,
            "enrolled_at": None,
            "locked_until": None,
        }

    async def _note(
        self, connection: AsyncConnection, by: Signed | None, did: Did, account: int, *, detail: str = ""
    ) -> None:
        entry = Entry(
            account=None if by is None else by.account,
            act=did,
            kind="account",
            ref=str(account),
            office="" if by is None else by.office,
            detail=detail,
        )
        await self._ports.trail.add(connection, entry, at=self._ports.clock.now())


def _spelled(held: frozenset[Grant]) -> str:
    """Roles and offices for the trail, for example `auditor branch-head@1001`."""
    return " ".join(f"{grant.role}@{grant.office}" if grant.office else grant.role for grant in sorted(held))[:300]
