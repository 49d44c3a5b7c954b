"""How many conversation steps a second does a bot process take? Webhooks in, Bot API calls out to a sink on loopback.

The driver plays many chats at once; each chat sends its next update when the webhook of the last one was answered
and its reply arrived at the sink.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from aiohttp import ClientSession, TCPConnector, web

SECRET = "bench-secret"
STEPS = ("/form", "رضا احمدی", "0499370899", "1361/05/12", "3", "بله")
"""One round of the six-step form as a person types it."""


@dataclass(slots=True)
class Sink:
    """A Bot API that takes everything and notes which chat was answered."""

    replies: dict[str, asyncio.Event] = field(default_factory=dict)
    sent: int = 0
    _runner: web.AppRunner | None = None

    async def start(self, port: int) -> None:
        """Listen on loopback."""
        app = web.Application()
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
        if method == "getMe":
            return web.json_response(
                {"ok": True, "result": {"id": 42, "is_bot": True, "first_name": "b", "username": "b_bot"}}
            )
        fields = _fields(await request.read(), request.content_type)
        chat = str(fields.get("chat_id", ""))
        if method not in {"sendMessage", "editMessageText"}:
            return web.json_response({"ok": True, "result": True})
        self.sent += 1
        self.replies.setdefault(chat, asyncio.Event()).set()
        message = {"message_id": self.sent, "date": 1, "chat": {"id": int(chat), "type": "private"}, "text": "x"}
        return web.json_response({"ok": True, "result": message})


def _fields(body: bytes, content_type: str) -> dict[str, object]:
    if content_type == "application/json":
        return dict(json.loads(body))
    return {key: values[0] for key, values in parse_qs(body.decode()).items()}


@dataclass(slots=True)
class Run:
    """What one drive measured: steps a second and latencies in milliseconds, sorted."""

    steps_a_second: float
    latencies: list[float]

    def percentile(self, share: float) -> float:
        """Latency under which this share of the steps stayed, in milliseconds."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


async def drive(
    *, urls: Sequence[str], sink: Sink, chats: int, rounds: int, first_update: int, first_chat: int = 0
) -> Run:
    """Play `rounds` whole forms in each of `chats` chats at once; updates go to `urls` in turn.

    `first_chat` is the number of the first of them; 0 takes chats that have never talked.
    """
    latencies: list[float] = []
    numbers = iter(range(first_update, first_update + 10_000_000))
    turns = itertools.cycle(urls)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}

    async with ClientSession(connector=TCPConnector(limit=0)) as session:

        async def play(chat: int) -> None:
            arrived = sink.replies.setdefault(str(chat), asyncio.Event())
            for _ in range(rounds):
                for text in STEPS:
                    arrived.clear()
                    begun = time.perf_counter()
                    body = _update(next(numbers), chat, text)
                    async with session.post(next(turns), json=body, headers=headers) as answer:
                        await answer.read()
                        assert answer.status == 200, answer.status
                    await asyncio.wait_for(arrived.wait(), 30)
                    latencies.append((time.perf_counter() - begun) * 1000)

        begun = time.perf_counter()
        await asyncio.gather(*(play((first_chat or first_update) + number) for number in range(chats)))
        spent = time.perf_counter() - begun
    return Run(steps_a_second=len(latencies) / spent, latencies=sorted(latencies))


def _update(number: int, chat: int, text: str) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "ا", "language_code": "fa"}
    message: dict[str, object] = {
        "message_id": number,
        "date": int(time.time()),
        "chat": {"id": chat, "type": "private", "first_name": "ا"},
        "from": person,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}
