"""Did it arrive? Reports of the provider come in as call-backs, and what was not reported is asked for.

A call-back carries no signature: a secret in the path guards it, it only moves a message forward, and an unknown
number changes nothing and is answered like any other (channels.md 1.3). It is answered once it is written down; what
it changes is work of its own, behind everything that goes out.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.reports import drop_report, keep_reports, read_report, reports_before
from backend.areas.notifications.standings import (
    SentSms,
    ask_later,
    close_older,
    move,
    on_its_way,
    to_be_asked,
)
from backend.areas.notifications.states import MessageState
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.port import Args, WorkEngine
from backend.work.schedule import Every
from sms.providers.port import MessageStatus, ProviderFault, SmsProvider
from sms.providers.statuses import MESSAGE_STATUSES, NO_SUCH_MESSAGE, Standing, moves_forward

log = logging.getLogger(__name__)

POLL, REPORT, REPORTS = "sms.poll", "sms.report", "sms.reports"
_LARGEST_BODY = 65_536
_STATES: Mapping[Standing, MessageState] = MappingProxyType(
    {
        Standing.ON_ITS_WAY: MessageState.SENT,
        Standing.DELIVERED: MessageState.DELIVERED,
        Standing.FAILED: MessageState.FAILED,
        Standing.UNKNOWN: MessageState.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """What happened to messages after the provider took them.

    `answers_for` is how far back the provider answers (48 hours); older ones end as unknown. A number that it does
    not know counts only after `settles`: a message may be taken before it can be asked for.
    """

    database: Database
    clock: Clock
    engine: WorkEngine
    provider: SmsProvider
    answers_for: timedelta = timedelta(hours=48)
    settles: timedelta = timedelta(minutes=10)
    forgotten: timedelta = timedelta(minutes=10)
    batch: int = 500

    async def keep(self, said: Iterable[tuple[str, int]]) -> None:
        """Write reports down, and the work of dealing with them."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            for number in await keep_reports(connection, said, now):
                await self._ask(connection, number, now)

    async def deal_with(self, args: Args) -> None:
        """Do what report `id` says; safe to repeat."""
        number = int(args["id"])
        async with self.database.begin() as connection:
            said = await read_report(connection, number)
        if said is None:
            return
        await self.note(*said)
        async with self.database.begin() as connection:
            await drop_report(connection, number)

    async def sweep(self, _args: Args) -> None:
        """Tell a worker again of reports that lie about: their work was lost with a restored database."""
        async with self.database.begin() as connection:
            before = self.clock.now() - self.forgotten
            for number, at in await reports_before(connection, before, self.batch):
                await self._ask(connection, number, at)

    async def _ask(self, connection: AsyncConnection, number: int, at: datetime) -> None:
        """The same report is the same work: one that was set aside is not begun again by itself."""
        work = f"{REPORT}:{number}:{int(at.timestamp() * 1000)}"
        await self.engine.enqueue(connection, REPORT, {"id": number}, lane=Lane.BROADCAST, dedup=work)

    async def note(self, provider_id: str, status: int) -> bool:
        """Write down a report; True when it was news."""
        async with self.database.begin() as connection:
            sms = await on_its_way(connection, provider_id)
            if sms is None or not moves_forward(sms.status, status):
                return False
            state = _STATES[MESSAGE_STATUSES[status].standing]
            return await move(connection, sms, status=status, state=state, now=self.clock.now())

    async def poll(self, _args: Args) -> None:
        """Ask for messages that nobody reported on, seldomer as they get older, and close what is too old to ask."""
        now = self.clock.now()
        async with self.database.begin() as connection:
            closed = await close_older(connection, sent_before=now - self.answers_for, now=now)
            asked = await to_be_asked(connection, now=now, limit=self.batch)
        if closed:
            log.warning("messages closed without a report", extra={"count": closed})
        if not asked:
            return
        try:
            answers = await self.provider.status([sms.provider_id for sms in asked])
        except ProviderFault as fault:
            log.warning("message states not answered", extra={"action": fault.action.value, "code": fault.code})
            answers = []
        for answer in answers:
            await self._take(answer, {sms.provider_id: sms for sms in asked}, now)
        async with self.database.begin() as connection:
            for sms in asked:
                await ask_later(connection, sms, now + max(timedelta(minutes=1), now - sms.sent_at))

    async def _take(self, answer: MessageStatus, asked: Mapping[str, SentSms], now: datetime) -> None:
        sms = asked.get(answer.provider_id or "")
        if sms is None or (answer.status == NO_SUCH_MESSAGE and now - sms.sent_at < self.settles):
            return
        await self.note(sms.provider_id, answer.status)


def register_receipts(engine: WorkEngine, receipts: Receipts) -> None:
    """Deal with reports, and ask for unreported messages again and again. Before the engine starts."""
    engine.register(REPORT, receipts.deal_with)
    engine.register(POLL, receipts.poll)
    engine.every(Every(20), POLL)
    engine.register(REPORTS, receipts.sweep)
    engine.every(Every(300), REPORTS)


def delivery_router(*, secret: str, receipts: Receipts) -> APIRouter:
    """`/sms/delivery/{secret}`, GET and POST: `messageid` and `status` in the query, a form, or JSON.

    404 for a wrong secret. 200 for everything else, or the provider would repeat what we can do nothing with.
    """
    router = APIRouter()

    @router.api_route("/sms/delivery/{given}", methods=["GET", "POST"], include_in_schema=False)
    async def take_report(given: str, request: Request) -> Response:
        if not hmac.compare_digest(given.encode(), secret.encode()):
            raise HTTPException(404)
        await receipts.keep(_reports(await _read(request)))
        return Response(status_code=200)

    return router


async def _read(request: Request) -> list[Mapping[str, Any]]:
    """Everything that a call says, whichever way it says it."""
    said: list[Mapping[str, Any]] = [dict(request.query_params)]
    if request.method != "POST":
        return said
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return said
    try:
        text = body.decode()
        if "json" not in request.headers.get("content-type", ""):
            return [*said, dict(parse_qsl(text, max_num_fields=50))]
        parts = json.loads(text)
    except (ValueError, RecursionError):
        log.warning("a delivery report that cannot be read")
        return said
    return said + [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]


def _reports(said: list[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """Number and status, where both can be read; a number is digits, a status at most three of them."""
    for part in said:
        plain = {name.lower(): str(value).strip() for name, value in part.items()}
        provider_id, status = plain.get("messageid", ""), plain.get("status", "")
        if provider_id.isascii() and provider_id.isdigit() and len(provider_id) <= 20:
            if status.isascii() and status.isdigit() and len(status) <= 3:
                yield provider_id, int(status)
            else:
                log.warning("a delivery report without a status")
