"""What does Telegram look like to a bot under load? A Bot API that takes everything and keeps what each chat was shown.

It keeps no books and refuses nothing, so that the driver is not what is measured; the simulator on the street does.
Where only the arrival of an answer counts it keeps no messages either: a growing heap would slow the driver down.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

_ME = {"id": 42, "is_bot": True, "first_name": "b", "username": "b_bot"}
_SHOWN = frozenset({"sendMessage", "editMessageText", "sendDocument"})


@dataclass(slots=True)
class Shown:
    """What one chat was shown: messages as a transcript has them, a counter of changes, a bell."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    change: int = 0
    bell: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class BotApi:
    """The Bot API of one token for any number of chats; `keeps` what they were shown, or only rings."""

    keeps: bool = True
    chats: dict[int, Shown] = field(default_factory=dict)
    calls: int = 0
    _runner: web.AppRunner | None = None

    def chat(self, number: int) -> Shown:
        """What this chat was shown."""
        return self.chats.setdefault(number, Shown())

    async def start(self, port: int) -> None:
        """Listen on loopback."""
        app = web.Application(client_max_size=1 << 22)
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls += 1
        if method == "getMe":
            return web.json_response({"ok": True, "result": _ME})
        fields = await _fields(request)
        if method not in _SHOWN:
            return web.json_response({"ok": True, "result": True})
        shown = self.chat(int(fields["chat_id"]))
        number = self._keep(shown, fields) if self.keeps else self.calls
        shown.change += 1
        shown.bell.set()
        result = {
            "message_id": number,
            "date": 1,
            "chat": {"id": int(fields["chat_id"]), "type": "private"},
            "text": "x",
        }
        return web.json_response({"ok": True, "result": result})

    def _keep(self, shown: Shown, fields: dict[str, Any]) -> int:
        """The number of the message that is new or was changed."""
        markup = fields.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = json.loads(markup)
        content = {"from": "bot", "text": fields.get("text", ""), "inline_keyboard": markup.get("inline_keyboard", [])}
        for message in shown.messages:
            if str(message["message_id"]) == str(fields.get("message_id")):
                message.update(content)
                return int(message["message_id"])
        shown.messages.append({"message_id": self.calls, **content})
        return self.calls


async def _fields(request: web.Request) -> dict[str, Any]:
    """Bots send JSON or forms; in a form everything is text, and files are left out."""
    if request.content_type == "application/json":
        return dict(json.loads(await request.read() or b"{}"))
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl((await request.read()).decode()))
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
