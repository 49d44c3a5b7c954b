"""What does an answer of the Bot API mean for us? The classes of channels.md 2.3 and 5.1 as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)


class Action(StrEnum):
    """What to do about a call that did not succeed."""

    DONE = "done"
    """the wished state is already there"""
    WAIT = "wait"
    """hold the token back for `seconds`, then again; no attempt is spent"""
    RETRY = "retry"
    """transient; the message may have been sent"""
    UNREACHABLE = "unreachable"
    """this chat cannot be written to until the person comes back"""
    MOVED = "moved"
    """the chat has the new id `chat`; again there"""
    VANISHED = "vanished"
    """the message to be changed is not there any more, or not to be changed: write a new one"""
    BUG = "bug"
    """we sent something wrong: alert, no retry"""
    CONFIGURATION = "configuration"
    """token revoked or second consumer: open the circuit, alert"""


@dataclass(frozen=True, slots=True)
class Fault:
    """An action with what it needs; `words` is the known phrase that decided, never Telegram's whole sentence."""

    action: Action
    seconds: float = 0
    chat: str = ""
    code: int = 0
    words: str = ""
    guessed: bool = False
    """the messenger did not say how many seconds"""


class CallFailed(Exception):
    """A call of the Bot API failed; `fault` says what to do. The text names neither token nor chat."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.code} {fault.words or fault.action}")
        self.fault = fault


REFUSALS: tuple[tuple[str, Action], ...] = (
    ("message is not modified", Action.DONE),
    ("message to delete not found", Action.DONE),
    ("query is too old", Action.DONE),
    ("query id is invalid", Action.DONE),
    ("message to edit not found", Action.VANISHED),
    ("message can't be edited", Action.VANISHED),
    ("there is no text in the message to edit", Action.VANISHED),
    ("message_id_invalid", Action.VANISHED),
    ("chat not found", Action.UNREACHABLE),
    ("no such group or user", Action.UNREACHABLE),
    ("permission_denied", Action.UNREACHABLE),
    ("local_rate_limited", Action.WAIT),
    ("bot limit exceed", Action.WAIT),
    ("token not found", Action.CONFIGURATION),
    ("webhook is active", Action.CONFIGURATION),
    ("user not found", Action.UNREACHABLE),
    ("peer_id_invalid", Action.UNREACHABLE),
    ("can't parse entities", Action.BUG),
    ("message is too long", Action.BUG),
    ("message text is empty", Action.BUG),
    ("button_data_invalid", Action.BUG),
    ("button_url_invalid", Action.BUG),
    ("wrong http url", Action.BUG),
    ("message to be replied not found", Action.BUG),
)
"""Phrases of a refusal below 500, in lower case; the first that occurs decides."""

CODES: Mapping[int, Action] = {
    HTTPStatus.BAD_REQUEST: Action.BUG,
    HTTPStatus.UNAUTHORIZED: Action.CONFIGURATION,
    HTTPStatus.FORBIDDEN: Action.UNREACHABLE,
    HTTPStatus.NOT_FOUND: Action.CONFIGURATION,
    HTTPStatus.CONFLICT: Action.CONFIGURATION,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Action.BUG,
    HTTPStatus.TOO_MANY_REQUESTS: Action.WAIT,
}
"""By error code, where no phrase decides; 5xx is RETRY, any other is BUG."""

LOST = Fault(Action.RETRY, words="no answer")
"""No connection, no answer in time, or an answer that is not the Bot API's (a proxy's page)."""


_UNSAID_WAIT = 1.0
"""Seconds to wait where a limit was met and nobody says for how long."""


def judge(code: int, description: str = "", parameters: Mapping[str, Any] | None = None) -> Fault:
    """The fault behind an error envelope. `parameters` as in ResponseParameters: retry_after (s), migrate_to_chat_id."""
    known = parameters or {}
    if known.get("retry_after"):
        return Fault(Action.WAIT, seconds=float(known["retry_after"]), code=code)
    if known.get("migrate_to_chat_id"):
        return Fault(Action.MOVED, chat=str(known["migrate_to_chat_id"]), code=code)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fault(Action.RETRY, code=code)
    described = description.lower()
    words, action = next(
        ((phrase, action) for phrase, action in REFUSALS if phrase in described), ("", CODES.get(code, Action.BUG))
    )
    waits = action is Action.WAIT
    return Fault(action, seconds=_UNSAID_WAIT if waits else 0.0, code=code, words=words, guessed=waits)


_CODE_OF: tuple[tuple[type[Exception], int], ...] = (
    (TelegramBadRequest, HTTPStatus.BAD_REQUEST),
    (TelegramUnauthorizedError, HTTPStatus.UNAUTHORIZED),
    (TelegramForbiddenError, HTTPStatus.FORBIDDEN),
    (TelegramNotFound, HTTPStatus.NOT_FOUND),
    (TelegramConflictError, HTTPStatus.CONFLICT),
    (TelegramEntityTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (TelegramServerError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


def classify(error: Exception) -> Fault:
    """The fault behind an exception of aiogram or its transport; anything else is raised again.

    aiogram raises ClientDecodeError for an HTML 502 and TypeError for a 5xx without description: both are transport.
    """
    match error:
        case CallFailed():
            return error.fault
        case TelegramRetryAfter():
            return judge(HTTPStatus.TOO_MANY_REQUESTS, parameters={"retry_after": error.retry_after})
        case TelegramMigrateToChat():
            return judge(HTTPStatus.BAD_REQUEST, parameters={"migrate_to_chat_id": error.migrate_to_chat_id})
        case ClientDecodeError() | TypeError() | TimeoutError():
            return LOST
        case TelegramAPIError():
            for kind, code in _CODE_OF:
                if isinstance(error, kind):
                    return judge(code, error.message)
            return LOST if isinstance(error, TelegramNetworkError) else Fault(Action.BUG)
        case _:
            raise error
