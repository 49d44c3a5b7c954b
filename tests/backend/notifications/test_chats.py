"""How does a message get into a linked chat, and what if the chat is gone?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from backend.areas.notifications.carrier import OpenMessage, Outcome, Verdict
from backend.areas.notifications.chats import ChatCarrier, ChatUnreachable
from backend.kit.outbox import Lane
from tests.backend.notifications.stage import NOON


@dataclass
class Pushes:
    problem: Exception | None = None
    seen: list[Mapping[str, Any]] = field(default_factory=list)

    async def push(self, **values: Any) -> None:
        if self.problem:
            raise self.problem
        self.seen.append(values)


MESSAGE = OpenMessage(
    id=5, kind="payment-received", lane=Lane.REPLIES, to=json.dumps(["telegram", "1", "10"]), values={"amount": 7},
    locale="fa", topic="payment", ref="p1", tries=1, in_doubt=False, late=False, first_try_at=NOON,
)  # fmt: skip


async def test_the_event_names_its_message_so_that_it_is_shown_once() -> None:
    pushes = Pushes()
    assert await ChatCarrier(push=pushes).carry(MESSAGE) == Outcome(Verdict.SENT)
    assert pushes.seen == [
        {
            "channel": "telegram", "bot": "1", "chat": "10", "update_id": "note:5", "topic": "payment", "ref": "p1",
            "values": {"amount": 7}, "locale": "fa",
        }
    ]  # fmt: skip


async def test_a_chat_that_is_gone_ends_the_message() -> None:
    outcome = await ChatCarrier(push=Pushes(ChatUnreachable())).carry(MESSAGE)
    assert outcome == Outcome(Verdict.FAILED, reason="chat-unreachable")


async def test_any_other_trouble_is_left_to_the_delivery() -> None:
    with pytest.raises(ConnectionError):
        await ChatCarrier(push=Pushes(ConnectionError())).carry(MESSAGE)
