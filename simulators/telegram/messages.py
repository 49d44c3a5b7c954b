"""What was said in a chat? The messages of both sides, with the keyboards below them."""

import json
from dataclasses import dataclass, replace
from typing import Any

from simulators.telegram.database import Database, Row
from simulators.telegram.dialogs import DialogBook


@dataclass(frozen=True, slots=True)
class Stored:
    """A message: `body` is its Message object, `keyboard` what was asked for besides an inline keyboard."""

    bot_id: int
    chat_id: int
    message_id: int
    outgoing: bool
    body: dict[str, Any]
    keyboard: dict[str, Any] | None
    date: float
    edits: int = 0
    deleted: bool = False


class MessageBook:
    """Messages by bot, chat and number; every write is seen by the watchers of the chat."""

    def __init__(self, database: Database, dialogs: DialogBook, *, ids_per_chat: bool) -> None:
        self._database = database
        self._dialogs = dialogs
        self._ids_per_chat = ids_per_chat

    def next_id(self, bot_id: int, chat_id: int) -> int:
        """The next message number: one sequence for a bot, or 1, 2, 3 … in every chat (Bale)."""
        return self._database.next(f"message:{bot_id}:{chat_id}" if self._ids_per_chat else f"message:{bot_id}")

    def add(self, message: Stored) -> None:
        """Writes a new message."""
        self._database.run(
            "INSERT INTO messages (bot_id, chat_id, message_id, outgoing, body, keyboard, date) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            message.bot_id,
            message.chat_id,
            message.message_id,
            int(message.outgoing),
            json.dumps(message.body, ensure_ascii=False),
            None if message.keyboard is None else json.dumps(message.keyboard, ensure_ascii=False),
            message.date,
        )
        self._dialogs.after_message(message.bot_id, message.chat_id, outgoing=message.outgoing)

    def edit(self, message: Stored, body: dict[str, Any], *, visibly: bool = True) -> Stored:
        """Replaces what a message says; other buttons alone do not mark it as edited (`visibly` false)."""
        edited = replace(message, body=body, edits=message.edits + visibly)
        self._database.run(
            "UPDATE messages SET body = ?, edits = ? WHERE bot_id = ? AND chat_id = ? AND message_id = ?",
            json.dumps(body, ensure_ascii=False),
            edited.edits,
            message.bot_id,
            message.chat_id,
            message.message_id,
        )
        self._dialogs.touch(message.bot_id, message.chat_id)
        return edited

    def delete(self, message: Stored) -> None:
        """Takes a message out of the chat; it stays in the file for whoever asks what was deleted."""
        self._database.run(
            "UPDATE messages SET deleted = 1 WHERE bot_id = ? AND chat_id = ? AND message_id = ?",
            message.bot_id,
            message.chat_id,
            message.message_id,
        )
        self._dialogs.touch(message.bot_id, message.chat_id)

    def get(self, bot_id: int, chat_id: int, message_id: int, *, deleted: bool = False) -> Stored | None:
        """One message; a deleted one only when asked for."""
        row = self._database.one(
            "SELECT * FROM messages WHERE bot_id = ? AND chat_id = ? AND message_id = ?", bot_id, chat_id, message_id
        )
        if row is None or (row["deleted"] and not deleted):
            return None
        return _stored(row)

    def of_chat(
        self, bot_id: int, chat_id: int, *, after: int = 0, limit: int = -1, deleted: bool = False
    ) -> list[Stored]:
        """The last `limit` messages (-1: all) whose number is above `after`, the oldest first."""
        rows = self._database.all(
            "SELECT * FROM messages WHERE bot_id = ? AND chat_id = ? AND message_id > ? AND deleted <= ? "
            "ORDER BY message_id DESC LIMIT ?",
            bot_id,
            chat_id,
            after,
            int(deleted),
            limit,
        )
        return [_stored(row) for row in reversed(rows)]

    def count(self) -> int:
        """How many messages there are in all."""
        return int(self._database.value("SELECT count(*) FROM messages"))


def _stored(row: Row) -> Stored:
    return Stored(
        bot_id=row["bot_id"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        outgoing=bool(row["outgoing"]),
        body=json.loads(row["body"]),
        keyboard=None if row["keyboard"] is None else json.loads(row["keyboard"]),
        date=row["date"],
        edits=row["edits"],
        deleted=bool(row["deleted"]),
    )
