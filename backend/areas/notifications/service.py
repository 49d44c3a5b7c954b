"""How does a change tell somebody? It adds a message in its own transaction; both stand or fall together [N1]."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.numbers import MessageNumbers
from backend.areas.notifications.repository import add_message, number_of
from backend.areas.notifications.states import Channel, MessageState
from backend.kit.clock import Clock
from backend.kit.links import LinkDirectory
from backend.kit.outbox import Lane, OutgoingMessage
from backend.kit.vault import Vault
from backend.registers.ports import PeopleRegister
from backend.work.port import WorkEngine

DELIVER = "outbox.deliver"
"""Name of the work: deliver message `id`."""

TO, VALUES, DEDUP = "outbox_messages.to", "outbox_messages.values", "outbox_messages.dedup"
"""Places of the sealed columns."""

CODE_LIFETIME = timedelta(minutes=5)
"""How long a code is worth sending when its message does not say `minutes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxService:
    """The outbox as the areas see it (`backend.kit.outbox.Outbox`)."""

    vault: Vault
    clock: Clock
    engine: WorkEngine
    people: PeopleRegister
    links: LinkDirectory
    numbers: Callable[[], int]

    @classmethod
    def over(
        cls, *, vault: Vault, clock: Clock, engine: WorkEngine, people: PeopleRegister, links: LinkDirectory
    ) -> OutboxService:
        """The service with numbers made from the clock."""
        return cls(vault=vault, clock=clock, engine=engine, people=people, links=links, numbers=MessageNumbers(clock))

    async def add(self, connection: AsyncConnection, message: OutgoingMessage) -> int:
        """Write the SMS if `sms`, one row more for each linked chat if `chats`, and the work; the number of the SMS, else 0.

        Without a mobile the SMS is written as skipped, with the reason, so that nobody wonders later.
        """
        number = 0
        if message.sms:
            mobile = message.mobile or await self._mobile_on_file(connection, message.person)
            number = await self._add_row(connection, message, Channel.SMS, to=mobile, locale=message.locale)
        if message.chats and message.person is not None:
            for chat in await self.links.chats_of(connection, message.person):
                to = json.dumps([chat.channel, chat.bot, chat.chat])
                await self._add_row(connection, message, Channel.CHAT, to=to, locale=chat.locale)
        return number

    async def _mobile_on_file(self, connection: AsyncConnection, person: int | None) -> str | None:
        found = None if person is None else await self.people.by_id(connection, person)
        return None if found is None else found.mobile

    async def _add_row(
        self, connection: AsyncConnection, message: OutgoingMessage, channel: Channel, *, to: str | None, locale: str
    ) -> int:
        values = self._values(message, channel, to=to, locale=locale)
        dedup = values["dedup"]
        while True:
            number = self.numbers()
            if await add_message(connection, values | {"id": number}):
                break
            known = None if dedup is None else await number_of(connection, dedup)
            if known is not None:
                return known
        if values["state"] == MessageState.QUEUED:
            await self.engine.enqueue(connection, DELIVER, {"id": number}, lane=message.lane)
        return number

    def _values(self, message: OutgoingMessage, channel: Channel, *, to: str | None, locale: str) -> dict[str, Any]:
        now = self.clock.now()
        values: dict[str, Any] = {
            "kind": message.kind,
            "lane": message.lane,
            "channel": channel,
            "person": message.person,
            "to_sealed": None,
            "values_sealed": None,
            "locale": locale,
            "topic": message.topic,
            "ref": message.ref,
            "dedup": self._dedup(message, channel, to),
            "tries": 0,
            "in_doubt": False,
            "next_at": now,
            "nudged_at": now,
            "created_at": now,
        }
        if to is None:
            return values | {"state": MessageState.SKIPPED, "reason": "no-mobile", "ended_at": now}
        return values | {
            "state": MessageState.QUEUED,
            "to_sealed": self.vault.seal(to, TO),
            "values_sealed": self.vault.seal(json.dumps(dict(message.values), ensure_ascii=False), VALUES),
            "expires_at": _expiry(message.lane, message.values, now),
        }

    def _dedup(self, message: OutgoingMessage, channel: Channel, to: str | None) -> bytes | None:
        if message.dedup is None:
            return None
        way = to if channel is Channel.CHAT else ""
        return self.vault.index(f"{message.dedup}\0{channel}\0{way}", DEDUP)


def _expiry(lane: Lane, values: Mapping[str, str | int], now: datetime) -> datetime | None:
    """Until when a code is worth sending: its `minutes`, counted from now. Other messages are never too late."""
    if lane is not Lane.CODES:
        return None
    minutes = values.get("minutes")
    return now + (timedelta(minutes=minutes) if isinstance(minutes, int) else CODE_LIFETIME)
