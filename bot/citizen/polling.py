"""How do updates come in without a webhook? We ask for them, and confirm what was dealt with by the next question."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram.types import Update
from pydantic_core import to_json

from bot.citizen.abilities import Abilities
from bot.citizen.faults import Action, CallFailed, Fault
from bot.citizen.intake import Intake
from bot.citizen.updates import chat_of
from bot.citizen.waiting import Waiting
from bot.citizen.wire import Wire

log = structlog.get_logger(__name__)
_LONG_POLL = 25
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0


class Polling:
    """Fetches updates, deals with the chats side by side and with each chat in order, until cancelled."""

    def __init__(
        self,
        *,
        channel: str,
        abilities: Abilities,
        wire: Wire,
        intake: Intake,
        waiting: Waiting,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._log = log.bind(channel=channel)
        self._abilities = abilities
        self._wire = wire
        self._intake = intake
        self._waiting = waiting
        self._sleep = sleep
        self._pause = _SHORTEST_PAUSE

    async def run(self) -> None:
        """Ask for ever. An update is confirmed only when it and all before it were dealt with."""
        offset = 0
        while True:
            try:
                offset = await self._ask(offset)
            except CallFailed as failed:
                await self._recover(failed.fault)

    async def _ask(self, offset: int) -> int:
        """One question with what it brings; the offset of the next one. Raises CallFailed."""
        question: dict[str, Any] = {"offset": offset, "timeout": _LONG_POLL}
        if self._abilities.kinds:
            question["allowed_updates"] = self._abilities.kinds
        found = await self._wire.call("getUpdates", question, seconds=_LONG_POLL + 15)
        open_ones = await self._take_all(found)
        if open_ones:
            await self._rest()
            return min(open_ones)
        self._pause = _SHORTEST_PAUSE
        return max((int(raw["update_id"]) + 1 for raw in found), default=offset)

    async def _recover(self, fault: Fault) -> None:
        """Wait as long as it takes; a webhook that stands in the way is taken down, a second poller is told to staff."""
        if fault.action is Action.WAIT:
            await self._sleep(fault.seconds)
            return
        if fault.action is Action.CONFIGURATION:
            self._log.error(
                "the messenger gives us no updates: wrong token, a webhook, or another consumer", code=fault.code
            )
            await self._take_webhook_down()
        await self._rest()

    async def _take_webhook_down(self) -> None:
        try:
            await self._wire.call("deleteWebhook", {})
        except CallFailed as failed:
            self._log.warning("webhook not taken down", code=failed.fault.code)

    async def _rest(self) -> None:
        await self._sleep(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    async def _take_all(self, found: list[dict[str, Any]]) -> list[int]:
        """Numbers of the updates that must come again."""
        chats: dict[str, list[Update]] = {}
        for raw in found:
            update = await self._intake.read(to_json(raw))
            if update is not None:
                chats.setdefault(chat_of(update) or "", []).append(update)
        left = await asyncio.gather(*(self._take_in_order(chat) for chat in chats.values()))
        return [number for number in left if number is not None]

    async def _take_in_order(self, updates: list[Update]) -> int | None:
        """Number of the first update of this chat that must come again; the later ones wait for it."""
        for update in updates:
            wait = self._waiting.begin(update)
            try:
                taken = await self._intake.take(update)
            finally:
                tap = wait.end()
            if tap:
                self._waiting.answer(tap)
            if not taken:
                return update.update_id
        return None
