"""What does an answer of the Bot API mean for us? The classes of channels.md 2.3 as data."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)


class Action(StrEnum):
    """What to do about a send that did not succeed."""

    DONE = "done"
    """the wished state is already there"""
    WAIT = "wait"
    """hold the token back for `seconds`, then again; no attempt is spent"""
    RETRY = "retry"
    """transient; the message may have been sent"""
    UNREACHABLE = "unreachable"
    """this chat cannot be written to until the person comes back"""
    MOVED = "moved"
    """the chat has the new id `chat`"""
    BUG = "bug"
    """we sent something wrong: alert, no retry"""
    CONFIGURATION = "configuration"
    """token revoked or second consumer: open the circuit, alert"""


@dataclass(frozen=True, slots=True)
class Fault:
    """An action with what it needs."""

    action: Action
    seconds: float = 0
    chat: str = ""


_DONE = ("message is not modified", "message to delete not found", "query is too old", "query id is invalid")
_GONE = ("chat not found", "user not found", "peer_id_invalid")


def classify(error: Exception) -> Fault:
    """The fault behind an exception of aiogram or its transport.

    aiogram raises ClientDecodeError for an HTML 502 and TypeError for a 5xx without description: both are transport.
    """
    match error:
        case TelegramRetryAfter():
            return Fault(Action.WAIT, seconds=float(error.retry_after))
        case TelegramMigrateToChat():
            return Fault(Action.MOVED, chat=str(error.migrate_to_chat_id))
        case TelegramForbiddenError():
            return Fault(Action.UNREACHABLE)
        case TelegramUnauthorizedError() | TelegramNotFound() | TelegramConflictError():
            return Fault(Action.CONFIGURATION)
        case TelegramBadRequest():
            words = error.message.lower()
            if any(part in words for part in _DONE):
                return Fault(Action.DONE)
            return Fault(Action.UNREACHABLE if any(part in words for part in _GONE) else Action.BUG)
        case (
            TelegramServerError() | TelegramNetworkError() | ClientDecodeError() | TypeError() | asyncio.TimeoutError()
        ):
            return Fault(Action.RETRY)
        case TelegramAPIError():
            return Fault(Action.BUG)
        case _:
            raise error
