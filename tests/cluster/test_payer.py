"""Does the scripted person do what is asked, and no more than that?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bench.cluster.payer import Payer
from bench.phrases import phrase
from simulators.person import Citizen

MENU = [[{"text": "x", "callback_data": "1:premium-slip"}]]


@dataclass
class Chat:
    """A chat that shows one more of its messages at each look, and keeps what was tapped."""

    messages: list[dict[str, Any]]
    taps: list[str] = field(default_factory=list)
    looks: int = 0

    async def transcript(self) -> list[dict[str, Any]]:
        self.looks += 1
        return self.messages[: self.looks]

    async def change(self, since: int, wait: float) -> int:
        del wait
        return since + 1

    async def tap(self, data: str) -> None:
        self.taps.append(data)


def said(number: int, text_id: str, keys: list[list[dict[str, str]]]) -> dict[str, Any]:
    return {"from": "bot", "message_id": number, "text": phrase(text_id), "inline_keyboard": keys}


async def finish(*messages: dict[str, Any]) -> list[str]:
    chat = Chat(list(messages))
    await Payer(cast("Citizen", chat), {}).finish(within=5)
    return chat.taps


async def test_a_menu_is_answered() -> None:
    assert await finish(said(1, "engine-left", MENU), said(2, "pay-paid", [])) == ["1:premium-slip"]


async def test_who_hears_that_the_slip_is_paid_waits_for_the_receipt() -> None:
    assert await finish(said(1, "notice-payment-over", MENU), said(2, "pay-paid", [])) == []


async def test_a_receipt_that_does_not_come_is_said_with_the_last_words() -> None:
    chat = Chat([said(1, "notice-payment-over", MENU)])
    with pytest.raises(AssertionError, match=f"no receipt.*{phrase('notice-payment-over')}"):
        await Payer(cast("Citizen", chat), {}).finish(within=0.05)
