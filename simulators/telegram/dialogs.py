"""May this bot write into this chat, and what does the chat show beside its messages? One dialog per bot and chat."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from simulators.telegram.database import Database
from simulators.telegram.signals import Signals


class DialogState(StrEnum):
    """How a bot stands in a chat."""

    STARTED = "started"
    BLOCKED = "blocked"
    MEMBER = "member"
    KICKED = "kicked"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Dialog:
    """What a chat shows beside its messages; `change` grows with every visible change."""

    bot_id: int
    chat_id: int
    state: DialogState
    change: int = 0
    keyboard: dict[str, Any] | None = None  # the reply keyboard in force
    draft: dict[str, Any] | None = None  # {"id", "text", "until"}
    action: dict[str, Any] | None = None  # {"action", "until"}


class DialogBook:
    """The dialogs, and the signal that one of them changed."""

    def __init__(self, database: Database, signals: Signals) -> None:
        self._database = database
        self._signals = signals
        self._states: dict[tuple[int, int], DialogState] = {}

    def state(self, bot_id: int, chat_id: int) -> DialogState | None:
        """How the bot stands in the chat; None when they never met."""
        key = (bot_id, chat_id)
        if key not in self._states:
            stored = self._database.value("SELECT state FROM dialogs WHERE bot_id = ? AND chat_id = ?", *key)
            if stored is None:
                return None
            self._states[key] = DialogState(stored)
        return self._states[key]

    def enter(self, bot_id: int, chat_id: int, state: DialogState) -> None:
        """Opens the dialog or changes how the bot stands in it."""
        self._database.run(
            "INSERT INTO dialogs (bot_id, chat_id, state) VALUES (?, ?, ?) "
            "ON CONFLICT (bot_id, chat_id) DO UPDATE SET state = excluded.state",
            bot_id,
            chat_id,
            state.value,
        )
        self._states[bot_id, chat_id] = state
        self.touch(bot_id, chat_id)

    def get(self, bot_id: int, chat_id: int) -> Dialog | None:
        """The dialog, or None when bot and chat never met."""
        row = self._database.one("SELECT * FROM dialogs WHERE bot_id = ? AND chat_id = ?", bot_id, chat_id)
        if row is None:
            return None
        values = {name: _read(row[name]) for name in ("keyboard", "draft", "action")}
        return Dialog(bot_id, chat_id, DialogState(row["state"]), row["change"], **values)

    def of_bot(self, bot_id: int) -> list[int]:
        """The chats a bot has met, the last changed first."""
        rows = self._database.all("SELECT chat_id FROM dialogs WHERE bot_id = ? ORDER BY change DESC", bot_id)
        return [row["chat_id"] for row in rows]

    def show_keyboard(self, bot_id: int, chat_id: int, keyboard: dict[str, Any] | None) -> None:
        """Puts a reply keyboard under the chat, or takes it away."""
        self._set("keyboard", bot_id, chat_id, keyboard)

    def show_draft(self, bot_id: int, chat_id: int, draft: dict[str, Any] | None) -> None:
        """Shows or withdraws the message that is being written."""
        self._set("draft", bot_id, chat_id, draft)

    def show_action(self, bot_id: int, chat_id: int, action: dict[str, Any] | None) -> None:
        """Shows "typing…" and the like."""
        self._set("action", bot_id, chat_id, action)

    def after_message(self, bot_id: int, chat_id: int, *, outgoing: bool) -> None:
        """A message of the bot ends its draft and its "typing…"."""
        clear = "draft = NULL, action = NULL, " if outgoing else ""
        self._database.run(
            f"UPDATE dialogs SET {clear}change = change + 1 WHERE bot_id = ? AND chat_id = ?",
            bot_id,
            chat_id,
        )
        self._signals.wake(("chat", bot_id, chat_id))

    def touch(self, bot_id: int, chat_id: int) -> None:
        """Tells the watchers that the chat looks different now."""
        self.after_message(bot_id, chat_id, outgoing=False)

    def forget_cache(self) -> None:
        """To be called when a transaction was rolled back."""
        self._states.clear()

    def _set(self, column: str, bot_id: int, chat_id: int, value: dict[str, Any] | None) -> None:
        self._database.run(
            f"UPDATE dialogs SET {column} = ?, change = change + 1 WHERE bot_id = ? AND chat_id = ?",
            None if value is None else json.dumps(value, ensure_ascii=False),
            bot_id,
            chat_id,
        )
        self._signals.wake(("chat", bot_id, chat_id))


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)
