"""What does a person see while we work? The tapped button comes to rest, and the chat shows that somebody writes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from aiogram.types import Update

from bot.citizen.abilities import Abilities
from bot.citizen.faults import CallFailed
from bot.citizen.updates import chat_of
from bot.citizen.wire import Wire

_AFTER = 1.0
"""Seconds after which a person wonders whether the tap was noticed."""


@dataclass(slots=True)
class Wait:
    """One update being dealt with; `tap` is the callback query that is still to be answered, empty when none is."""

    tap: str
    timer: asyncio.TimerHandle | None = None

    def end(self) -> str:
        """Work is done; the tap that still is to be answered, if any."""
        if self.timer is not None:
            self.timer.cancel()
        tap, self.tap = self.tap, ""
        return tap


class Waiting:
    """Answers taps, at the latest when an answer takes long. Refusals do not matter here."""

    def __init__(self, wire: Wire, *, abilities: Abilities | None = None, after: float = _AFTER) -> None:
        self._wire = wire
        self._abilities = abilities or Abilities()
        self._after = after
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    def begin(self, update: Update) -> Wait:
        """From now on this update is being dealt with; `Wait.end` must follow."""
        query = update.callback_query
        wait = Wait(query.id if query is not None and self._abilities.answers_taps else "")
        chat = chat_of(update)
        if chat is not None or wait.tap:
            wait.timer = asyncio.get_running_loop().call_later(self._after, self._show, wait, chat)
        return wait

    def answer(self, tap: str) -> None:
        """Answer a tap in the background."""
        self._start("answerCallbackQuery", {"callback_query_id": tap})

    async def stop(self) -> None:
        """Nothing more is answered."""
        self._stopped = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _show(self, wait: Wait, chat: str | None) -> None:
        wait.timer = None
        if wait.tap:
            self.answer(wait.tap)
            wait.tap = ""
        if chat is not None and self._abilities.shows_typing:
            self._start("sendChatAction", {"chat_id": int(chat), "action": "typing"})

    def _start(self, method: str, fields: dict[str, Any]) -> None:
        if self._stopped:
            return
        task = asyncio.get_running_loop().create_task(self._call(method, fields))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _call(self, method: str, fields: dict[str, Any]) -> None:
        try:
            await self._wire.call(method, fields)
        except CallFailed:
            return
