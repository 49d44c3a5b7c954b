"""What does identification read and write? Challenges and links, each query named for what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.tables import challenges, links
from backend.contract.caller import Caller
from backend.kit.links import LinkedChat

NEW_MOBILE = "people_challenges.mobile"
"""Place of the sealed number that is not on file yet."""


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """One challenge; `person` is None in a decoy. Moments are aware UTC."""

    id: str
    person: int | None
    chat_index: bytes
    national_id_index: bytes
    mobile_index: bytes
    code_index: bytes
    digits: int
    sends: int
    started_at: datetime
    expires_at: datetime
    resend_at: datetime
    closed: bool
    mobile_sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One linked chat, active while `revoked_at` is None."""

    id: str
    person: int
    channel: str
    bot: str
    chat: str
    locale: str
    since: datetime
    proved_at: datetime
    revoked_at: datetime | None


async def starts_since(connection: AsyncConnection, column: str, subject: bytes, since: datetime) -> list[datetime]:
    """When challenges of this subject began after a moment, oldest first; `column` is one of the blind indexes."""
    which = and_(challenges.c[column] == subject, challenges.c.started_at > since)
    rows = await connection.scalars(select(challenges.c.started_at).where(which).order_by(challenges.c.started_at))
    return list(rows)


async def add_challenge(connection: AsyncConnection, row: ChallengeRow) -> None:
    """Write a challenge and close the earlier ones of the same chat."""
    earlier = and_(challenges.c.chat_index == row.chat_index, challenges.c.closed.is_(False))
    await connection.execute(update(challenges).where(earlier).values(closed=True))
    await connection.execute(insert(challenges).values(_challenge_values(row)))


async def challenge_of_chat(
    connection: AsyncConnection, challenge: str, chat_index: bytes, *, locked: bool = True
) -> ChallengeRow | None:
    """The challenge if it belongs to this chat; `locked` holds it until the transaction ends."""
    which = and_(challenges.c.id == challenge, challenges.c.chat_index == chat_index)
    query = select(challenges).where(which)
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else ChallengeRow(**row._mapping)  # noqa: SLF001 (the documented name of SQLAlchemy)


async def put_challenge(connection: AsyncConnection, row: ChallengeRow) -> None:
    """Write a changed challenge back."""
    await connection.execute(update(challenges).where(challenges.c.id == row.id).values(_challenge_values(row)))


async def close_challenges_of(connection: AsyncConnection, person: int) -> None:
    """Codes that were sent to a number which is no longer on file open nothing."""
    which = and_(challenges.c.person == person, challenges.c.closed.is_(False))
    await connection.execute(update(challenges).where(which).values(closed=True))


async def active_link(connection: AsyncConnection, caller: Caller, *, locked: bool = False) -> LinkRow | None:
    """The link of this chat that holds now; `locked` lets nobody end it until the transaction does."""
    query = select(links).where(_active_in(caller))
    row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
    return None if row is None else _link(row)


async def active_links_of(connection: AsyncConnection, person: int) -> Sequence[LinkRow]:
    """All linked chats of a person, newest first."""
    which = and_(links.c.person == person, links.c.revoked_at.is_(None))
    rows = await connection.execute(select(links).where(which).order_by(links.c.since.desc(), links.c.id))
    return [_link(row) for row in rows]


async def add_link(connection: AsyncConnection, row: LinkRow) -> None:
    """Write a new link."""
    values = {name: getattr(row, name) for name in LinkRow.__dataclass_fields__}
    await connection.execute(insert(links).values(values))


async def prove_link(connection: AsyncConnection, link: str, *, locale: str, now: datetime) -> None:
    """A right code came again from a chat that is linked already."""
    await connection.execute(update(links).where(links.c.id == link).values(proved_at=now, locale=locale))


async def end_link(connection: AsyncConnection, link: str, *, now: datetime) -> bool:
    """End a link; False where it had ended already."""
    active = and_(links.c.id == link, links.c.revoked_at.is_(None))
    done = await connection.execute(update(links).where(active).values(revoked_at=now))
    return done.rowcount == 1


async def set_language(connection: AsyncConnection, caller: Caller, locale: str) -> None:
    """Language of this chat, where it is linked."""
    await connection.execute(update(links).where(_active_in(caller)).values(locale=locale))


class LinkRecords:
    """The link directory on our own tables; see `backend.kit.links.LinkDirectory`."""

    async def person_of(self, connection: AsyncConnection, caller: Caller) -> int | None:
        link = await active_link(connection, caller)
        return None if link is None else link.person

    async def chats_of(self, connection: AsyncConnection, person: int) -> Sequence[LinkedChat]:
        rows = await active_links_of(connection, person)
        return [LinkedChat(channel=row.channel, bot=row.bot, chat=row.chat, locale=row.locale) for row in rows]

    async def last_proof(self, connection: AsyncConnection, caller: Caller) -> datetime | None:
        link = await active_link(connection, caller)
        return None if link is None else link.proved_at


def _active_in(caller: Caller) -> ColumnElement[bool]:
    return and_(
        links.c.channel == caller.channel,
        links.c.bot == caller.bot,
        links.c.chat == caller.chat,
        links.c.revoked_at.is_(None),
    )


def _challenge_values(row: ChallengeRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in ChallengeRow.__dataclass_fields__}


def _link(row: Row[tuple[object, ...]]) -> LinkRow:
    return LinkRow(**row._mapping)  # noqa: SLF001 (the documented name of SQLAlchemy)
