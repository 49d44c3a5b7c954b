"""How do two transactions that judge by what they read take turns, on a database where both may run at once?

SQLite has one writer, so they always do. On PostgreSQL a row that is read may be locked (`with_for_update`), but not a
row that is not there yet: the count of starts in the last hour, the first wrong code. There a mark is locked instead.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def one_at_a_time(connection: AsyncConnection, *marks: bytes) -> None:
    """Go on when no other transaction has one of these marks; they are ours until this one ends.

    Whoever asks for several must ask in the same order everywhere, or two would wait for each other.
    """
    if connection.dialect.name == "sqlite":
        return
    numbers = [int.from_bytes(hashlib.sha256(mark).digest()[:8], signed=True) for mark in marks]
    await connection.execute(select(*(func.pg_advisory_xact_lock(number) for number in numbers)))


def of_person(person: int) -> bytes:
    """The mark of everything that changes what binds a person: contracts, and slips issued for them."""
    return b"person:%d" % person
