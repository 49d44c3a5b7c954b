"""Which bots does a process have? One for each messenger that has a token, with its limits and its way to the runner."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from backend.contract.documents import Documents
from backend.kit.db import metadata
from bimeyar.chatting import Chatting
from bimeyar.messengers import Messenger, messengers
from bimeyar.parts import Parts
from bimeyar.watch.calling import WatchedLimiter, WatchedWire
from bimeyar.watch.talking import WatchedParking
from bot.citizen.app import ABILITIES, CitizenBot
from bot.citizen.lines import Lines, LocalLines
from bot.citizen.redis_lines import RedisLines
from bot.citizen.sender import Sender
from conversations.engine.book import Book
from conversations.stores.deferred import SqlDeferred, deferred_table


def build_bots(
    parts: Parts, chatting: Chatting, *, book: Book, documents: Documents, unreadable: WatchedParking
) -> dict[tuple[str, str], CitizenBot]:
    """By channel and bot id, as they stand in `ChatKey`."""
    bots: dict[tuple[str, str], CitizenBot] = {}
    for messenger in messengers(parts.settings):
        bot = Bot(messenger.token, session=AiohttpSession(api=TelegramAPIServer.from_base(messenger.url)))
        bots[messenger.channel, str(bot.id)] = _citizen_bot(
            bot, messenger, chatting, book=book, documents=documents, unreadable=unreadable
        )
    return bots


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
