"""How does one of the staff come in? Password, then the code of a device; the first time the device is made known.

An unknown user, a wrong password, a wrong code and a locked account get the same words at the same step: whatever was
typed first, a code is asked for, and only then it is told that something was not right.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.codes import SEAL_PLACE, address_for, counter_of
from backend.areas.staff.opening import TOKEN, open_session
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.repository import SessionRow
from backend.areas.staff.tries import count_wrong


class SignInRefused(Exception):
    """No. Which of it was wrong is not told."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The next step: a token for it, and whether a new device is to be confirmed there."""

    token: str
    enrols: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a new device must know: its secret, and the same as an address for the QR code."""

    user: str
    secret: str
    address: str


class SigningIn:
    """The two steps into a session."""

    def __init__(self, ports: StaffPorts) -> None:
        self._ports = ports

    async def begin(self, user: str, password: str) -> Begun:
        """The first step. It always leads to the second one."""
        ports, now = self._ports, self._ports.clock.now()
        async with ports.database.begin() as connection:
            found = await rows.account_by(connection, clean_user(user))
        fits = await ports.passwords.fits(None if found is None else found.password_hash, password)
        async with ports.database.begin() as connection:
            account = None if found is None else await rows.account_by(connection, found.id, locked=True)
            right = account is not None and fits and account.password_hash == (found.password_hash if found else "")
            if account is not None and (not right or account.is_locked(now)):
                await count_wrong(ports, connection, account, now, unless_locked=True)
            passed = account if right and account is not None and not account.is_locked(now) else None
            enrols = passed is not None and passed.enrolled_at is None
            stage = "enrol" if enrols else "code"
            token = await open_session(ports, connection, passed, stage=stage, now=now, proved_at=None)
        return Begun(token, enrols)

    async def enrolment(self, token: str) -> Enrolment | None:
        """What the page of a new device shows; None where this token does not lead there."""
        async with self._ports.database.begin() as connection:
            step = await self._step(connection, token)
            if step is None or step.stage != "enrol" or step.account is None:
                return None
            account = await rows.account_by(connection, step.account)
        if account is None or account.enrolled_at is not None:
            return None
        secret = self._ports.vault.open(account.totp_sealed, SEAL_PLACE)
        return Enrolment(account.user, secret, address_for(secret, account.user))

    async def finish(self, token: str, code: str) -> str:
        """The second step; the token of the session. Raises SignInRefused; a new device may then try again."""
        async with self._ports.database.begin() as connection:
            opened = await self._judge(connection, token, code)
        if opened is None:
            raise SignInRefused
        return opened

    async def _judge(self, connection: AsyncConnection, token: str, code: str) -> str | None:
        """None for a no: what was counted stays, so nothing is raised in here."""
        ports, now = self._ports, self._ports.clock.now()
        step = await self._step(connection, token, locked=True)
        if step is None or step.stage == "in":
            return None
        account = None if step.account is None else await rows.account_by(connection, step.account, locked=True)
        if account is None or account.is_locked(now) or (step.stage == "enrol") != (account.enrolled_at is None):
            await rows.drop_session(connection, step.token_index)
            return None
        secret = ports.vault.open(account.totp_sealed, SEAL_PLACE)
        counter = counter_of(secret, code, now=ports.devices.now(), last=account.totp_last)
        if counter is None:
            if step.stage == "code":
                await rows.drop_session(connection, step.token_index)
                await count_wrong(ports, connection, account, now)
            return None
        await rows.drop_session(connection, step.token_index)
        new = {"enrolled_at": now} if account.enrolled_at is None else {}
        await rows.put_account(connection, account.id, totp_last=counter, wrong=0, locked_until=None, **new)
        opened = await open_session(ports, connection, account, stage="in", now=now, proved_at=now)
        entry = Entry(account=account.id, act=Did.SIGNED_IN, kind="account", ref=str(account.id))
        if new:
            await ports.trail.add(
                connection, Entry(account=account.id, act=Did.ENROLLED, kind="account", ref=str(account.id)), at=now
            )
        await ports.trail.add(connection, entry, at=now)
        return opened

    async def _step(self, connection: AsyncConnection, token: str, *, locked: bool = False) -> SessionRow | None:
        """The step this token leads to, while there is time for it."""
        step = await rows.session_by(connection, self._ports.vault.index(token, TOKEN), locked=locked)
        return step if step is not None and step.ends_at > self._ports.clock.now() else None


def clean_user(text: str) -> str:
    """A user name as it is kept: small Latin letters, Latin digits."""
    letters = (str(int(sign)) if sign.isdecimal() else sign for sign in text.strip().lower()[:64])
    return "".join(letters)
