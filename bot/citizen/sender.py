"""How do replies leave for the messenger, in order and none lost? Edits in place, files, and what cannot be shown."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiogram import Bot

from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile, Documents
from backend.contract.outcome import Refused, Unavailable
from bot.citizen.abilities import Abilities
from bot.citizen.calls import Calls, NotDelivered, Reachability
from bot.citizen.faults import Action
from bot.citizen.file_names import file_name
from bot.citizen.limiter import TokenLimiter
from bot.citizen.pieces import Hand, Piece, Say, pieces_of, take_keyboard_away
from bot.citizen.render import Renderer
from bot.citizen.updates import Tapped
from bot.citizen.wire import Upload, Wire
from conversations.engine.chat import ChatKey
from conversations.engine.reply import Reply, Translator, write_text
from conversations.ports import Deliver

__all__ = ["NotDelivered", "Reachability", "Sender"]
log = structlog.get_logger(__name__)
_FILE_WAITS = (0.3, 1.0)
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Begun:
    """How far an interrupted delivery came: its messages, how many of them left, and whether the tapped one is used up."""

    pieces: tuple[Piece, ...]
    sent: int
    replaced: bool
    keyboard_was_up: bool


class _BrokenOff(Exception):
    """The messenger went out of reach in the middle of a delivery."""

    def __init__(self, begun: _Begun, why: str) -> None:
        super().__init__(why)
        self.begun = begun


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
        abilities: Abilities | None = None,
        wire: Wire | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`wire`: one that somebody watches; else a plain one is made."""
        self._log = log.bind(channel=channel)
        self._texts = texts
        self._abilities = abilities or Abilities()
        self._renderer = Renderer(texts, abilities=self._abilities)
        self._documents = documents
        self._calls = Calls(
            channel=channel, wire=wire or Wire(bot), limiter=limiter, reachability=reachability, sleep=sleep
        )
        self._sleep = sleep
        self._begun: OrderedDict[tuple[ChatKey, str], _Begun] = OrderedDict()
        self._keyboards: OrderedDict[ChatKey, None] = OrderedDict()
        self._asking: OrderedDict[ChatKey, Tapped] = OrderedDict()

    def way_to(
        self,
        chat: ChatKey,
        *,
        tapped: Tapped | None = None,
        update_id: str = "",
        keyboard_is_up: bool = False,
        news: bool = True,
    ) -> Deliver:
        """The way to one chat.

        `tapped`: the message whose button was tapped, which may be edited in place. `update_id`: a delivery that
        broke off goes on where it was when this update comes again. `keyboard_is_up`: the person has just used the
        contact keyboard. `news`: nobody asked for it, so answers go first.
        """

        async def deliver(replies: tuple[Reply, ...]) -> None:
            if keyboard_is_up:
                self._remember_keyboard(chat)
            begun = self._begun.pop((chat, update_id), None)
            keyboard = chat in self._keyboards if begun is None else begun.keyboard_was_up
            pieces = self._lay_out(replies, keyboard=keyboard)
            if begun is None or begun.pieces != pieces:
                begun = _Begun(pieces, 0, replaced=False, keyboard_was_up=keyboard)
            try:
                await self._deliver(chat, begun, tapped=tapped, news=news)
            except _BrokenOff as broken:
                if update_id:
                    self._begun[chat, update_id] = broken.begun
                    _shrink(self._begun)
                raise NotDelivered(str(broken)) from None

        return deliver

    async def mention(self, chat: ChatKey, words: str) -> None:
        """Say something on which nothing depends: one try, and no keyboard is touched."""
        await self._calls.try_once("sendMessage", {"chat_id": int(chat.chat), "text": self._abilities.write(words)})

    def _lay_out(self, replies: tuple[Reply, ...], *, keyboard: bool) -> tuple[Piece, ...]:
        """The messages of all replies. One that cannot be rendered is our defect: the person is told, nothing stands still."""
        pieces: list[Piece] = []
        for reply in replies:
            try:
                pieces += pieces_of(reply, self._renderer.render(reply))
            except Exception as error:  # noqa: BLE001 — a defect of ours must not make the update come again for ever
                self._log.error("reply could not be rendered", text=reply.text.id, error=type(error).__name__)
                pieces.append(Say(self._texts.text("engine-trouble", {}, reply.locale), None))
        if keyboard and pieces:
            pieces = take_keyboard_away(pieces, self._texts.text("bot-noted", {}, replies[0].locale))
        return tuple(pieces)

    async def _deliver(self, chat: ChatKey, begun: _Begun, *, tapped: Tapped | None, news: bool) -> None:
        """Send message by message; what has left is not sent again when the update comes again to this process.

        News ask anew: the buttons of the question before them go, so that nobody follows them to something settled.
        """
        before = self._asking.get(chat) if news else None
        for piece in begun.pieces[begun.sent :]:
            try:
                in_place = await self._show(chat, piece, None if begun.replaced else tapped, news=news)
            except NotDelivered as error:
                raise _BrokenOff(begun, str(error)) from None
            begun = replace(begun, sent=begun.sent + 1, replaced=begun.replaced or in_place)
        if tapped is not None and begun.pieces and not begun.replaced:
            await self._take_buttons_away(chat, tapped)
        if before is not None and self._asking.get(chat) not in {None, before}:
            await self._take_buttons_away(chat, before)

    async def _show(self, chat: ChatKey, piece: Piece, tapped: Tapped | None, *, news: bool) -> bool:
        """Show one message; True when it took the place of the tapped one."""
        if isinstance(piece, Hand):
            await self._hand(chat, piece, news=news)
            return False
        if piece.in_place and tapped is not None and self._fits_in_place(tapped, piece):
            fields = {"chat_id": int(chat.chat), "message_id": tapped.message_id, **self._content(piece)}
            if await self._calls.send(chat, "editMessageText", fields, news=news) is Action.DONE:
                self._note_asking(chat, piece, {"message_id": tapped.message_id})
                return True
        await self._say(chat, piece, news=news)
        return False

    def _fits_in_place(self, tapped: Tapped, piece: Say) -> bool:
        """No edit changes whether a message may be forwarded."""
        return self._abilities.edits_text and tapped.protected == (piece.protect and self._abilities.protects)

    async def _say(self, chat: ChatKey, piece: Say, *, news: bool) -> None:
        fields = {"chat_id": int(chat.chat), **self._content(piece)}
        if piece.protect and self._abilities.protects:
            fields["protect_content"] = True
        done = await self._calls.send(
            chat, "sendMessage", fields, news=news, sent=lambda result: self._note_asking(chat, piece, result)
        )
        if done is Action.BUG and piece.markup is not None:
            await self._say(chat, _without_buttons(piece), news=news)
        elif piece.asks_contact:
            self._remember_keyboard(chat)
        elif not piece.is_inline:
            self._keyboards.pop(chat, None)

    def _note_asking(self, chat: ChatKey, piece: Say, result: Any) -> None:
        """Which message holds the buttons of the question that is open; known to this process alone."""
        number = result.get("message_id") if isinstance(result, dict) else None
        if isinstance(number, int) and piece.markup is not None and piece.is_inline:
            self._asking[chat] = Tapped(number, piece.protect, piece.text)
            self._asking.move_to_end(chat)
            _shrink(self._asking)

    async def _take_buttons_away(self, chat: ChatKey, tapped: Tapped) -> None:
        """The question was answered: its buttons go, so that nobody taps them tomorrow. Nothing depends on it."""
        fields = {"chat_id": int(chat.chat), "message_id": tapped.message_id}
        if self._abilities.edits_buttons:
            await self._calls.try_once("editMessageReplyMarkup", fields)
        elif self._abilities.edits_text and tapped.text:
            await self._calls.try_once("editMessageText", fields | {"text": self._abilities.write(tapped.text)})

    async def _hand(self, chat: ChatKey, piece: Hand, *, news: bool) -> None:
        document = await self._fetch(chat, piece)
        if document is None:
            name = write_text(piece.file.name, self._texts, piece.locale)
            words = self._texts.text("bot-file-not-ready", {"name": name}, piece.locale)
            await self._say(chat, Say(words, None), news=news)
            return
        fields: dict[str, Any] = {"chat_id": int(chat.chat)}
        if piece.protect and self._abilities.protects:
            fields["protect_content"] = True
        words = write_text(piece.file.name, self._texts, piece.locale, isolate=False)
        upload = Upload("document", file_name(words, document.name), document.mime, document.content)
        await self._calls.send(chat, "sendDocument", fields, upload=upload, news=news)

    async def _fetch(self, chat: ChatKey, piece: Hand) -> DocumentFile | None:
        """The file; None where it cannot be had, after a few tries where that may pass."""
        caller = Caller(channel=chat.channel, bot=chat.bot, chat=chat.chat, key="", locale=piece.locale)
        kind = piece.file.kind
        for wait in (*_FILE_WAITS, None):
            try:
                return await self._documents.document(kind, piece.file.ref, caller)
            except Refused as no:
                self._log.warning("document refused", kind=kind, refusal=no.code)
                return None
            except Unavailable:
                self._log.warning("document not to be had now", kind=kind)
            except Exception as error:  # noqa: BLE001 — the text must reach the person even if the paper cannot be made
                self._log.error("document failed", kind=kind, error=type(error).__name__)
                return None
            if wait is not None:
                await self._sleep(wait)
        return None

    def _content(self, piece: Say) -> dict[str, Any]:
        content: dict[str, Any] = {"text": self._abilities.write(piece.text)}
        if piece.markup is not None:
            content["reply_markup"] = piece.markup
        return content

    def _remember_keyboard(self, chat: ChatKey) -> None:
        self._keyboards[chat] = None
        _shrink(self._keyboards)


def _without_buttons(piece: Say) -> Say:
    """The words alone, with the addresses of buttons that open a page; for markup that Telegram refuses."""
    rows = (piece.markup or {}).get("inline_keyboard", [])
    links = [f"{button['text']}: {button['url']}" for row in rows for button in row if "url" in button]
    return replace(piece, text="\n".join([piece.text, *links]), markup=None)


def _shrink(memory: OrderedDict[Any, Any]) -> None:
    while len(memory) > _MOST_REMEMBERED:
        memory.popitem(last=False)
