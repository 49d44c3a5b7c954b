"""Is it still the same person at the desk? A fresh code of the device before acts that ask for one [Q2].

A right code is good for `StaffLimits.step_up`; the code of signing in counts as the first one. Who came in by the
organisation's own sign-in has no code here and shows it there (`by_provider`).
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.codes import SEAL_PLACE, counter_of
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.service import Signed
from backend.areas.staff.tries import count_wrong


class ProofRefused(Exception):
    """The code is not right. `out`: that was the last try, and the session has ended."""

    def __init__(self, *, out: bool) -> None:
        self.out = out
        super().__init__("out" if out else "wrong")


class Proving:
    """The proof of a session, and how it is made anew."""

    def __init__(self, ports: StaffPorts) -> None:
        self._ports = ports

    def is_fresh(self, signed: Signed) -> bool:
        """Was a right code given lately enough?"""
        return signed.step_up_until is not None and self._ports.clock.now() < signed.step_up_until

    async def prove(self, signed: Signed, code: str) -> Signed:
        """The same session with a fresh proof. Raises ProofRefused; wrong codes count as they do at the door."""
        if signed.by_provider:
            raise ProofRefused(out=False)
        async with self._ports.database.begin() as connection:
            proved = await self._judge(connection, signed, code)
        if isinstance(proved, Signed):
            return proved
        raise ProofRefused(out=proved)

    async def _judge(self, connection: AsyncConnection, signed: Signed, code: str) -> Signed | bool:
        """The proved session, or for a no whether it has ended: what was counted stays, so nothing is raised in here."""
        ports, now = self._ports, self._ports.clock.now()
        session = await rows.session_by(connection, signed.token_index, locked=True)
        account = await rows.account_by(connection, signed.account, locked=True)
        if session is None or account is None or account.is_locked(now):
            await rows.drop_session(connection, signed.token_index)
            return True
        secret = ports.vault.open(account.totp_sealed, SEAL_PLACE)
        counter = counter_of(secret, code, now=ports.devices.now(), last=account.totp_last)
        if counter is None:
            out = await count_wrong(ports, connection, account, now)
            if out:
                await rows.drop_session(connection, signed.token_index)
            return out
        until = now + ports.limits.step_up
        await rows.put_account(connection, account.id, totp_last=counter, wrong=0)
        await rows.put_session(connection, signed.token_index, step_up_until=until)
        entry = Entry(account=account.id, act=Did.PROVED, kind="session", ref=signed.session, office=signed.office)
        await ports.trail.add(connection, entry, at=now)
        return replace(signed, step_up_until=until)
