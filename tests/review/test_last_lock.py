"""Does the longest lock repeat for somebody who comes back as soon as it ends [I1]?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backend.areas.people.limits import IdentityLimits
from backend.areas.people.tries import Scope, count_wrong_code
from backend.kit.db import Database

LIMITS = IdentityLimits()
SUBJECTS = {Scope.NATIONAL_ID: b"n" * 32, Scope.CHAT: b"c" * 32, Scope.MOBILE: b"m" * 32}


async def test_locks_grow_and_the_last_one_repeats_until_a_day_of_quiet(database_url: str) -> None:
    database = Database(url=database_url)
    now = datetime(2026, 11, 21, 8, tzinfo=UTC)
    locks: list[timedelta] = []

    async def fail_until_locked() -> datetime:
        while True:
            async with database.begin() as connection:
                standing = await count_wrong_code(connection, SUBJECTS, limits=LIMITS, now=now)
            if standing.locked_until is not None:
                locks.append(standing.locked_until - now)
                return standing.locked_until

    for _ in range(7):
        now = await fail_until_locked() + timedelta(minutes=1)
    assert locks == [*LIMITS.locks, LIMITS.locks[-1], LIMITS.locks[-1]]
    now += LIMITS.forget_after + timedelta(minutes=1)
    await fail_until_locked()
    assert locks[-1] == LIMITS.locks[0], "a day of quiet is forgiven"
    await database.close()
