"""Who is behind a chat, and which chats belong to a person? The question every area asks; people answers it [I3]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.contract.caller import Caller
from backend.contract.outcome import Refused


@dataclass(frozen=True, slots=True)
class LinkedChat:
    """One chat that is linked to a person now."""

    channel: str
    bot: str
    chat: str
    locale: str


class LinkDirectory(Protocol):
    """Active links only: a revoked one is as if it had never been."""

    async def person_of(self, connection: AsyncConnection, caller: Caller) -> int | None:
        """The person of this chat, or None."""
        ...

    async def chats_of(self, connection: AsyncConnection, person: int) -> Sequence[LinkedChat]:
        """All chats of this person, newest first."""
        ...

    async def last_proof(self, connection: AsyncConnection, caller: Caller) -> datetime | None:
        """When this chat last gave a right one-time code (aware UTC), for acts that ask for a fresh one [I4]."""
        ...


class KnowsChats:
    """What the surroundings of an area know of the chat that asks, over their own `links`."""

    __slots__ = ()
    links: LinkDirectory

    async def person(self, connection: AsyncConnection, caller: Caller) -> int:
        """The person linked to the caller's chat. Raises Refused("not-identified")."""
        person = await self.links.person_of(connection, caller)
        if person is None:
            raise Refused("not-identified")
        return person

    async def language(self, connection: AsyncConnection, person: int) -> str:
        """That of the person's newest chat; Persian where there is none."""
        chats = await self.links.chats_of(connection, person)
        return chats[0].locale if chats else "fa"
