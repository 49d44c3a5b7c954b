"""Which parts carry the conversations? Runner, sessions, and the citizens' bots."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from backend.areas.notifications.chats import ChatUnreachable
from backend.contract.backend import Backend
from backend.contract.documents import Documents
from backend.kit.db import metadata
from backend.work.leases import Leases
from bimeyar.messengers import messengers
from bimeyar.parts import Parts
from bimeyar.reaching import SharedReachability, WayForNews
from bimeyar.resting import build_resting
from bimeyar.settings import Settings
from bimeyar.watch.talking import WatchedParking, WatchedRunner, marking
from conversations.engine.book import Patience
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Happened
from conversations.flows.book import open_book
from conversations.runner import Runner
from conversations.stores.parking import parked_table

if TYPE_CHECKING:
    from bot.citizen.app import CitizenBot


@dataclass(frozen=True, slots=True, kw_only=True)
class Chatting:
    """The conversations of one process: the runner, and the bots by (channel, bot id).

    `checkpoint`: copies to the database what only Redis knows; None where nothing is kept in Redis.
    """

    runner: Runner
    parts: Parts
    reachability: SharedReachability
    leases: Leases
    checkpoint: Callable[[], Awaitable[int]] | None = None
    bots: dict[tuple[str, str], CitizenBot] = field(default_factory=dict)

    async def start_bots(self) -> None:
        """Take updates, of each messenger in its own way."""
        settings = self.parts.settings
        modes = {messenger.channel: messenger.mode for messenger in messengers(settings)}
        for (channel, _), bot in self.bots.items():
            if modes[channel] == "webhook":
                await bot.start_webhook(settings.public_url)
            else:
                await bot.start_polling()

    def way_to(self, chat: ChatKey) -> WayForNews:
        """The way to a chat for news. Raises ChatUnreachable for a bot that does not run here."""
        bot = self.bots.get((chat.channel, chat.bot))
        if bot is None:
            raise ChatUnreachable
        return WayForNews(chat=chat, way=bot.way_to(chat), reachability=self.reachability)

    async def push(
        self,
        *,
        channel: str,
        bot: str,
        chat: str,
        update_id: str,
        topic: str,
        ref: str,
        values: Mapping[str, str | int],
        locale: str,
    ) -> None:
        """Show news in a chat; see `backend.areas.notifications.chats.ChatPush`."""
        key = ChatKey(channel, bot, chat)
        envelope = Envelope(
            chat=key,
            update_id=update_id,
            at=self.parts.clock.now(),
            locale=locale,
            event=Happened(topic=topic, ref=ref, values=values),
        )
        way = self.way_to(key)
        await self.runner.handle(envelope, way)
        if way.closed:
            raise ChatUnreachable


def _patience(settings: Settings) -> Patience:
    """A warning when five sixths of the time are over."""
    whole = timedelta(hours=settings.session_hours)
    return Patience(warn=whole * 5 / 6, expire=whole)


def build_chatting(parts: Parts, *, backend: Backend, documents: Documents, with_bots: bool = True) -> Chatting:
    """The runner over its store, and a bot for each messenger that has a token.

    Without bots the libraries of messengers are not loaded, which are half of a process's memory and of its start.
    """
    settings = parts.settings
    book = open_book(parts.texts, patience=_patience(settings))
    begin = parts.database.begin
    watch = parts.watch
    parking = WatchedParking(
        metrics=watch.metrics, begin=begin, table=parked_table(metadata), cipher=parts.vault, clock=parts.clock
    )
    resting = build_resting(parts)
    runner = WatchedRunner(
        metrics=watch.metrics,
        tracer=watch.tracer,
        under_way=watch.under_way,
        mark=marking(parts.vault),
        book=book,
        store=resting.store,
        backend=backend,
        clock=parts.clock,
        parking=parking,
        turns=resting.turns,
    )
    chatting = Chatting(
        runner=runner,
        parts=parts,
        reachability=SharedReachability(database=parts.database, clock=parts.clock),
        leases=Leases(database=parts.database, clock=parts.clock),
        checkpoint=resting.checkpoint,
    )
    if with_bots:
        from bimeyar.bots import build_bots

        chatting.bots.update(build_bots(parts, chatting, book=book, documents=documents, unreadable=parking))
    return chatting
