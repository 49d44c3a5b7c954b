"""How does one message leave? Claim it, carry it outside any transaction, write down what came of it.

A crash between the claim and the note leaves a message in doubt; whoever finds it next looks before sending again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.carrier import Carrier, OpenMessage, Outcome, Verdict
from backend.areas.notifications.holding import held
from backend.areas.notifications.pauses import lift, pause, paused
from backend.areas.notifications.repository import (
    MessageRow,
    claim,
    forgotten,
    message_by_id,
    note_attempt,
    postpone,
    put_down,
    renew_claim,
    void_claims,
)
from backend.areas.notifications.service import DELIVER, TO, VALUES
from backend.areas.notifications.states import Channel, MessageState
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.links import LinkDirectory
from backend.kit.outbox import Lane
from backend.kit.vault import Vault
from backend.work.port import Args, WorkEngine

log = logging.getLogger(__name__)

FIRST_QUESTION = timedelta(seconds=30)
"""So long a delivery report may take before the provider is asked."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a try may take, how often and how far apart messages are tried, and when a doubt is given up.

    `claim` is how long a worker that fell silent keeps its messages; one that lives renews its claim.
    """

    claim: timedelta = timedelta(seconds=20)
    one_try: timedelta = timedelta(seconds=100)
    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=5)
    tries: int = 15
    doubt: timedelta = timedelta(hours=12)
    told: timedelta = timedelta(minutes=5)

    def after(self, tries: int) -> timedelta:
        """The pause after so many tries."""
        return min(self.first * (1 << min(tries - 1, 20)), self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The worker behind the outbox. One `carrier` for each channel; `jitter` gives 0.0–1.0.

    With `links`, nothing is shown in a chat that is no longer its person's when the message leaves.
    """

    database: Database
    vault: Vault
    clock: Clock
    engine: WorkEngine
    carriers: Mapping[Channel, Carrier]
    links: LinkDirectory | None = None
    patience: Patience = Patience()
    jitter: Callable[[], float] = random.random

    async def deliver(self, args: Args) -> None:
        """Do what can be done about message `id` now; safe to repeat."""
        token = uuid4().hex
        row = await self._claim(int(args["id"]), token)
        if row is None:
            return
        message = self._open(row)
        async with held(partial(self._renew, row.id, token), every=self.patience.claim / 4):
            outcome = (
                _too_late(message) or await self._not_theirs(row, message) or await self._carry(row.channel, message)
            )
        async with self.database.begin() as connection:
            if await self._put_down(connection, row, outcome, token):
                code, note = outcome.code, outcome.reason or None
                now = self.clock.now()
                await note_attempt(connection, row.id, at=now, outcome=outcome.verdict, code=code, note=note)

    async def sweep(self, _args: Args) -> None:
        """Tell a worker again of messages that everybody forgot; there are none unless something went badly wrong."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            for number, lane in await forgotten(connection, now=now, told_before=now - self.patience.told, limit=500):
                await self.engine.enqueue(connection, DELIVER, {"id": number}, lane=lane)

    async def void_claims(self) -> None:
        """This is the only process: what a dead one was sending is free at once. Before the engine starts."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            count = await void_claims(connection, now=now, long_ago=now - timedelta(days=1))
        if count:
            log.warning("messages were being sent when the last process ended", extra={"count": count})

    async def _claim(self, number: int, token: str) -> MessageRow | None:
        now = self.clock.now()
        async with self.database.begin() as connection:
            row = await message_by_id(connection, number)
            if row is None:
                return None
            stands = await paused(connection, row.channel)
            if row.state is MessageState.QUEUED and stands is not None and stands.until > now:
                await self._come_back(connection, row, stands.until + self._spread(timedelta(seconds=2)))
                return None
            claimed = await claim(connection, number, token=token, now=now, until=now + self.patience.claim)
            if claimed is None and row.state is MessageState.SENDING and row.claimed_until is not None:
                wait = row.claimed_until - now + timedelta(seconds=1)
                await self.engine.enqueue(connection, DELIVER, {"id": number}, lane=row.lane, delay=wait)
            return claimed

    async def _renew(self, number: int, token: str) -> None:
        async with self.database.begin() as connection:
            await renew_claim(connection, number, token=token, until=self.clock.now() + self.patience.claim)

    def _open(self, row: MessageRow) -> OpenMessage:
        now = self.clock.now()
        first = row.first_try_at or now
        return OpenMessage(
            id=row.id,
            kind=row.kind,
            lane=row.lane,
            to=self.vault.open(row.to_sealed or b"", TO),
            values=json.loads(self.vault.open(row.values_sealed or b"", VALUES)),
            locale=row.locale,
            topic=row.topic,
            ref=row.ref,
            tries=row.tries,
            in_doubt=row.in_doubt,
            late=(row.expires_at is not None and row.expires_at <= now)
            or (row.in_doubt and now - first > self.patience.doubt),
            first_try_at=first,
        )

    async def _not_theirs(self, row: MessageRow, message: OpenMessage) -> Outcome | None:
        """A chat that was revoked, or became somebody else's, after the message was written is told nothing [I3]."""
        if self.links is None or row.channel is not Channel.CHAT or row.person is None:
            return None
        async with self.database.begin() as connection:
            chats = await self.links.chats_of(connection, row.person)
        if tuple(json.loads(message.to)) in {(chat.channel, chat.bot, chat.chat) for chat in chats}:
            return None
        return Outcome(Verdict.SKIPPED, reason="link-ended")

    async def _carry(self, channel: Channel, message: OpenMessage) -> Outcome:
        try:
            async with asyncio.timeout(self.patience.one_try.total_seconds()):
                return await self.carriers[channel].carry(message)
        except Exception as problem:  # noqa: BLE001 — the message must not be lost whatever a carrier raises
            log.warning("a try failed unforeseen", extra={"number": message.id, "error": type(problem).__name__})
            return Outcome(Verdict.AGAIN, reason="unforeseen", in_doubt=True)

    async def _put_down(self, connection: AsyncConnection, row: MessageRow, outcome: Outcome, token: str) -> bool:
        now = self.clock.now()
        if outcome.verdict is Verdict.PAUSE:
            return await self._stand_still(connection, row, outcome, token)
        if outcome.verdict is Verdict.AGAIN and row.tries < self.patience.tries:
            wait = outcome.wait or self.patience.after(row.tries)
            at = now + wait + self._spread(wait / 4)
            return await self._try_again(connection, row, outcome, token=token, at=at)
        values = _ending(row, outcome, now)
        held = await put_down(connection, row.id, token=token, values=values)
        if held and outcome.verdict is Verdict.SENT:
            await lift(connection, row.channel)
        if values["state"] in {MessageState.FAILED, MessageState.UNKNOWN}:
            extra = {"number": row.id, "kind": row.kind, "reason": values["reason"], "code": outcome.code}
            log.error("a message could not be sent", extra=extra)
        return held

    async def _stand_still(self, connection: AsyncConnection, row: MessageRow, outcome: Outcome, token: str) -> bool:
        now = self.clock.now()
        span = outcome.wait or timedelta(minutes=1)
        made, new = await pause(connection, row.channel, now=now, span=span, reason=outcome.reason, code=outcome.code)
        if new:
            extra = {"channel": row.channel.value, "reason": made.reason, "code": made.code, "strikes": made.strikes}
            log.error("a channel stands still", extra=extra)
        at = made.until + self._spread(timedelta(seconds=2))
        return await self._try_again(connection, row, outcome, token=token, at=at)

    async def _try_again(
        self, connection: AsyncConnection, row: MessageRow, outcome: Outcome, *, token: str, at: datetime
    ) -> bool:
        used = outcome.counts and outcome.verdict is Verdict.AGAIN
        values: dict[str, Any] = {
            "state": MessageState.QUEUED,
            "reason": outcome.reason or None,
            "in_doubt": outcome.in_doubt or (row.in_doubt and outcome.verdict is Verdict.PAUSE),
            "next_at": at,
            "nudged_at": at,
            "tries": row.tries if used else row.tries - 1,
        }
        if not await put_down(connection, row.id, token=token, values=values):
            return False
        wait = at - self.clock.now()
        await self.engine.enqueue(connection, DELIVER, {"id": row.id}, lane=row.lane, delay=wait)
        return True

    async def _come_back(self, connection: AsyncConnection, row: MessageRow, at: datetime) -> None:
        await postpone(connection, row.id, at)
        wait = at - self.clock.now()
        await self.engine.enqueue(connection, DELIVER, {"id": row.id}, lane=row.lane, delay=wait)

    def _spread(self, span: timedelta) -> timedelta:
        return span * self.jitter()


def _too_late(message: OpenMessage) -> Outcome | None:
    """A code nobody waits for any more is not sent; one that may have left is still looked for."""
    return Outcome(Verdict.SKIPPED, reason="expired") if message.late and not message.in_doubt else None


def _ending(row: MessageRow, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """The last values of a message, or for an SMS that was sent, all but its delivery.

    The values of a code are wiped at once: nobody needs them any more.
    """
    gave_up = outcome.verdict is Verdict.AGAIN
    state = MessageState.FAILED if gave_up else MessageState(outcome.verdict.value)
    if gave_up and outcome.in_doubt:
        state = MessageState.UNKNOWN
    values: dict[str, Any] = {
        "state": state,
        "reason": ("gave-up" if gave_up else outcome.reason) or None,
        "in_doubt": state is MessageState.UNKNOWN,
        "provider_id": outcome.provider_id,
        "provider_status": outcome.provider_status,
        "parts": outcome.parts,
        "cost": outcome.cost,
    }
    if state is MessageState.SENT:
        values |= {"sent_at": now, "ask_at": now + FIRST_QUESTION}
    if state is not MessageState.SENT or row.channel is Channel.CHAT:
        values["ended_at"] = now
    if row.lane is Lane.CODES:
        values["values_sealed"] = None
    return values
