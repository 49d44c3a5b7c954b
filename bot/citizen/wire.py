"""How does a prepared call reach the Bot API? As JSON over the connections of an aiogram bot.

Building and checking aiogram's models round a call costs more than the call; what is sent here is already checked,
and of the answer only the result is needed. Refusals are judged by the same table as aiogram's own calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientError, ClientTimeout, FormData
from pydantic_core import from_json, to_json

from bot.citizen.faults import LOST, CallFailed, judge

_JSON = {"Content-Type": "application/json"}
_SECONDS = 25
_UPLOAD_SECONDS = 60
_PROXY_TROUBLE = frozenset({408, 413, 429})
"""Codes a proxy gives without an envelope that still mean what they say."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a call: the field it stands in, its name, MIME type and bytes."""

    field: str
    name: str
    mime: str
    content: bytes


class Wire:
    """Calls with the token of one bot."""

    def __init__(self, bot: Bot) -> None:
        """Raises TypeError for a bot whose session is not aiohttp's."""
        if not isinstance(bot.session, AiohttpSession):
            raise TypeError(type(bot.session).__name__)
        self._session = bot.session
        self._token = bot.token
        self._urls: dict[str, str] = {}

    async def call(
        self, method: str, fields: Mapping[str, Any], *, upload: Upload | None = None, seconds: float | None = None
    ) -> Any:
        """The `result` of the call; `fields` are JSON-ready and without None. Raises CallFailed."""
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = self._session.api.api_url(token=self._token, method=method)
        session = await self._session.create_session()
        timeout = ClientTimeout(total=seconds or (_UPLOAD_SECONDS if upload else _SECONDS))
        try:
            if upload is None:
                asked = session.post(url, data=to_json(fields), headers=_JSON, timeout=timeout)
            else:
                asked = session.post(url, data=_form(fields, upload), timeout=timeout)
            async with asked as answer:
                status, body = answer.status, await answer.read()
        except (ClientError, TimeoutError, OSError):
            raise CallFailed(LOST) from None
        return _read(status, body)


def _form(fields: Mapping[str, Any], upload: Upload) -> FormData:
    """Made anew for every attempt, for aiohttp takes a form only once."""
    form = FormData(quote_fields=False)
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else to_json(value).decode())
    form.add_field(upload.field, upload.content, filename=upload.name, content_type=upload.mime)
    return form


def _read(status: int, body: bytes) -> Any:
    try:
        envelope = from_json(body)
        if envelope["ok"] is True:
            return envelope.get("result")
        code = int(envelope.get("error_code") or status)
        fault = judge(code, str(envelope.get("description") or ""), envelope.get("parameters"))
    except (ValueError, TypeError, KeyError, AttributeError):
        fault = judge(status) if status in _PROXY_TROUBLE else LOST
    raise CallFailed(fault)
