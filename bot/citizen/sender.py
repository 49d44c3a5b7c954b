"""How does a message leave for Telegram, and what if it cannot? Limits, repeats, edits in place, files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from aiogram import Bot
from aiogram.methods import EditMessageReplyMarkup, EditMessageText, SendDocument, SendMessage, TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from backend.contract.caller import Caller
from backend.contract.documents import Documents
from backend.contract.outcome import Refused, Unavailable
from bot.citizen.faults import Action, classify
from bot.citizen.limiter import TokenLimiter
from bot.citizen.render import Message, render
from conversations.engine.chat import ChatKey
from conversations.engine.reply import FileRef, Reply, Translator
from conversations.ports import Deliver

log = structlog.get_logger(__name__)
_ATTEMPTS = 5
_FIRST_WAIT = 0.3


class NotDelivered(Exception):
    """Telegram could not be reached; the replies stay unsent and go out with the repeated update."""


class Reachability(Protocol):
    """Remembers which chats can be written to [N6]."""

    async def mark(self, chat: ChatKey, *, reachable: bool) -> None:
        """Note that the person blocked the bot, or came back."""
        ...


class Sender:
    """Sends replies with one bot token."""

    def __init__(
        self,
        *,
        bot: Bot,
        channel: str,
        texts: Translator,
        documents: Documents,
        limiter: TokenLimiter,
        reachability: Reachability,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._channel = channel
        self._texts = texts
        self._documents = documents
        self._limiter = limiter
        self._reachability = reachability
        self._sleep = sleep

    def way_to(self, chat: ChatKey, *, pressed: int | None = None) -> Deliver:
        """The way to one chat; `pressed` is the message whose button was tapped, which may be edited in place."""

        async def deliver(replies: tuple[Reply, ...]) -> None:
            screen = pressed
            for reply in replies:
                if await self._deliver(chat, reply, screen):
                    screen = None
            if replies and screen is not None:
                await self._take_buttons_away(chat, screen)

        return deliver

    async def _take_buttons_away(self, chat: ChatKey, message: int) -> None:
        """The question was answered: its buttons go, so that nobody taps them tomorrow."""
        await self.send(chat, EditMessageReplyMarkup(chat_id=int(chat.chat), message_id=message))

    async def _deliver(self, chat: ChatKey, reply: Reply, pressed: int | None) -> bool:
        """Show one reply; True when it took the place of the pressed message."""
        for file in reply.files:
            await self._send_file(chat, file, reply)
        message = render(reply, self._texts)
        inline = message.markup is None or isinstance(message.markup, InlineKeyboardMarkup)
        in_place = reply.edit and pressed is not None and inline and not reply.files
        if in_place and pressed is not None and await self._edit(chat, message, pressed):
            return True
        await self.send(
            chat,
            SendMessage(
                chat_id=int(chat.chat),
                text=message.text,
                reply_markup=message.markup,
                protect_content=reply.protect or None,
            ),
        )
        return False

    async def _edit(self, chat: ChatKey, message: Message, pressed: int) -> bool:
        markup = message.markup if isinstance(message.markup, InlineKeyboardMarkup) else None
        method = EditMessageText(chat_id=int(chat.chat), message_id=pressed, text=message.text, reply_markup=markup)
        return await self.send(chat, method) is not Action.BUG

    async def _send_file(self, chat: ChatKey, file: FileRef, reply: Reply) -> None:
        caller = Caller(channel=chat.channel, bot=chat.bot, chat=chat.chat, key="", locale=reply.locale)
        try:
            document = await self._documents.document(file.kind, file.ref, caller)
        except Refused as no:
            log.warning("document refused", kind=file.kind, code_of_refusal=no.code)
            return
        except Unavailable as gone:
            raise NotDelivered("document") from gone
        method = SendDocument(
            chat_id=int(chat.chat),
            document=BufferedInputFile(document.content, filename=document.name),
            protect_content=reply.protect or None,
        )
        await self.send(chat, method)

    async def send(self, chat: ChatKey, method: TelegramMethod[Any]) -> Action:
        """Send one method within the limits. Raises NotDelivered when Telegram stays out of reach."""
        wait = _FIRST_WAIT
        for _ in range(_ATTEMPTS):
            await self._limiter.wait(chat.chat)
            try:
                await self._bot(method)
            except Exception as error:  # noqa: BLE001 — classify raises what it does not know
                fault = classify(error)
            else:
                return Action.DONE
            if fault.action is Action.WAIT:
                self._limiter.hold(fault.seconds)
            elif fault.action is Action.RETRY:
                await self._sleep(wait)
                wait *= 2
            elif fault.action is Action.CONFIGURATION:
                log.error("telegram refuses the token or another consumer is there")
                raise NotDelivered("configuration")
            else:
                return await self._give_up(chat, method, fault.action)
        raise NotDelivered("telegram")

    async def _give_up(self, chat: ChatKey, method: TelegramMethod[Any], action: Action) -> Action:
        if action in {Action.UNREACHABLE, Action.MOVED}:
            await self._reachability.mark(chat, reachable=False)
        elif action is Action.BUG:
            log.error("telegram refused a message of ours", method=type(method).__name__)
        return action
