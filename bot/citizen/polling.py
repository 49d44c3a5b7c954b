"""How do updates come in without a webhook? We ask for them, and confirm what was dealt with by the next question."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import structlog
from pydantic_core import to_json

from bot.citizen.abilities import Abilities
from bot.citizen.desk import MOST_DEFERRED, Deferred, Desk, Paper
from bot.citizen.faults import Action, CallFailed, Fault
from bot.citizen.intake import Intake
from bot.citizen.waiting import Waiting
from bot.citizen.wire import Wire

log = structlog.get_logger(__name__)
_LONG_POLL = 25
_SETTLES = 1.0
"""Seconds in which an update is usually dealt with."""
_BREATH = 0.5
"""Seconds between questions that brought nothing, where the messenger answers at once."""
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
        deferred: Deferred | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`deferred`: where updates wait that cannot be dealt with now; without it they hold the offset back."""
        self._channel = channel
        self._log = log.bind(channel=channel)
        self._abilities = abilities
        self._wire = wire
        self._intake = intake
        self._waiting = waiting
        self._deferred = deferred
        self._sleep = sleep
        self._now = now
        self._pause = _SHORTEST_PAUSE

    async def run(self) -> None:
        """Ask for ever. An update is confirmed only when it was dealt with or is written down."""
        desk = Desk(take=self._take, give_up=self._give_up, deferred=self._deferred, sleep=self._sleep)
        try:
            await self._fetch_deferred(desk)
            await self._clear_the_way()
            while True:
                try:
                    await self._ask(desk)
                except CallFailed as failed:
                    await self._recover(failed.fault)
        finally:
            await desk.close()

    async def catch_up(self) -> None:
        """Deal with what an earlier poller wrote down, and end; for a bot that gets its updates by webhook now."""
        desk = Desk(take=self._take, give_up=self._give_up, deferred=self._deferred, sleep=self._sleep)
        try:
            await self._fetch_deferred(desk)
            await desk.finish()
        finally:
            await desk.close()

    async def _ask(self, desk: Desk) -> None:
        """One question with what it brings. Raises CallFailed."""
        held_up, asked = desk.is_held_up, self._now()
        offset = desk.offset
        question: dict[str, Any] = {"offset": offset, "timeout": 0 if held_up else _LONG_POLL}
        if self._abilities.kinds:
            question["allowed_updates"] = self._abilities.kinds
        found = await self._wire.call("getUpdates", question, seconds=_LONG_POLL + 15)
        self._pause = _SHORTEST_PAUSE
        fresh = [raw for raw in found if not desk.knows(int(raw["update_id"]))]
        for raw in fresh:
            await self._put(desk, int(raw["update_id"]), to_json(raw))
        desk.confirmed(offset, nothing_left=not found and not held_up)
        if not fresh and (held_up or self._now() - asked < _BREATH):
            await self._sleep(_BREATH)
        await desk.settle(_SETTLES)

    async def _put(self, desk: Desk, number: int, body: bytes, *, deferred: bool = False) -> None:
        update = await self._intake.read(body)
        if update is not None:
            desk.put(Paper(number, body, update, deferred))
        elif deferred and self._deferred is not None:
            await self._deferred.drop(number)
        else:
            desk.note(number)

    async def _fetch_deferred(self, desk: Desk) -> None:
        """What an earlier poller wrote down comes first."""
        while self._deferred is not None:
            try:
                for number, body in await self._deferred.waiting(MOST_DEFERRED):
                    if not desk.knows(number):
                        await self._put(desk, number, body, deferred=True)
            except Exception as error:  # noqa: BLE001 — whoever keeps them may be away for a while
                self._log.warning("updates that wait could not be read", error=type(error).__name__)
                await self._rest()
            else:
                return

    async def _take(self, paper: Paper) -> bool:
        """The person sees at the first try that somebody is at it."""
        if paper.tries:
            return await self._intake.take(paper.update)
        wait = self._waiting.begin(paper.update)
        try:
            return await self._intake.take(paper.update)
        finally:
            tap = wait.end()
            if tap:
                self._waiting.answer(tap)

    async def _give_up(self, paper: Paper) -> None:
        await self._intake.park(paper.number, paper.body)

    async def _recover(self, fault: Fault) -> None:
        """Wait as long as it takes; a webhook that stands in the way is taken down, a second poller is told to staff."""
        if fault.action is Action.WAIT:
            await self._sleep(fault.seconds)
            return
        if fault.action is Action.CONFIGURATION:
            self._log.error("no updates: wrong token, a webhook, or another consumer", code=fault.code, why=fault.words)
            if fault.code == HTTPStatus.CONFLICT and fault.words:
                await self._take_webhook_down()
        await self._rest()

    async def _clear_the_way(self) -> None:
        """A webhook of earlier days keeps the updates to itself, with or without a word."""
        try:
            if (await self._wire.call("getWebhookInfo", {})).get("url"):
                await self._wire.call("deleteWebhook", {})
        except (CallFailed, AttributeError):
            self._log.warning("webhook not looked up")

    async def _take_webhook_down(self) -> None:
        try:
            await self._wire.call("deleteWebhook", {})
        except CallFailed as failed:
            self._log.warning("webhook not taken down", code=failed.fault.code)

    async def _rest(self) -> None:
        await self._sleep(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
