"""How many wrong codes so far, and who is locked until when? Rows, so that a restart forgives nobody [I1]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.limits import IdentityLimits
from backend.areas.people.tables import tries
from backend.kit.upsert import insert_unless_there


class Scope(StrEnum):
    """What a wrong code is counted against."""

    NATIONAL_ID = "national_id"
    """the id together with the birth date given: who knows only the id cannot lock its holder out"""
    CHAT = "chat"
    MOBILE = "mobile"


Subjects = Mapping[Scope, bytes]
"""Blind index by scope; the same three for a decoy. Other guesses than codes have indexes, and a count, of their own."""

TOLD = (Scope.NATIONAL_ID, Scope.CHAT)
"""Locks that are told. A locked mobile is not: two ids that share it would give away that both exist."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`left` tries before the next lock, and until when a lock holds (aware UTC), None without one."""

    left: int
    locked_until: datetime | None


async def lock_of(
    connection: AsyncConnection, subjects: Subjects, *, scopes: tuple[Scope, ...] = TOLD, now: datetime
) -> datetime | None:
    """The latest moment until which one of these scopes is locked, None where none is."""
    ends = [await _locked_until(connection, scope, subjects[scope]) for scope in scopes if scope in subjects]
    return max((end for end in ends if end is not None and end > now), default=None)


async def count_wrong_code(
    connection: AsyncConnection, subjects: Subjects, *, limits: IdentityLimits, now: datetime
) -> Standing:
    """Count one wrong code in all scopes given and lock those that reached the limit."""
    standings = {scope: await _count(connection, scope, subjects[scope], limits=limits, now=now) for scope in subjects}
    told = [standings[scope] for scope in TOLD if scope in subjects]
    ends = [standing.locked_until for standing in told if standing.locked_until is not None]
    return Standing(left=min(standing.left for standing in told), locked_until=max(ends, default=None))


async def forget_wrong_codes(connection: AsyncConnection, subjects: Subjects) -> None:
    """A right code clears all its scopes."""
    for scope in subjects:
        await connection.execute(delete(tries).where(_is(scope, subjects[scope])))


def whole_minutes(until: datetime, now: datetime) -> int:
    """Minutes left, rounded up, at least 1."""
    return max(1, ceil((until - now).total_seconds() / 60))


async def _count(
    connection: AsyncConnection, scope: Scope, subject: bytes, *, limits: IdentityLimits, now: datetime
) -> Standing:
    fresh = {"scope": scope, "subject_index": subject, "failures": 0, "locks": 0, "locked_until": None, "last_at": now}
    await insert_unless_there(connection, tries, fresh)
    found = await connection.execute(select(tries).where(_is(scope, subject)).with_for_update())
    row = found.one()
    quiet_since = row.last_at if row.locked_until is None else max(row.last_at, row.locked_until)
    forgotten = now - quiet_since > limits.forget_after
    failures, locks = (1, 0) if forgotten else (row.failures + 1, row.locks)
    until: datetime | None = None
    if failures >= limits.tries:
        failures, locks = 0, locks + 1
        until = now + limits.lock_length(locks)
    values = {"failures": failures, "locks": locks, "locked_until": until, "last_at": now}
    await connection.execute(update(tries).where(_is(scope, subject)).values(values))
    return Standing(left=limits.tries - failures, locked_until=until)


async def _locked_until(connection: AsyncConnection, scope: Scope, subject: bytes) -> datetime | None:
    until: datetime | None = await connection.scalar(select(tries.c.locked_until).where(_is(scope, subject)))
    return until


def _is(scope: Scope, subject: bytes) -> ColumnElement[bool]:
    return and_(tries.c.scope == scope.value, tries.c.subject_index == subject)
