"""How does a test run the citizens' bot? The real adapter and runner, small conversations, any store, in this loop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import uvicorn
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from fastapi import FastAPI, Response
from limits import parse

from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile
from bot.citizen.app import ABILITIES, CitizenBot
from bot.citizen.limiter import SendingLimits, TokenLimiter
from bot.citizen.sender import Sender
from conversations.engine import END, Ask, Book, Command, Flow, Reply, Tell
from conversations.engine.chat import ChatKey
from conversations.inputs import free_text, mobile, yes_no
from conversations.ports import Deliver, Store, Turns
from conversations.runner import Runner
from conversations.stores.memory import MemoryStore
from tests.conversations import toys
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually

SECRET = "s3cret-of-the-tests"

# personal: the contact button in the middle, and everything that must not be forwarded
name = Ask("name", free_text())
phone = Ask("phone", mobile(contact=True), protect=True)
sure = Ask("sure", yes_no(), protect=True)
thanks = Tell("thanks")
personal = Flow(id="personal", start=name, edges={name: phone, phone: sure, sure: thanks, thanks: END})

# long: an answer of several messages
long_words = Tell("words")
long_story = Flow(id="long", start=long_words, edges={long_words: END}, resumable=False)


class Words(toys.ToyTexts):
    """The toy texts, with one that is far too long and one that is missing."""

    def text(self, text_id: str, args: Any = None, locale: str = "fa", *, isolate: bool = True) -> str:
        if text_id == "long-words":
            return "\n\n".join(f"{number} {'کلمه ' * 300}" for number in range(6))
        if text_id == "input-yes-no-bad-neither":
            raise KeyError(text_id)
        return super().text(text_id, args, locale, isolate=isolate)


def open_book() -> Book:
    return Book(
        flows=(toys.home, toys.slip, toys.calc, toys.lang, toys.parrot, personal, long_story),
        home="home",
        texts=Words(),
        commands=(*toys.COMMANDS, Command("me", "personal"), Command("long", "long")),
    )


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Ports:
    """What the bot needs from others, written down: chats and whether they are reachable, parked bytes, papers."""

    reachable: dict[str, bool] = field(default_factory=dict)
    parked: list[tuple[str, bytes]] = field(default_factory=list)
    papers: list[Exception] = field(default_factory=list)

    async def mark(self, chat: ChatKey, *, reachable: bool) -> None:
        self.reachable[chat.chat] = reachable

    async def hear(self, chat: ChatKey) -> None:
        self.reachable[chat.chat] = True

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        self.parked.append((update_id, body))

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        if self.papers:
            raise self.papers.pop(0)
        return DocumentFile(f"{kind}-{ref}.pdf", "application/pdf", b"%PDF-1.7 " + ref.encode())


class DyingSender(Sender):
    """Dies at the door: what it was to deliver is written, and nothing leaves."""

    def way_to(self, chat: ChatKey, **settings: Any) -> Deliver:
        async def deliver(replies: tuple[Reply, ...]) -> None:
            await asyncio.Event().wait()

        return deliver


class _Session(AiohttpSession):
    """Closes without the quarter of a second that TLS wants."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """A web server on a port of its own, in this loop."""

    def __init__(self, app: Any, port: int = 0) -> None:
        port = port or _any_port()
        config = uvicorn.Config(app, port=port, log_level="critical", access_log=False, lifespan="off", ws="none")
        self.url = f"http://127.0.0.1:{port}"
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve())

    async def started(self) -> None:
        while not self._server.started:
            assert not self._serving.done(), "the web server did not start"
            await asyncio.sleep(0.005)

    async def kill(self) -> None:
        """Finish nothing."""
        self._server.should_exit = self._server.force_exit = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._serving, 3)


class Front:
    """One web server for the products of many tests: /<number of the bot>/… is the product's own path."""

    def __init__(self) -> None:
        self.apps: dict[str, Any] = {}
        self.server = Server(self)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        _, number, rest = scope["path"].split("/", 2)
        inner = {**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}
        await self.apps.get(number, Response(status_code=502))(inner, receive, send)


@dataclass
class Product:
    """One process of ours: its bot, what it needs from others, and where it is reached."""

    bot: CitizenBot
    runner: Runner
    ports: Ports
    backend: toys.FakeBackend
    channel: str
    url: str
    server: Server | None

    async def kill(self) -> None:
        """As kill -9 does it: nothing is finished."""
        if self.server is not None:
            await self.server.kill()
        await self.bot.stop()


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _brief(seconds: float) -> None:
    await asyncio.sleep(seconds / 20)


async def start_product(
    messenger: str,
    token: str,
    *,
    store: Store | None = None,
    turns: Turns | None = None,
    port: int = 0,
    secret: str = SECRET,
    sender: type[Sender] = Sender,
    limits: SendingLimits | None = None,
    backend: toys.FakeBackend | None = None,
    front: Front | None = None,
    channel: str = "telegram",
) -> Product:
    """It can be reached, on a server of its own or through the common front; nobody has told the messenger yet."""
    bot = Bot(token, session=_Session(api=TelegramAPIServer.from_base(f"{messenger}/telegram")))
    limits = limits or SendingLimits(chat=parse("100/second"))
    ports, backend, book, clock = Ports(), backend or toys.FakeBackend(), open_book(), Clock()
    runner = Runner(book=book, store=store or MemoryStore(), backend=backend, clock=clock, turns=turns)
    abilities = ABILITIES[channel]
    out = sender(
        bot=bot,
        channel=channel,
        abilities=abilities,
        texts=book.texts,
        documents=ports,
        limiter=TokenLimiter(limits=limits),
        reachability=ports,
        sleep=_brief,
    )
    citizen = CitizenBot(
        bot=bot,
        channel=channel,
        abilities=abilities,
        runner=runner,
        sender=out,
        reachability=ports,
        unreadable=ports,
        book=book,
        clock=clock,
        secret=secret,
    )
    app = FastAPI()
    app.include_router(citizen.router())
    if front is not None:
        front.apps[str(bot.id)] = app
        return Product(citizen, runner, ports, backend, channel, f"{front.server.url}/{bot.id}", None)
    server = Server(app, port)
    await server.started()
    return Product(citizen, runner, ports, backend, channel, server.url, server)


@contextlib.asynccontextmanager
async def open_product(messenger: str, token: str, **settings: Any) -> AsyncIterator[Product]:
    """A running product, ended with the block."""
    product = await start_product(messenger, token, **settings)
    try:
        yield product
    finally:
        await product.kill()


@dataclass(frozen=True, slots=True)
class Talk:
    """One person and the bot, by webhook: says something and reads what came back."""

    product: Product
    chat: Chat

    async def say(self, text: str) -> list[dict[str, Any]]:
        return await self.do("text", text=text)

    async def press(self, label: str, **more: Any) -> list[dict[str, Any]]:
        return await self.do("press", label=label, **more)

    async def do(self, what: str, **body: Any) -> list[dict[str, Any]]:
        """An act; once its updates are dealt with, what the bot said since (edited messages too)."""
        before = {message["message_id"]: message["edits"] for message in await self.seen()}
        await self.chat.act(what, **body)
        await self.settled()
        return [
            message
            for message in await self.seen()
            if message["from"] == "bot" and before.get(message["message_id"]) != message["edits"]
        ]

    async def settled(self) -> None:
        """Every update was taken."""

        async def nothing_pending() -> bool:
            return "pending" not in await self.chat.states()

        await eventually(nothing_pending, 12)

    async def seen(self) -> list[dict[str, Any]]:
        answer = await self.chat.ask("GET", f"/chats/{self.chat.chat_id}/transcript")
        messages: list[dict[str, Any]] = answer.json()["messages"] if answer.is_success else []
        return messages

    async def keyboard(self) -> Any:
        return (await self.chat.transcript())["reply_keyboard"]


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] or ",".join(file["name"] for file in message["files"]) for message in messages]


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["inline_keyboard"] or [] for button in row]
