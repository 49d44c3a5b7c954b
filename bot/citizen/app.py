"""Which parts make up the citizens' bot, and how does it start and stop?"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import Coroutine
from typing import Any

import structlog
from aiogram import Bot
from fastapi import APIRouter

from bot.citizen.abilities import ABILITIES, Abilities, SecretPlace
from bot.citizen.calls import Reachability
from bot.citizen.desk import Deferred
from bot.citizen.intake import Intake, Unreadable
from bot.citizen.introduction import Introduction, Saying, sayings
from bot.citizen.leading import Leading, Posts
from bot.citizen.polling import Polling
from bot.citizen.sender import Sender
from bot.citizen.waiting import Waiting
from bot.citizen.webhook import webhook_path, webhook_router
from bot.citizen.wire import Wire
from conversations.engine.book import Book
from conversations.engine.chat import ChatKey, Envelope
from conversations.ports import Clock, Deliver
from conversations.runner import Runner

__all__ = ["ABILITIES", "Abilities", "CitizenBot", "Unreadable"]
log = structlog.get_logger(__name__)
_FIRST_TRY = 3.0
"""Seconds that starting waits for the messenger; after that it goes on trying in the background."""


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
        abilities: Abilities | None = None,
        secret: str = "",
        wire: Wire | None = None,
        posts: Posts | None = None,
        deferred: Deferred | None = None,
    ) -> None:
        """`secret`: what comes with each webhook call, or stands in its path; without one nobody is let in.

        `wire`: one that somebody watches; else a plain one is made. `posts`: who polls among replicas; without it this
        process does. `deferred`: where polled updates wait that cannot be dealt with now.
        """
        self._bot = bot
        self._posts = posts
        self._deferred = deferred
        self._channel = channel
        self._abilities = abilities or Abilities()
        self._wire = wire or Wire(bot)
        self._sender = sender
        self._book = book
        self._secret = secret
        self._waiting = Waiting(self._wire, abilities=self._abilities)
        self._introduction = Introduction(channel=channel, wire=self._wire)
        self._intake = Intake(
            bot=bot,
            wire=self._wire,
            channel=channel,
            abilities=self._abilities,
            runner=runner,
            sender=sender,
            reachability=reachability,
            unreadable=unreadable,
            book=book,
            clock=clock,
        )
        self._tasks: list[asyncio.Task[None]] = []

    def router(self) -> APIRouter:
        """The webhook of this channel."""
        return webhook_router(
            channel=self._channel,
            abilities=self._abilities,
            intake=self._intake,
            waiting=self._waiting,
            secret=self._secret,
        )

    async def start_webhook(self, public_url: str) -> None:
        """Tell the messenger where to deliver. Returns when it knows, or soon; where it is down it is told later."""
        said = self._where(public_url)
        known = {name: value for name, value in said.items() if name != "secret_token"}
        if not self._abilities.kinds:
            known = {"url": said["url"]}
        saying = Saying("setWebhook", said, needed=True, ask="getWebhookInfo", known=known)
        if self._deferred is not None:
            self._start(self._polling().catch_up())
        told = asyncio.Event()
        self._start(self._present(saying, told))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _FIRST_TRY)

    async def start_polling(self) -> None:
        """Ask for updates until `stop`; returns at once."""
        self._start(self._poll())

    async def stop(self) -> None:
        """Ask for nothing more and close the connections. What is under way comes again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await self._waiting.stop()
        await self._bot.session.close()

    async def take_again(self, body: bytes) -> Envelope | bool:
        """An update that was set aside as bytes: what a person did in it, to be handled anew, or was it dealt with here?

        False where it cannot be read or dealt with now either; it is not set aside a second time.
        """
        update = self._intake.parse(body)
        if update is None:
            return False
        return self._intake.envelope_of(update) or await self._intake.take(update)

    def way_to(self, chat: ChatKey) -> Deliver:
        """The way to a chat for replies nobody asked for."""
        return self._sender.way_to(chat)

    def _where(self, public_url: str) -> dict[str, Any]:
        """What setWebhook says, in as many words as the messenger understands."""
        can = self._abilities
        said: dict[str, Any] = {"url": f"{public_url}{webhook_path(self._channel, can, self._secret)}"}
        if can.secret is SecretPlace.HEADER:
            said["secret_token"] = self._secret
            said["url"] += f"?v={self._mark_of_secret()}"
        if can.kinds:
            said["allowed_updates"] = can.kinds
        if can.connections:
            said["max_connections"] = can.connections
        return said

    def _mark_of_secret(self) -> str:
        """Tells one secret from another, and nothing else: so a new secret is noticed where only the address is told."""
        return hmac.new(self._bot.token.encode(), self._secret.encode(), "sha256").hexdigest()[:8]

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(_tell_if_broken)
        self._tasks.append(task)

    async def _present(self, first: Saying, told: asyncio.Event) -> None:
        await self._introduction.insist(first)
        told.set()
        await self._present_rest()

    async def _poll(self) -> None:
        """Ask for updates, if it is for this process to do."""
        self._start(self._present_rest())
        if self._posts is None:
            await self._polling().run()
        else:
            await Leading(posts=self._posts, name=f"poll:{self._channel}:{self._bot.id}").run(self._polling().run)

    def _polling(self) -> Polling:
        return Polling(
            channel=self._channel,
            abilities=self._abilities,
            wire=self._wire,
            intake=self._intake,
            waiting=self._waiting,
            deferred=self._deferred,
        )

    async def _present_rest(self) -> None:
        for saying in sayings(self._book, self._abilities):
            await self._introduction.insist(saying)


def _tell_if_broken(task: asyncio.Task[None]) -> None:
    """A background task that ended by a defect must not end in silence."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("background task of the bot ended", error=type(error).__name__)
