"""How long is a token held back, where the messenger says so and where it does not?"""

from __future__ import annotations

from typing import Any

import pytest

from bot.citizen.calls import Calls
from bot.citizen.faults import Action, CallFailed, Fault, judge
from conversations.engine.chat import ChatKey
from tests.bot.citizen.product import Ports

CHAT = ChatKey("bale", "1", "2")


class Refusing:
    """A wire that refuses so many times."""

    def __init__(self, fault: Fault, times: int) -> None:
        self.fault, self.times = fault, times

    async def call(self, method: str, fields: Any, *, upload: Any = None, seconds: float | None = None) -> Any:
        if self.times:
            self.times -= 1
            raise CallFailed(self.fault)
        return True


class Noting:
    """A limiter that notes for how long it is held."""

    def __init__(self) -> None:
        self.held: list[float] = []

    async def wait(self, chat: str, *, news: bool = False, most: float = 30.0) -> None:
        pass

    async def hold(self, seconds: float) -> None:
        self.held.append(seconds)


@pytest.mark.parametrize(
    ("fault", "held"),
    [
        (judge(429, "Too Many Requests: retry after 3", {"retry_after": 3}), [3.0] * 7),
        (judge(400, "Bad Request: local_rate_limited"), [1.0, 2.0, 4.0, 8.0, 16.0, 16.0, 16.0]),
        (judge(429, "bot limit exceed"), [1.0, 2.0, 4.0, 8.0, 16.0, 16.0, 16.0]),
    ],
    ids=["said", "not said, of a chat", "not said, of the bot"],
)
async def test_what_is_not_said_is_guessed_longer_each_time(fault: Fault, held: list[float]) -> None:
    limiter: Any = Noting()
    wire: Any = Refusing(fault, 7)
    calls = Calls(channel="bale", wire=wire, limiter=limiter, reachability=Ports())
    assert await calls.send(CHAT, "sendMessage", {}) is Action.DONE
    assert limiter.held == held
