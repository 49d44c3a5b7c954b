"""How does one of a crowd talk? As a person on the street does, only that updates go straight to the replicas.

Each update is a step: its time runs from the webhook call to the first message that the chat is shown after it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession

from bench.bot_api import BotApi, Shown
from bench.phrases import phrase, plain
from simulators.person import Citizen

_PATIENCE = 60.0
_QUESTIONS = ("identify-national-id", "identify-birth-date", "identify-mobile", "identify-code", "premium-slip-months")


@dataclass(slots=True)
class Times:
    """Milliseconds of every step, by its name."""

    by_step: dict[str, list[float]] = field(default_factory=dict)

    def note(self, step: str, milliseconds: float) -> None:
        """One more."""
        self.by_step.setdefault(step, []).append(milliseconds)


@dataclass(slots=True, kw_only=True)
class Webhooks:
    """Hands updates over as Telegram does: to the replicas in turn, again until one takes it."""

    session: ClientSession
    urls: tuple[str, ...]
    secret: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(int(time.time()) * 10_000))
    _turns: Iterator[str] = field(init=False)
    again: int = 0

    def __post_init__(self) -> None:
        self._turns = itertools.cycle(self.urls)

    async def hand_over(self, content: dict[str, Any]) -> None:
        """One update. Raises TimeoutError when nobody takes it."""
        body = {"update_id": next(self._numbers), **content}
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret}
        async with asyncio.timeout(_PATIENCE):
            while True:
                try:
                    async with self.session.post(next(self._turns), json=body, headers=headers) as answer:
                        await answer.read()
                        if answer.status == 200:
                            return
                except ClientError:
                    pass
                self.again += 1
                await asyncio.sleep(0.2)


@dataclass(slots=True, kw_only=True)
class CrowdCitizen(Citizen):
    """One chat and one phone of the crowd. `think`: seconds before each act, half to one and a half times that."""

    api: BotApi
    webhooks: Webhooks
    times: Times
    think: float

    async def start(self, payload: str = "") -> None:
        """Press START."""
        text = f"/start {payload}".strip()
        await self._step("hello", self._message(text, entities=[{"type": "bot_command", "offset": 0, "length": 6}]))

    async def say(self, text: str) -> None:
        """Write a text."""
        await self._step(self._question(), self._message(text))

    async def tap(self, data: str) -> None:
        """Tap a button with this callback data."""
        under = next((m for m in reversed(self._shown.messages) if data in str(m["inline_keyboard"])), None)
        message = self._message("x")["message"] | {"message_id": under["message_id"] if under else 1}
        query = {"id": "1", "from": message["from"], "message": message, "chat_instance": "1", "data": data}
        await self._step(f"tap {data.partition(':')[2]}", {"callback_query": query})

    async def transcript(self) -> list[dict[str, Any]]:
        """All messages, oldest first."""
        return list(self._shown.messages)

    async def change(self, since: int, wait: float) -> int:
        """Wait a while for anything new in the chat; the counter of changes."""
        shown = self._shown
        if shown.change == since:
            shown.bell.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(shown.bell.wait(), wait)
        return shown.change

    @property
    def _shown(self) -> Shown:
        return self.api.chat(self.chat)

    def _question(self) -> str:
        """The name of the question that a text answers."""
        said = plain(self._shown.messages[-1]["text"]) if self._shown.messages else ""
        return next((name for name in _QUESTIONS if phrase(name) in said), "other words")

    def _message(self, text: str, **more: Any) -> dict[str, Any]:
        person = {"id": self.chat, "is_bot": False, "first_name": "ا", "language_code": "fa"}
        chat = {"id": self.chat, "type": "private", "first_name": "ا"}
        message = {"message_id": 1, "date": int(time.time()), "chat": chat, "from": person, "text": text}
        return {"message": message | more}

    async def _step(self, name: str, content: dict[str, Any]) -> None:
        await asyncio.sleep(self.think * random.uniform(0.5, 1.5))
        shown = self._shown
        shown.bell.clear()
        begun = time.perf_counter()
        handing = asyncio.create_task(self.webhooks.hand_over(content))
        try:
            await asyncio.wait_for(shown.bell.wait(), _PATIENCE)
            self.times.note(name, (time.perf_counter() - begun) * 1000)
        finally:
            await handing
