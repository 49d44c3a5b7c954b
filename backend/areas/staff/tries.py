"""What follows a wrong password or code? It is counted, and after the last try the account is locked for a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.repository import Account


async def count_wrong(
    ports: StaffPorts, connection: AsyncConnection, account: Account, now: datetime, *, unless_locked: bool = False
) -> bool:
    """One more wrong try; True where it was the last one. Tries during a lock make it no longer (`unless_locked`)."""
    limits, did = ports.limits, Did.REFUSED
    if not (unless_locked and account.is_locked(now)):
        wrong = account.wrong + 1
        if wrong >= limits.tries:
            did = Did.LOCKED_OUT
            await rows.put_account(connection, account.id, wrong=0, locked_until=now + limits.lock)
        else:
            await rows.put_account(connection, account.id, wrong=wrong)
    await ports.trail.add(connection, Entry(account=account.id, act=did, kind="account", ref=str(account.id)), at=now)
    return did is Did.LOCKED_OUT
