"""Which parts carry the conversations? Runner, sessions, and the citizens' bots."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from backend.areas.notifications.chats import ChatUnreachable
from backend.contract.backend import Backend
from backend.contract.documents import Documents
from backend.kit.db import metadata
from backend.work.leases import Leases
from bimeyar.messengers import Messenger, messengers
from bimeyar.parts import Parts
from bimeyar.reaching import SharedReachability, WayForNews
from bimeyar.resting import build_resting
from bimeyar.settings import Settings
from bimeyar.watch.talking import WatchedLimiter, WatchedParking, WatchedRunner, WatchedWire, marking
from bot.citizen.app import ABILITIES, CitizenBot
from bot.citizen.lines import Lines, LocalLines
from bot.citizen.redis_lines import RedisLines
from bot.citizen.sender import Sender
from conversations.engine.book import Book, Patience
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Happened
from conversations.flows.book import open_book
from conversations.runner import Runner
from conversations.stores.deferred import SqlDeferred, deferred_table
from conversations.stores.parking import parked_table


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


def build_chatting(parts: Parts, *, backend: Backend, documents: Documents) -> Chatting:
    """The runner over its store, and a bot for each messenger that has a token."""
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
    for messenger in messengers(settings):
        bot = Bot(messenger.token, session=AiohttpSession(api=TelegramAPIServer.from_base(messenger.url)))
        chatting.bots[messenger.channel, str(bot.id)] = _citizen_bot(
            bot, messenger, chatting, book=book, documents=documents, unreadable=parking
        )
    return chatting


def _lines(parts: Parts, name: str) -> Lines:
    """Of one token: shared where processes share a Redis."""
    return LocalLines() if parts.redis is None else RedisLines(client=parts.redis.client, name=name)


def _citizen_bot(
    bot: Bot, messenger: Messenger, chatting: Chatting, *, book: Book, documents: Documents, unreadable: WatchedParking
) -> CitizenBot:
    channel, parts = messenger.channel, chatting.parts
    abilities, watch = ABILITIES[channel], parts.watch
    wire = WatchedWire(bot, channel=channel, metrics=watch.metrics, tracer=watch.tracer)
    sender = Sender(
        bot=bot,
        wire=wire,
        channel=channel,
        texts=parts.texts,
        documents=documents,
        limiter=WatchedLimiter(
            channel=channel,
            metrics=watch.metrics,
            limits=messenger.limits(abilities.limits),
            lines=_lines(parts, f"{channel}:{bot.id}"),
        ),
        reachability=chatting.reachability,
        abilities=abilities,
    )
    return CitizenBot(
        bot=bot,
        wire=wire,
        channel=channel,
        runner=chatting.runner,
        sender=sender,
        reachability=chatting.reachability,
        unreadable=unreadable,
        book=book,
        clock=parts.clock,
        abilities=abilities,
        secret=messenger.secret,
        posts=chatting.leases,
        deferred=SqlDeferred(
            begin=parts.database.begin,
            table=deferred_table(metadata),
            cipher=parts.vault,
            clock=parts.clock,
            channel=channel,
            bot=str(bot.id),
        ),
    )
