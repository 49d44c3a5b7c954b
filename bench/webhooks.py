"""How many conversation steps a second does a bot process take? Webhooks in, Bot API calls out on loopback.

The driver plays many chats at once; each chat sends its next update when the webhook of the last one was answered
and its reply arrived at the Bot API.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import ClientSession, TCPConnector

from bench.bot_api import BotApi

SECRET = "bench-secret"
STEPS = ("/form", "رضا احمدی", "0499370899", "1361/05/12", "3", "بله")
"""One round of the six-step form as a person types it."""


@dataclass(slots=True)
class Run:
    """What one drive measured: steps a second and latencies in milliseconds, sorted."""

    steps_a_second: float
    latencies: list[float]

    def percentile(self, share: float) -> float:
        """Latency under which this share of the steps stayed, in milliseconds."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


async def drive(
    *, urls: Sequence[str], api: BotApi, chats: int, rounds: int, first_update: int, first_chat: int = 0
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
            arrived = api.chat(chat).bell
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
