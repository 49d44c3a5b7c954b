"""What does a test of polling put on the desk? Updates of a few chats, and a table in memory for those that wait."""

from __future__ import annotations

from typing import Any

from aiogram.types import Update
from pydantic_core import to_json

from bot.citizen.desk import Paper


def raw(number: int, chat: int = 9) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "م"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": "x"}
    return {"update_id": number, "message": message}


def paper(number: int, chat: int = 9, *, deferred: bool = False) -> Paper:
    return Paper(number, to_json(raw(number, chat)), Update.model_validate(raw(number, chat)), deferred)


class Drawer:
    """`Deferred` in memory; `is_away` as a database may be."""

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        self.ever: list[int] = []
        self.is_away = False

    async def keep(self, update_id: int, body: bytes) -> None:
        if self.is_away:
            raise ConnectionError
        self.kept[update_id] = body
        self.ever.append(update_id)

    async def drop(self, update_id: int) -> None:
        if self.is_away:
            raise ConnectionError
        self.kept.pop(update_id, None)

    async def waiting(self, limit: int) -> list[tuple[int, bytes]]:
        return sorted(self.kept.items())[:limit]
