"""Who is signed in, and what can everybody do with their own account?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.limits import SEEN_EVERY
from backend.areas.staff.opening import TOKEN
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.repository import SessionRow
from backend.areas.staff.roles import Grant, May, allows
from backend.areas.staff.tries import count_wrong


class PasswordUnfit(Exception):
    """Why a new password is not taken: `wrong`, `short` or `same`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Somebody who is in. `must_change`: the password is still the one that was shown to an administrator.

    `by_provider`: came in by the organisation's own sign-in, without a password of ours.
    """

    account: int
    user: str
    name: str
    grants: frozenset[Grant]
    session: str
    token_index: bytes
    must_change: bool
    step_up_until: datetime | None
    by_provider: bool = False

    def may(self, what: May) -> bool:
        """Is it allowed, at whatever office?"""
        return allows(self.grants, what)

    def offices(self, what: May) -> frozenset[str]:
        """The offices at which it is allowed."""
        return frozenset(grant.office for grant in self.grants if grant.office and allows([grant], what))

    @property
    def office(self) -> str:
        """The office for the audit trail, empty for the whole organisation."""
        return min((grant.office for grant in self.grants if grant.office), default="")


class StaffService:
    """Sessions and one's own account."""

    def __init__(self, ports: StaffPorts) -> None:
        self._ports = ports

    async def who(self, token: str, *, quiet: bool = False) -> Signed | None:
        """Who this token is, None where it is nobody's or too old. Roles are read anew each time.

        `quiet`: nobody is there, a page asks by itself; the session does not live longer by it.
        """
        ports, now = self._ports, self._ports.clock.now()
        index = ports.vault.index(token, TOKEN)
        async with ports.database.begin() as connection:
            row = await rows.session_by(connection, index)
            if row is None or row.account is None or row.stage != "in":
                return None
            cut_off = bool(row.by_provider) and ports.provider is None
            if cut_off or row.ends_at <= now or row.seen_at + ports.limits.idle <= now:
                await rows.drop_session(connection, index)
                return None
            account = await rows.account_by(connection, row.account)
            if account is None or account.state == "locked":
                return None
            if not quiet and now - row.seen_at >= SEEN_EVERY:
                await rows.put_session(connection, index, seen_at=now)
            held = (await rows.grants_by(connection, [account.id]))[account.id]
        return Signed(
            account=account.id,
            user=account.user,
            name=account.name,
            grants=held,
            session=row.id,
            token_index=index,
            must_change=bool(account.password_once) and not row.by_provider,
            step_up_until=row.step_up_until,
            by_provider=bool(row.by_provider),
        )

    async def sign_out(self, signed: Signed) -> None:
        """End this session."""
        async with self._ports.database.begin() as connection:
            await rows.drop_session(connection, signed.token_index)
            await self._note(connection, signed, Did.SIGNED_OUT, kind="session", ref=signed.session)

    async def change_password(self, signed: Signed, *, old: str, new: str) -> None:
        """A new password; all other sessions end. Raises PasswordUnfit.

        A wrong old one counts as it does at the door; the last try locks the account and ends its sessions.
        """
        ports, limits = self._ports, self._ports.limits
        async with ports.database.begin() as connection:
            account = await rows.account_by(connection, signed.account)
        if account is None or not await ports.passwords.fits(account.password_hash, old):
            await self._count_wrong(signed)
            raise PasswordUnfit("wrong")
        if not limits.shortest_password <= len(new) <= limits.longest_password or signed.user in new.lower():
            raise PasswordUnfit("short")
        if new == old:
            raise PasswordUnfit("same")
        made = await ports.passwords.hash(new)
        async with ports.database.begin() as connection:
            now = await rows.account_by(connection, signed.account, locked=True)
            if now is None or now.password_hash != account.password_hash:
                raise PasswordUnfit("wrong")
            await rows.put_account(connection, signed.account, password_hash=made, password_once=0)
            await rows.end_sessions(connection, signed.account, but=signed.token_index)
            await self._note(connection, signed, Did.PASSWORD_CHANGED, kind="account", ref=str(signed.account))

    async def _count_wrong(self, signed: Signed) -> None:
        now = self._ports.clock.now()
        async with self._ports.database.begin() as connection:
            account = await rows.account_by(connection, signed.account, locked=True)
            if account is not None and await count_wrong(self._ports, connection, account, now, unless_locked=True):
                await rows.end_sessions(connection, signed.account)

    async def sessions(self, signed: Signed) -> Sequence[SessionRow]:
        """One's own sessions that are alive, newest first."""
        now = self._ports.clock.now()
        async with self._ports.database.begin() as connection:
            return await rows.sessions_of(connection, signed.account, seen_after=now - self._ports.limits.idle, now=now)

    async def end_session(self, signed: Signed, session: str) -> bool:
        """End one of one's own sessions; False where there is none of this id."""
        async with self._ports.database.begin() as connection:
            ended = await rows.end_sessions(connection, signed.account, only=session)
            if ended:
                await self._note(connection, signed, Did.SESSION_ENDED, kind="session", ref=session)
        return bool(ended)

    async def _note(self, connection: AsyncConnection, signed: Signed, did: Did, *, kind: str, ref: str) -> None:
        entry = Entry(account=signed.account, act=did, kind=kind, ref=ref, office=signed.office)
        await self._ports.trail.add(connection, entry, at=self._ports.clock.now())
