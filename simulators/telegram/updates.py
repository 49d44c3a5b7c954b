"""Which updates still have to reach a bot? The queue of a bot, with what became of each update."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulators.telegram.bots import BotBook
from simulators.telegram.database import Database, Row
from simulators.telegram.signals import Signals

FIRST_UPDATE = 870_000_001
LIFETIME = 24 * 3600.0  # seconds an undelivered update is kept


@dataclass(frozen=True, slots=True)
class Update:
    """One update and the state of its delivery ("pending", "delivered", "expired" or "dropped")."""

    bot_id: int
    update_id: int
    chat_id: int
    kind: str
    content: dict[str, Any]
    created: float
    state: str
    attempts: int
    error: str | None
    delivered: float | None = None

    def body(self) -> dict[str, Any]:
        """As an Update object."""
        return {"update_id": self.update_id, self.kind: self.content}


class UpdateQueue:
    """Updates by bot; numbers rise by one and are never used again, not even after a restart."""

    def __init__(self, database: Database, bots: BotBook, signals: Signals, clock: Callable[[], float]) -> None:
        self._database = database
        self._bots = bots
        self._signals = signals
        self._clock = clock
        self.on_new: Callable[[int, int, int], None] | None = None  # bot, chat, update

    def emit(self, bot_id: int, chat_id: int, kind: str, content: dict[str, Any]) -> int | None:
        """Queues an update; returns its number, or None when the bot did not ask for this kind."""
        bot = self._bots.get(bot_id)
        if bot is None or not bot.wants(kind):
            return None
        update_id = self._database.next(f"update:{bot_id}", first=FIRST_UPDATE)
        self._database.run(
            "INSERT INTO updates (bot_id, update_id, chat_id, kind, body, created) VALUES (?, ?, ?, ?, ?, ?)",
            bot_id,
            update_id,
            chat_id,
            kind,
            json.dumps(content, ensure_ascii=False),
            self._clock(),
        )
        self._signals.wake(("updates", bot_id))
        if self.on_new is not None:
            self.on_new(bot_id, chat_id, update_id)
        return update_id

    def pending(self, bot_id: int, *, since: int = 0, limit: int = 100) -> list[Update]:
        """The oldest undelivered updates numbered `since` or above; those older than a day are given up."""
        self._database.run(
            "UPDATE updates SET state = 'expired' WHERE bot_id = ? AND state = 'pending' AND created < ?",
            bot_id,
            self._clock() - LIFETIME,
        )
        rows = self._database.all(
            "SELECT * FROM updates WHERE bot_id = ? AND state = 'pending' AND update_id >= ? "
            "ORDER BY update_id LIMIT ?",
            bot_id,
            since,
            limit,
        )
        return [_update(row) for row in rows]

    def get(self, bot_id: int, update_id: int) -> Update | None:
        """One update."""
        row = self._database.one("SELECT * FROM updates WHERE bot_id = ? AND update_id = ?", bot_id, update_id)
        return None if row is None else _update(row)

    def confirm_below(self, bot_id: int, offset: int) -> None:
        """A poller that asks from `offset` on has what came before."""
        self._database.run(
            "UPDATE updates SET state = 'delivered', delivered = ? "
            "WHERE bot_id = ? AND state = 'pending' AND update_id < ?",
            self._clock(),
            bot_id,
            offset,
        )

    def keep_last(self, bot_id: int, count: int) -> None:
        """A negative offset: forget everything but the last `count`."""
        newest = self._database.value(
            "SELECT update_id FROM updates WHERE bot_id = ? AND state = 'pending' ORDER BY update_id DESC LIMIT 1 OFFSET ?",
            bot_id,
            count - 1,
        )
        if newest is not None:
            self.confirm_below(bot_id, newest)

    def delivered(self, bot_id: int, update_id: int) -> None:
        """The webhook has taken this update."""
        self._finish(bot_id, update_id, "delivered", None)

    def expired(self, bot_id: int, update_id: int) -> None:
        """Nobody took it for a day."""
        self._finish(bot_id, update_id, "expired", None)

    def failed(self, bot_id: int, update_id: int, error: str) -> None:
        """The webhook did not take it; it stays in the queue."""
        self._finish(bot_id, update_id, "pending", error)

    def drop(self, bot_id: int) -> None:
        """Forgets everything undelivered (`drop_pending_updates`)."""
        self._database.run("UPDATE updates SET state = 'dropped' WHERE bot_id = ? AND state = 'pending'", bot_id)

    def count(self, bot_id: int) -> int:
        """How many are undelivered."""
        return int(
            self._database.value("SELECT count(*) FROM updates WHERE bot_id = ? AND state = 'pending'", bot_id) or 0
        )

    def history(self, bot_id: int, *, chat_id: int | None, state: str | None, limit: int) -> list[Update]:
        """The last updates, the oldest first, with what became of them."""
        rows = self._database.all(
            "SELECT * FROM updates WHERE bot_id = ? AND chat_id = coalesce(?, chat_id) AND state = coalesce(?, state) "
            "ORDER BY update_id DESC LIMIT ?",
            bot_id,
            chat_id,
            state,
            limit,
        )
        return [_update(row) for row in reversed(rows)]

    def _finish(self, bot_id: int, update_id: int, state: str, error: str | None) -> None:
        self._database.run(
            "UPDATE updates SET state = ?, error = ?, attempts = attempts + 1, delivered = ? "
            "WHERE bot_id = ? AND update_id = ? AND state = 'pending'",
            state,
            error,
            self._clock() if state == "delivered" else None,
            bot_id,
            update_id,
        )


def _update(row: Row) -> Update:
    return Update(
        bot_id=row["bot_id"],
        update_id=row["update_id"],
        chat_id=row["chat_id"],
        kind=row["kind"],
        content=json.loads(row["body"]),
        created=row["created"],
        state=row["state"],
        attempts=row["attempts"],
        error=row["error"],
        delivered=row["delivered"],
    )
