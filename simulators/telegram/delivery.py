"""How do updates get to the bots' webhooks? Parallel posting with redelivery, duplicates and reordering."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp

from simulators.telegram.bots import Bot, Webhook
from simulators.telegram.dispatch import Dispatcher
from simulators.telegram.faults import FaultKind
from simulators.telegram.fields import read_fields
from simulators.telegram.lanes import Lanes
from simulators.telegram.refusals import Refused
from simulators.telegram.updates import LIFETIME, Update
from simulators.telegram.world import TelegramWorld

log = logging.getLogger(__name__)

FIRST_DELAY = 0.2  # seconds until the first repetition; doubles up to the longest
LONGEST_DELAY = 5.0
REORDER_WAIT = 0.5
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookDeliverer:
    """Keeps one set of workers for every bot that has a webhook."""

    def __init__(self, world: TelegramWorld, dispatcher: Dispatcher, *, answer_timeout: float = 60.0) -> None:
        self._world = world
        self._dispatcher = dispatcher
        self._answer_timeout = answer_timeout
        self._routes: dict[int, _Route] = {}
        self._supervisor: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Begins to deliver, with what was left undelivered first."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=self._answer_timeout)
        )
        self._world.updates.on_new = self._on_new
        self._supervisor = asyncio.create_task(self._supervise(self._session))

    async def stop(self) -> None:
        """Ends every delivery; what was under way comes again after the next start."""
        self._world.updates.on_new = None
        if self._supervisor is not None:
            self._supervisor.cancel()
            await asyncio.gather(self._supervisor, return_exceptions=True)
        for route in self._routes.values():
            await route.stop()
        self._routes.clear()
        if self._session is not None:
            await self._session.close()

    def _on_new(self, bot_id: int, chat_id: int, update_id: int) -> None:
        route = self._routes.get(bot_id)
        if route is not None:
            route.lanes.add(chat_id, update_id)

    async def _supervise(self, session: aiohttp.ClientSession) -> None:
        while True:
            changed = self._changed()
            if not changed:
                await self._world.signals.wait("webhooks", 3600)
                continue
            for bot in changed:
                old = self._routes.pop(bot.id, None)
                if old is not None:
                    await old.stop()
                if bot.webhook is not None:
                    self._routes[bot.id] = _Route(self._world, self._dispatcher, session, bot, bot.webhook)

    def _changed(self) -> list[Bot]:
        def running(bot: Bot) -> Webhook | None:
            route = self._routes.get(bot.id)
            return route.webhook if route else None

        return [bot for bot in self._world.bots.all() if running(bot) != bot.webhook]


class _Route:
    """The delivery to one webhook."""

    def __init__(
        self, world: TelegramWorld, dispatcher: Dispatcher, session: aiohttp.ClientSession, bot: Bot, webhook: Webhook
    ) -> None:
        self.webhook = webhook
        self.lanes = Lanes()
        self._world, self._dispatcher, self._session, self._bot_id = world, dispatcher, session, bot.id
        self._headers = {"Content-Type": "application/json"}
        if webhook.secret and world.manners.secret_header:
            self._headers[SECRET_HEADER] = webhook.secret
        self._reordered: set[int] = set()
        for update in world.updates.pending(bot.id, limit=-1):
            self.lanes.add(update.chat_id, update.update_id)
        self._tasks = {asyncio.create_task(self._work()) for _ in range(webhook.max_connections)}

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            chat_id = await self.lanes.next_chat()
            update = self._world.updates.get(self._bot_id, self.lanes.head(chat_id))
            if update is None or update.state != "pending":
                self.lanes.pass_on(chat_id)
                continue
            if self._world.now() - update.created > LIFETIME:
                self._world.updates.expired(self._bot_id, update.update_id)
                self.lanes.pass_on(chat_id)
                continue
            await self._serve(chat_id, update)

    async def _serve(self, chat_id: int, update: Update) -> None:
        fault = None
        if update.update_id not in self._reordered:
            fault = self._world.faults.claim(bot_id=self._bot_id, chat_id=chat_id)
        kind = fault.kind if fault else None
        if fault is not None and kind is FaultKind.REORDER:
            self._reordered.add(update.update_id)
            if not self.lanes.let_overtake(chat_id):
                await asyncio.sleep(fault.delay or REORDER_WAIT)
                self.lanes.let_overtake(chat_id)
            self.lanes.retry_in(chat_id, 0)
            return
        if kind is FaultKind.PARALLEL:
            self._in_background(self._insist(update))
            self.lanes.pass_on(chat_id)
            return
        if fault is not None and kind is FaultKind.DUPLICATE:
            self._in_background(self._again(update, 0.0 if fault.together else fault.delay or FIRST_DELAY))
        if await self._deliver(update, lose=kind is FaultKind.LOSE):
            self.lanes.pass_on(chat_id)
        else:
            self.lanes.retry_in(chat_id, _delay(update.attempts))

    async def _again(self, update: Update, delay: float) -> None:
        await asyncio.sleep(delay)
        await self._post(update)

    async def _insist(self, update: Update) -> None:
        attempts = update.attempts
        while not await self._deliver(update, lose=False):
            await asyncio.sleep(_delay(attempts))
            attempts += 1

    async def _deliver(self, update: Update, *, lose: bool) -> bool:
        error, content_type, body = await self._post(update)
        if lose and error is None:
            error = "Read timeout expired"
        if error is not None:
            with self._world.database.transaction():
                self._world.updates.failed(self._bot_id, update.update_id, error)
                self._world.database.run(
                    "INSERT OR REPLACE INTO settings VALUES (?, ?)",
                    f"webhook_error:{self._bot_id}",
                    f"{int(self._world.now())} {error}",
                )
            return False
        self._world.updates.delivered(self._bot_id, update.update_id)
        if body and self._world.manners.webhook_replies:
            await self._perform_reply(content_type, body)
        return True

    async def _post(self, update: Update) -> tuple[str | None, str, bytes]:
        """What went wrong (None: nothing), and content type and body of the answer."""
        data = json.dumps(update.body(), ensure_ascii=False).encode()
        try:
            async with self._session.post(self.webhook.url, data=data, headers=self._headers) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    return None, answer.headers.get("Content-Type", ""), body
                return f"Wrong response from the webhook: {answer.status} {answer.reason}", "", b""
        except TimeoutError:
            return "Read timeout expired", "", b""
        except aiohttp.ClientConnectorError:
            return "Connection refused", "", b""
        except aiohttp.ClientError:
            return "Connection reset by peer", "", b""

    async def _perform_reply(self, content_type: str, body: bytes) -> None:
        """A webhook's answer may hold one method; its outcome is known to nobody but the ledger."""
        if not content_type.startswith(("application/json", "multipart/", "application/x-www-form-urlencoded")):
            return
        if content_type.startswith("application/json") and not body.lstrip().startswith(b"{"):
            return
        bot = self._world.bots.get(self._bot_id)
        try:
            fields, uploads = await read_fields(query="", content_type=content_type, body=body)
        except Refused:
            log.info("the answer of a webhook could not be read")
            return
        method = fields.pop("method", None)
        if bot is not None and isinstance(method, str):
            await self._dispatcher.perform(bot, method, fields, uploads, via="webhook")

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _delay(attempts: int) -> float:
    return float(min(FIRST_DELAY * 2 ** min(attempts, 10), LONGEST_DELAY))
