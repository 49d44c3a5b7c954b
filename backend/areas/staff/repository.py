"""What does the staff's door read and write? Accounts, roles and sessions, each query named for what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.roles import Grant, Role
from backend.areas.staff.tables import accounts, grants, sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account. Moments are aware UTC."""

    id: int
    user: str
    name: str
    password_hash: str
    password_once: int
    totp_sealed: bytes
    totp_last: int
    enrolled_at: datetime | None
    state: str
    wrong: int
    locked_until: datetime | None
    created_at: datetime

    def is_locked(self, now: datetime) -> bool:
        """By an administrator, or by wrong tries that are not over yet."""
        return self.state == "locked" or (self.locked_until is not None and self.locked_until > now)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session, or the way into one."""

    token_index: bytes
    id: str
    account: int | None
    stage: str
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    step_up_until: datetime | None
    by_provider: int


async def account_by(connection: AsyncConnection, which: int | str, *, locked: bool = False) -> Account | None:
    """The account of this number or user name; `locked` lets nobody change it until the transaction ends."""
    query = select(accounts).where(accounts.c.id == which if isinstance(which, int) else accounts.c.user == which)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else Account(**row._mapping)  # noqa: SLF001 (the documented name of SQLAlchemy)


async def add_account(connection: AsyncConnection, values: dict[str, Any]) -> int:
    """Write a new account; its number."""
    made = await connection.execute(insert(accounts).values(values))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


async def put_account(connection: AsyncConnection, account: int, **values: Any) -> None:
    """Change these columns."""
    await connection.execute(update(accounts).where(accounts.c.id == account).values(values))


async def grants_by(connection: AsyncConnection, numbers: Iterable[int]) -> dict[int, frozenset[Grant]]:
    """The roles of these accounts."""
    found: dict[int, set[Grant]] = {number: set() for number in numbers}
    for row in await connection.execute(select(grants).where(grants.c.account.in_(found))):
        found[row.account].add(Grant(Role(row.role), row.office))
    return {number: frozenset(held) for number, held in found.items()}


async def put_grants(connection: AsyncConnection, account: int, held: Iterable[Grant]) -> None:
    """These roles and no others."""
    await connection.execute(delete(grants).where(grants.c.account == account))
    rows = [{"account": account, "role": grant.role.value, "office": grant.office} for grant in held]
    if rows:
        await connection.execute(insert(grants), rows)


async def find_accounts(connection: AsyncConnection, search: str, *, limit: int) -> Sequence[Account]:
    """Accounts whose user name or name holds these letters; all for none."""
    query = select(accounts).order_by(accounts.c.user).limit(limit)
    if search:
        like = search.lower()
        query = query.where(
            or_(
                accounts.c.user.contains(like, autoescape=True),
                func.lower(accounts.c.name).contains(like, autoescape=True),
            )
        )
    return [Account(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001


async def names_of(connection: AsyncConnection, numbers: Iterable[int]) -> dict[int, str]:
    """User names by number."""
    found = await connection.execute(select(accounts.c.id, accounts.c.user).where(accounts.c.id.in_(set(numbers))))
    return {row.id: row.user for row in found}


async def titles_of(connection: AsyncConnection, numbers: Iterable[int]) -> dict[int, str]:
    """Names by number, as they stand under decisions."""
    found = await connection.execute(select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(set(numbers))))
    return {row.id: row.name for row in found}


async def add_session(connection: AsyncConnection, row: SessionRow) -> None:
    """Write a session."""
    values = {name: getattr(row, name) for name in SessionRow.__dataclass_fields__}
    await connection.execute(insert(sessions).values(values))


async def session_by(connection: AsyncConnection, token_index: bytes, *, locked: bool = False) -> SessionRow | None:
    """The session of this token."""
    query = select(sessions).where(sessions.c.token_index == token_index)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else SessionRow(**row._mapping)  # noqa: SLF001


async def put_session(connection: AsyncConnection, token_index: bytes, **values: Any) -> None:
    """Change these columns."""
    await connection.execute(update(sessions).where(sessions.c.token_index == token_index).values(values))


async def sessions_of(
    connection: AsyncConnection, account: int, *, seen_after: datetime, now: datetime
) -> Sequence[SessionRow]:
    """Sessions that are in and alive, newest first."""
    alive = and_(_in(account), sessions.c.ends_at > now, sessions.c.seen_at > seen_after)
    found = await connection.execute(select(sessions).where(alive).order_by(sessions.c.created_at.desc()))
    return [SessionRow(**row._mapping) for row in found]  # noqa: SLF001


async def end_sessions(
    connection: AsyncConnection, account: int, *, only: str | None = None, but: bytes | None = None
) -> int:
    """End the sessions of an account: all, `only` the one of this id, or all `but` the one of this token."""
    which = sessions.c.account == account
    if only is not None:
        which = and_(which, sessions.c.id == only)
    if but is not None:
        which = and_(which, sessions.c.token_index != but)
    return (await connection.execute(delete(sessions).where(which))).rowcount


async def drop_session(connection: AsyncConnection, token_index: bytes) -> None:
    """End the session of this token."""
    await connection.execute(delete(sessions).where(sessions.c.token_index == token_index))


def _in(account: int) -> ColumnElement[bool]:
    return and_(sessions.c.account == account, sessions.c.stage == "in")
