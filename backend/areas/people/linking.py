"""How does a chat become somebody's, and stop being it? Every link and every end is told by SMS [I3]."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.repository import LinkRow, active_link, active_links_of, add_link, end_link, prove_link
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.people import Revoked
from backend.kit.outbox import Lane, Outbox, OutgoingMessage


async def link_chat(
    connection: AsyncConnection, *, person: int, caller: Caller, outbox: Outbox, now: datetime
) -> LinkRow:
    """The link of this chat to this person: the one that is there, proved again, or a new one.

    A chat that was somebody else's stops being theirs, and they are told.
    """
    before = await active_link(connection, caller, locked=True)
    if before is not None and before.person == person:
        await prove_link(connection, before.id, locale=caller.locale, now=now)
        return before
    if before is not None:
        await end_link(connection, before.id, now=now)
        await outbox.add(connection, _told("link-ended", before, now))
    link = LinkRow(
        id=secrets.token_urlsafe(12),
        person=person,
        channel=caller.channel,
        bot=caller.bot,
        chat=caller.chat,
        locale=caller.locale,
        since=now,
        proved_at=now,
        revoked_at=None,
    )
    await add_link(connection, link)
    await outbox.add(connection, _told("link-new", link, now))
    return link


async def unlink_chat(
    connection: AsyncConnection, link: str, *, caller: Caller, outbox: Outbox, now: datetime
) -> Revoked:
    """End one linked chat of the person who asks. Raises Refused: not-identified, link-unknown."""
    own = await active_link(connection, caller)
    if own is None:
        raise Refused("not-identified")
    mine = {row.id: row for row in await active_links_of(connection, own.person)}
    if link not in mine or not await end_link(connection, link, now=now):
        raise Refused("link-unknown")
    await outbox.add(connection, _told("link-ended", mine[link], now))
    return Revoked(link=link)


def _told(kind: str, link: LinkRow, now: datetime) -> OutgoingMessage:
    return OutgoingMessage(
        kind=kind,
        lane=Lane.REPLIES,
        person=link.person,
        values={"channel": link.channel, "at": now.isoformat()},
        locale=link.locale,
        dedup=f"{kind}:{link.id}",
    )
