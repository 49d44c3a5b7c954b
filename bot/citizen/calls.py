"""What if a call does not succeed? Limits, repeats, the circuit, and chats that are gone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import structlog

from bot.citizen.faults import Action, CallFailed, Fault
from bot.citizen.limiter import HeldBack, TokenLimiter
from bot.citizen.wire import Upload, Wire
from conversations.engine.chat import ChatKey

log = structlog.get_logger(__name__)
_ATTEMPTS = 5
_FIRST_WAIT = 0.3
_PATIENCE = 20.0
"""Seconds that one message may wait for its turn; Telegram itself waits 60 for the answer to a webhook."""
_WHOLE_PATIENCE = 40.0
"""Seconds for one message with all its attempts."""
_CIRCUIT_SECONDS = 30.0
_MOST_DOUBLINGS = 4


class NotDelivered(Exception):
    """The messenger could not be reached; the replies stay unsent and go out with the repeated update."""


class Reachability(Protocol):
    """Remembers which chats can be written to [N6]."""

    async def mark(self, chat: ChatKey, *, reachable: bool) -> None:
        """Note that the person blocked the bot, or came back. Must not raise."""
        ...

    async def hear(self, chat: ChatKey) -> None:
        """The person wrote, on a messenger that does not tell who came back. Must not raise."""
        ...


class Calls:
    """Calls into chats with one bot token."""

    def __init__(
        self,
        *,
        channel: str,
        wire: Wire,
        limiter: TokenLimiter,
        reachability: Reachability,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._log = log.bind(channel=channel)
        self._wire = wire
        self._limiter = limiter
        self._reachability = reachability
        self._sleep = sleep
        self._now = now
        self._open_until = 0.0

    async def send(
        self,
        chat: ChatKey,
        method: str,
        fields: Mapping[str, Any],
        *,
        upload: Upload | None = None,
        news: bool = False,
        sent: Callable[[Any], None] | None = None,
    ) -> Action:
        """DONE, or what Telegram's refusal means. Raises NotDelivered when the messenger stays out of reach.

        `sent` is given the result. After an answer that never came the call is made again: at least once, never lost.
        """
        attempts, holds, wait, until = 0, 0, _FIRST_WAIT, self._now() + _WHOLE_PATIENCE
        line = chat.chat if method.startswith("send") else ""
        while attempts < _ATTEMPTS and self._now() < until:
            await self._turn(line, news=news)
            line = ""
            try:
                result = await self._wire.call(method, fields, upload=upload)
            except CallFailed as failed:
                fault = failed.fault
            else:
                if sent is not None:
                    sent(result)
                return Action.DONE
            match fault.action:
                case Action.WAIT:
                    await self._hold(fault, before=holds)
                    holds += 1
                case Action.RETRY:
                    attempts += 1
                    if attempts < _ATTEMPTS:
                        await self._sleep(wait)
                    wait *= 2
                case Action.MOVED:
                    attempts += 1
                    fields = {**fields, "chat_id": int(fault.chat)}
                case Action.CONFIGURATION:
                    self._open_circuit(fault)
                    raise NotDelivered("configuration")
                case _:
                    return await self._refused(chat, method, fault)
        raise NotDelivered("out of reach")

    async def try_once(self, method: str, fields: Mapping[str, Any]) -> None:
        """Change something on which nothing depends; whatever comes of it is all right."""
        try:
            await self._turn("", news=False)
            await self._wire.call(method, fields)
        except NotDelivered:
            return
        except CallFailed as failed:
            if failed.fault.action is Action.WAIT:
                await self._hold(failed.fault)

    async def _turn(self, line: str, *, news: bool) -> None:
        """Wait until the call may leave. Raises NotDelivered at once where that is far away."""
        if self._open_until > self._now():
            raise NotDelivered("configuration")
        try:
            await self._limiter.wait(line, news=news, most=_PATIENCE)
        except HeldBack:
            raise NotDelivered("flood") from None

    async def _hold(self, fault: Fault, *, before: int = 0) -> None:
        """For as long as was said; where nothing was said, longer each time."""
        seconds = fault.seconds * (1 << min(before, _MOST_DOUBLINGS)) if fault.guessed else fault.seconds
        self._log.warning("the messenger asks us to wait", seconds=seconds)
        await self._limiter.hold(seconds)

    def _open_circuit(self, fault: Fault) -> None:
        """The token does not work: no use in asking for every message."""
        self._log.error("the messenger refuses the token", code=fault.code, pause=_CIRCUIT_SECONDS)
        self._open_until = self._now() + _CIRCUIT_SECONDS

    async def _refused(self, chat: ChatKey, method: str, fault: Fault) -> Action:
        if fault.action is Action.UNREACHABLE:
            if method.startswith("send"):
                await self._reachability.mark(chat, reachable=False)
        elif fault.action is Action.BUG:
            self._log.error(
                "the messenger refused a message of ours", method=method, code=fault.code, words=fault.words
            )
        return fault.action
