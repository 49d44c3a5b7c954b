"""What is done with one update? It goes to the runner, and may be acknowledged once its effect is written."""

from __future__ import annotations

from typing import Any, Protocol

import structlog
from aiogram import Bot
from aiogram.types import ChatMemberUpdated, Update
from pydantic_core import from_json

from bot.citizen.abilities import Abilities
from bot.citizen.calls import NotDelivered, Reachability
from bot.citizen.faults import CallFailed
from bot.citizen.later import Later
from bot.citizen.sender import Sender
from bot.citizen.updates import read_update, tapped
from bot.citizen.wire import Wire
from conversations.engine.book import Book
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import ContactShared, Started
from conversations.ports import Clock, StoreAway
from conversations.runner import Runner

log = structlog.get_logger(__name__)
_GONE = frozenset({"kicked", "left"})


class Unreadable(Protocol):
    """Keeps updates that are no updates, for staff to see."""

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        """Keep the body, sealed. Must not raise."""
        ...


class Intake:
    """Takes the updates of one bot, however they arrive."""

    def __init__(
        self,
        *,
        bot: Bot,
        channel: str,
        abilities: Abilities,
        runner: Runner,
        sender: Sender,
        reachability: Reachability,
        unreadable: Unreadable,
        book: Book,
        clock: Clock,
        wire: Wire | None = None,
    ) -> None:
        self._bot_id = str(bot.id)
        self._channel = channel
        self._log = log.bind(channel=channel)
        self._abilities = abilities
        self._wire = wire or Wire(bot)
        self._runner = runner
        self._sender = sender
        self._later = Later(sender=sender, book=book)
        self._reachability = reachability
        self._unreadable = unreadable
        self._book = book
        self._clock = clock

    async def read(self, body: bytes) -> Update | None:
        """The update, or None for bytes that are none: they are parked, for coming again would not help them."""
        update = self.parse(body)
        if update is None:
            await self._unreadable.park_raw(self._channel, _number_in(body), body)
        return update

    def parse(self, body: bytes) -> Update | None:
        """The update, or None for bytes that are none."""
        try:
            if self._abilities.names_taps_fully:
                return Update.model_validate_json(body)
            return Update.model_validate(_name_tap_fully(from_json(body)))
        except ValueError:
            return None

    def envelope_of(self, update: Update) -> Envelope | None:
        """What a person did in a chat by this update; None for all else."""
        return read_update(
            update, channel=self._channel, bot=self._bot_id, now=self._clock.now(), locale=self._book.locales[0]
        )

    async def park(self, number: int, body: bytes) -> None:
        """Keep an update for staff that could not be dealt with for too long."""
        await self._unreadable.park_raw(self._channel, str(number), body)

    async def take(self, update: Update) -> bool:
        """Deal with one update; False when it must come again."""
        try:
            if update.my_chat_member is not None:
                await self._note_membership(update.my_chat_member)
            else:
                await self._converse(update)
        except NotDelivered as error:
            self._log.warning("replies wait for the messenger", why=str(error))
            return False
        except StoreAway as away:
            self._log.warning("updates wait for the store", why=str(away))
            return False
        except Exception as error:  # noqa: BLE001 — whatever it was, the update comes again
            self._log.error("update not dealt with", error=type(error).__name__)
            return False
        return True

    async def _converse(self, update: Update) -> None:
        envelope = self.envelope_of(update)
        if envelope is None:
            return
        if isinstance(envelope.event, Started):
            await self._reachability.mark(envelope.chat, reachable=True)
        elif not self._abilities.tells_blocks:
            await self._reachability.hear(envelope.chat)
        way = self._sender.way_to(
            envelope.chat,
            tapped=tapped(update),
            update_id=envelope.update_id,
            keyboard_is_up=isinstance(envelope.event, ContactShared),
            news=False,
        )
        try:
            await self._runner.handle(envelope, way)
        except StoreAway:
            await self._later.tell(envelope)
            raise

    async def _note_membership(self, change: ChatMemberUpdated) -> None:
        """A person blocked the bot or came back; or somebody put it into a group, where it has no business."""
        here = change.new_chat_member.status not in _GONE
        if change.chat.type == "private":
            chat = ChatKey(self._channel, self._bot_id, str(change.chat.id))
            await self._reachability.mark(chat, reachable=here)
        elif here:
            await self._leave(change.chat.id)

    async def _leave(self, group: int) -> None:
        """Personal matters are not for groups: say so and go."""
        words = self._book.texts.text("bot-private-only", {}, self._book.locales[0])
        for method, fields in (("sendMessage", {"chat_id": group, "text": words}), ("leaveChat", {"chat_id": group})):
            try:
                await self._wire.call(method, fields)
            except CallFailed as failed:
                self._log.info("group not left", method=method, code=failed.fault.code)


def _name_tap_fully(update: Any) -> Any:
    """A callback query with the `chat_instance` that our models want and nobody reads."""
    tap = update.get("callback_query") if isinstance(update, dict) else None
    if not isinstance(tap, dict):
        return update
    return {**update, "callback_query": {"chat_instance": "", **tap}}


def _number_in(body: bytes) -> str:
    """The update's number, where the bytes hold one."""
    try:
        return str(from_json(body)["update_id"])[:64]
    except (ValueError, TypeError, KeyError):
        return ""
