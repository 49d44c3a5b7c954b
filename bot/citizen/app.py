"""How do updates come in? By webhook or polling, each one acknowledged only when its effect is written."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from typing import Protocol

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import BotCommand, Message, Update
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from bot.citizen.faults import Action, classify
from bot.citizen.sender import NotDelivered, Reachability, Sender
from bot.citizen.updates import chat_of, read_update
from conversations.engine.book import Book
from conversations.engine.chat import ChatKey
from conversations.ports import Clock, Deliver
from conversations.runner import Runner

log = structlog.get_logger(__name__)
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
WEBHOOK_PATH = "/telegram/webhook"


class Unreadable(Protocol):
    """Keeps updates that are no updates, for staff to see."""

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        """Keep the body, sealed."""
        ...


class CitizenBot:
    """One bot token: what comes in goes to the runner, what goes out through the sender."""

    def __init__(
        self,
        *,
        bot: Bot,
        channel: str,
        runner: Runner,
        sender: Sender,
        reachability: Reachability,
        unreadable: Unreadable,
        book: Book,
        clock: Clock,
        secret: str = "",
    ) -> None:
        self._bot = bot
        self._channel = channel
        self._runner = runner
        self._sender = sender
        self._reachability = reachability
        self._unreadable = unreadable
        self._book = book
        self._clock = clock
        self._secret = secret
        self._polling: asyncio.Task[None] | None = None

    def router(self) -> APIRouter:
        """The webhook. 401 for a wrong secret, 200 when the update is dealt with, 503 when it must come again."""
        router = APIRouter()

        @router.post(WEBHOOK_PATH, include_in_schema=False)
        async def webhook(request: Request) -> Response:
            given = request.headers.get(_SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(), self._secret.encode()):
                return Response(status_code=401)
            body = await request.body()
            try:
                update = Update.model_validate_json(body, context={"bot": self._bot})
            except ValidationError:
                await self._unreadable.park_raw(self._channel, "", body)
                return Response()
            if not await self._take(update):
                return Response(status_code=503)
            query = update.callback_query
            if query is None:
                return Response()
            return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": query.id})

        return router

    async def start_webhook(self, public_url: str) -> None:
        """Tell Telegram where to deliver."""
        await self._bot.set_webhook(
            f"{public_url}{WEBHOOK_PATH}", secret_token=self._secret, allowed_updates=ALLOWED, max_connections=40
        )
        await self._introduce()

    async def start_polling(self) -> None:
        """Ask Telegram for updates until `stop`."""
        await self._bot.delete_webhook()
        await self._introduce()
        self._polling = asyncio.create_task(self._poll())

    async def stop(self) -> None:
        """End polling and close the connection to Telegram."""
        if self._polling is not None:
            self._polling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._polling
        await self._bot.session.close()

    def way_to(self, chat: ChatKey) -> Deliver:
        """The way to a chat for replies nobody asked for."""
        return self._sender.way_to(chat)

    async def _take(self, update: Update) -> bool:
        """Deal with one update; False when it must come again."""
        if update.my_chat_member is not None:
            await self._note_membership(update)
            return True
        envelope = read_update(update, channel=self._channel, bot=str(self._bot.id), now=self._clock.now())
        if envelope is None:
            return True
        query = update.callback_query
        pressed = query.message.message_id if query is not None and isinstance(query.message, Message) else None
        try:
            await self._runner.handle(envelope, self._sender.way_to(envelope.chat, pressed=pressed))
        except NotDelivered:
            log.warning("replies wait for telegram")
            return False
        except Exception as error:  # noqa: BLE001 — whatever it was, the update comes again
            log.error("update not dealt with", error=type(error).__name__)  # noqa: TRY400 — a traceback may hold personal data
            return False
        return True

    async def _note_membership(self, update: Update) -> None:
        change = update.my_chat_member
        if change is None or change.chat.type != "private":
            return
        reachable = change.new_chat_member.status not in {"kicked", "left"}
        chat = ChatKey(self._channel, str(self._bot.id), str(change.chat.id))
        await self._reachability.mark(chat, reachable=reachable)

    async def _introduce(self) -> None:
        """Command menus and the webhook's words, in every language; nothing depends on them."""
        for locale in self._book.locales:
            commands = [
                BotCommand(
                    command=command.name, description=self._book.texts.text(f"command-{command.name}", {}, locale)
                )
                for command in self._book.commands
                if command.listed
            ]
            language = None if locale == self._book.locales[0] else locale
            try:
                await self._bot.set_my_commands(commands, language_code=language)
            except TelegramAPIError as error:
                log.warning("commands not set", error=type(error).__name__)

    async def _poll(self) -> None:
        """Fetch, deal with the chats side by side and each chat in order, then confirm by the next offset."""
        offset: int | None = None
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=25, allowed_updates=ALLOWED, request_timeout=40
                )
            except Exception as error:  # noqa: BLE001 — classify raises what it does not know
                fault = classify(error)
                await asyncio.sleep(fault.seconds if fault.action is Action.WAIT else 1.0)
                continue
            if updates and await self._take_all(updates):
                offset = updates[-1].update_id + 1
            elif updates:
                await asyncio.sleep(1.0)

    async def _take_all(self, updates: list[Update]) -> bool:
        by_chat: dict[str, list[Update]] = {}
        for update in updates:
            by_chat.setdefault(chat_of(update) or "", []).append(update)
        taken = await asyncio.gather(*(self._take_in_order(chat) for chat in by_chat.values()))
        return all(taken)

    async def _take_in_order(self, updates: list[Update]) -> bool:
        for update in updates:
            if not await self._take(update):
                return False
            if update.callback_query is not None:
                with contextlib.suppress(TelegramAPIError):
                    await self._bot(AnswerCallbackQuery(callback_query_id=update.callback_query.id))
        return True
