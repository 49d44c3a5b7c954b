"""How do two strangers speak to the simulator? aiogram and python-telegram-bot behind one small face."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiogram
import aiogram.exceptions
import telegram
import telegram.error
import telegram.request
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """What a library made of a refusal: its class, its words, and what it read from `parameters`."""

    error: str
    words: str
    retry_after: int | None = None
    migrate_to: int | None = None


class AiogramPeer:
    """aiogram 3."""

    name = "aiogram"

    def __init__(self, token: str, session: AiohttpSession) -> None:
        self.bot = aiogram.Bot(token, session=session)

    async def call(self, method: str, **values: Any) -> Any:
        try:
            result = await getattr(self.bot, method)(**values)
        except aiogram.exceptions.TelegramAPIError as error:
            raise Refused(
                type(error).__name__,
                error.message,
                getattr(error, "retry_after", None),
                getattr(error, "migrate_to_chat_id", None),
            ) from error
        return self.plain(result)

    def plain(self, result: Any) -> Any:
        if isinstance(result, list):
            return [self.plain(item) for item in result]
        if hasattr(result, "model_dump_json"):
            return json.loads(result.model_dump_json(exclude_none=True, by_alias=True, warnings=False))
        return result

    def make(self, kind: str, value: dict[str, Any]) -> Any:
        return getattr(aiogram.types, kind).model_validate(value)

    def upload(self, content: bytes, name: str) -> Any:
        return aiogram.types.BufferedInputFile(content, name)

    def media(self, kind: str, **values: Any) -> Any:
        return getattr(aiogram.types, kind)(**values)

    async def download(self, file_id: str) -> bytes:
        stream = await self.bot.download(file_id)
        assert stream is not None
        return stream.read()


class PtbPeer:
    """python-telegram-bot 22."""

    name = "ptb"

    def __init__(self, token: str, url: str, requests: tuple[Any, Any]) -> None:
        self.bot = telegram.Bot(
            token,
            base_url=f"{url}/telegram/bot",
            base_file_url=f"{url}/telegram/file/bot",
            request=requests[0],
            get_updates_request=requests[1],
        )

    async def call(self, method: str, **values: Any) -> Any:
        try:
            result = await getattr(self.bot, method)(**values)
        except telegram.error.TelegramError as error:
            retry = getattr(error, "_retry_after", None)
            raise Refused(
                type(error).__name__,
                error.message,
                int(retry.total_seconds()) if retry is not None else None,
                getattr(error, "new_chat_id", None),
            ) from error
        return self.plain(result)

    def plain(self, result: Any) -> Any:
        if isinstance(result, tuple | list):
            return [self.plain(item) for item in result]
        return result.to_dict() if hasattr(result, "to_dict") else result

    def make(self, kind: str, value: dict[str, Any]) -> Any:
        return getattr(telegram, kind).de_json(value, self.bot)

    def upload(self, content: bytes, name: str) -> Any:
        return telegram.InputFile(content, filename=name, attach=True)

    def media(self, kind: str, **values: Any) -> Any:
        return getattr(telegram, kind)(**values)

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())


Peer = AiogramPeer | PtbPeer


@dataclass(frozen=True, slots=True)
class Libraries:
    """The open connections of both libraries; a peer is a token on top of them."""

    url: str
    session: AiohttpSession
    requests: tuple[Any, Any]

    def peer(self, library: str, token: str) -> Peer:
        if library == "aiogram":
            return AiogramPeer(token, self.session)
        return PtbPeer(token, self.url, self.requests)


@asynccontextmanager
async def open_libraries(url: str) -> AsyncIterator[Libraries]:
    """Both libraries, closed properly at the end."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"{url}/telegram"))
    requests = (telegram.request.HTTPXRequest(read_timeout=10), telegram.request.HTTPXRequest(read_timeout=10))
    try:
        yield Libraries(url, session, requests)
    finally:
        await session.close()
        for request in requests:
            await request.shutdown()
