"""Which bots exist, and with which token do they speak? The bots a simulated BotFather has issued."""

import json
from dataclasses import dataclass, replace
from typing import Any

from simulators.telegram.database import Database, Row
from simulators.telegram.refusals import UNAUTHORIZED, Refused

# chat_member, message_reaction and message_reaction_count come only when asked for
ALL_BUT_OPT_IN = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a bot wants its updates posted."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    has_certificate: bool = False


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot: `allowed` is None as long as the bot never said which kinds of updates it wants."""

    id: int
    token: str
    username: str
    name: str
    allowed: tuple[str, ...] | None = None
    webhook: Webhook | None = None

    def user(self) -> dict[str, Any]:
        """The bot as a User object."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def wants(self, kind: str) -> bool:
        """Is this kind of update to be delivered?"""
        return kind in (self.allowed or ALL_BUT_OPT_IN)


class BotBook:
    """The bots, kept in memory and written through."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bots = {row["id"]: _bot(row) for row in database.all("SELECT * FROM bots ORDER BY rowid")}
        self._by_token = {bot.token: bot.id for bot in self._bots.values()}

    def register(self, token: str, *, username: str, name: str) -> Bot:
        """Adds or renames the bot of `token` ("<id>:<secret>"); its updates and webhook are kept.

        Raises ValueError when the token has another shape.
        """
        number, colon, secret = token.partition(":")
        if not (number.isdigit() and colon and secret):
            raise ValueError('a bot token is "<number>:<secret>"')
        old = self._bots.get(int(number))
        bot = (
            replace(old, token=token, username=username, name=name) if old else Bot(int(number), token, username, name)
        )
        self.save(bot)
        return bot

    def save(self, bot: Bot) -> None:
        """Writes a changed bot."""
        old = self._bots.get(bot.id)
        if old is not None:
            self._by_token.pop(old.token, None)
        self._bots[bot.id], self._by_token[bot.token] = bot, bot.id
        self._database.run(
            "INSERT OR REPLACE INTO bots VALUES (?, ?, ?, ?, ?, ?)",
            bot.id,
            bot.token,
            bot.username,
            bot.name,
            None if bot.allowed is None else json.dumps(bot.allowed),
            None if bot.webhook is None else json.dumps(_webhook_json(bot.webhook)),
        )

    def by_token(self, token: str) -> Bot:
        """The bot that owns the token; refused with 401 otherwise."""
        number = self._by_token.get(token)
        if number is None:
            raise Refused(UNAUTHORIZED)
        return self._bots[number]

    def get(self, bot_id: int) -> Bot | None:
        """The bot of this id."""
        return self._bots.get(bot_id)

    def all(self) -> tuple[Bot, ...]:
        """Every bot, the first registered first."""
        return tuple(self._bots.values())


def _webhook_json(webhook: Webhook) -> dict[str, Any]:
    return {name: getattr(webhook, name) for name in Webhook.__slots__}


def _bot(row: Row) -> Bot:
    return Bot(
        id=row["id"],
        token=row["token"],
        username=row["username"],
        name=row["name"],
        allowed=None if row["allowed"] is None else tuple(json.loads(row["allowed"])),
        webhook=None if row["webhook"] is None else Webhook(**json.loads(row["webhook"])),
    )
