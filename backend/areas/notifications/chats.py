"""How does a message reach a linked chat? As an event that wakes its conversation, pushed by the composition root."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from backend.areas.notifications.carrier import OpenMessage, Outcome, Verdict


class ChatUnreachable(Exception):
    """The chat takes nothing from us any more: blocked, deleted, or unlinked."""


class ChatPush(Protocol):
    """Shows something in a chat, once for each `update_id`, however often it is asked."""

    async def push(
        self,
        *,
        channel: str,
        bot: str,
        chat: str,
        update_id: str,
        topic: str,
        ref: str,
        values: Mapping[str, str | int],
        locale: str,
    ) -> None:
        """Raises ChatUnreachable; anything else raised means: again later."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCarrier:
    """The way out through chats."""

    push: ChatPush

    async def carry(self, message: OpenMessage) -> Outcome:
        channel, bot, chat = json.loads(message.to)
        try:
            await self.push.push(
                channel=channel,
                bot=bot,
                chat=chat,
                update_id=f"note:{message.id}",
                topic=message.topic or message.kind,
                ref=message.ref or "",
                values=message.values,
                locale=message.locale,
            )
        except ChatUnreachable:
            return Outcome(Verdict.FAILED, reason="chat-unreachable")
        return Outcome(Verdict.SENT)
