"""What does an area hand over when somebody must be told? One message, written in the transaction of its cause [N1]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


class Lane(StrEnum):
    """Who overtakes whom on the way out: a one-time code never waits behind anything else [B6]."""

    CODES = "codes"
    REPLIES = "replies"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """Something to tell one person, not yet in words.

    `kind` names the text (`sms-<kind>`): "code", "link-new", "link-ended", "slip-issued", "payment-received", …
    An SMS goes to `mobile` ("09…") where it is given, else to the mobile on file of `person`, else to nobody.
    `chats` also shows it in every linked chat of `person`, as the event `topic` about `ref`; `sms` False leaves the SMS out.
    `values` may hold secrets and personal data: the outbox seals them. Dates are ISO text, months "1405-08", money
    integer rial. Two messages with the same `dedup` are one.
    """

    kind: str
    lane: Lane = Lane.REPLIES
    person: int | None = None
    mobile: str | None = field(default=None, repr=False)
    chats: bool = False
    sms: bool = True
    values: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    locale: str = "fa"
    dedup: str | None = None
    topic: str | None = None
    ref: str | None = None


class Outbox(Protocol):
    """Keeps messages until a worker sends them."""

    async def add(self, connection: AsyncConnection, message: OutgoingMessage) -> int:
        """Write the message in this transaction and give its number; for a `dedup` already there, that one's number."""
        ...
