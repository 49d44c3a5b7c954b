"""Is every answer of the Bot API met with the right action, through our wire and through aiogram's own calls?"""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import SendMessage
from aiogram.methods.base import Response

from bot.citizen.faults import LOST, Action, CallFailed, Fault, classify, judge

TABLE = [
    (429, "Too Many Requests: retry after 7", {"retry_after": 7}, Action.WAIT),
    (429, "Too Many Requests", None, Action.WAIT),
    (403, "Forbidden: bot was blocked by the user", None, Action.UNREACHABLE),
    (403, "Forbidden: user is deactivated", None, Action.UNREACHABLE),
    (403, "Forbidden: bot can't initiate conversation with a user", None, Action.UNREACHABLE),
    (403, "Forbidden: bot was kicked from the group chat", None, Action.UNREACHABLE),
    (400, "Bad Request: chat not found", None, Action.UNREACHABLE),
    (400, "Bad Request: PEER_ID_INVALID", None, Action.UNREACHABLE),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1001}, Action.MOVED),
    (400, "Bad Request: can't parse entities: Unsupported start tag", None, Action.BUG),
    (400, "Bad Request: message is too long", None, Action.BUG),
    (400, "Bad Request: BUTTON_DATA_INVALID", None, Action.BUG),
    (400, "Bad Request: message to be replied not found", None, Action.BUG),
    (400, "Bad Request: something nobody has seen before", None, Action.BUG),
    (400, "Bad Request: message is not modified: specified new message content", None, Action.DONE),
    (400, "Bad Request: message to delete not found", None, Action.DONE),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", None, Action.DONE),
    (400, "Bad Request: message to edit not found", None, Action.VANISHED),
    (400, "Bad Request: message can't be edited", None, Action.VANISHED),
    (401, "Unauthorized", None, Action.CONFIGURATION),
    (404, "Not Found", None, Action.CONFIGURATION),
    (409, "Conflict: terminated by other getUpdates request", None, Action.CONFIGURATION),
    (413, "Request Entity Too Large", None, Action.BUG),
    (400, "no such group or user", None, Action.UNREACHABLE),
    (403, "permission_denied", None, Action.UNREACHABLE),
    (400, "permission_denied", None, Action.UNREACHABLE),
    (400, "Bad Request: local_rate_limited", None, Action.WAIT),
    (400, "bot limit exceed", None, Action.WAIT),
    (404, "Bad Request: Token not found", None, Action.CONFIGURATION),
    (400, "Bad Request: Token not found", None, Action.CONFIGURATION),
    (500, "Internal Server Error", None, Action.RETRY),
    (502, "Bad Gateway", None, Action.RETRY),
]
IDS = [f"{code} {description[:40]}" for code, description, _, _ in TABLE]


@pytest.mark.parametrize(("code", "description", "parameters", "action"), TABLE, ids=IDS)
def test_an_envelope_is_judged(code: int, description: str, parameters: dict[str, int] | None, action: Action) -> None:
    fault = judge(code, description, parameters)
    assert fault.action is action
    if action is Action.WAIT:
        assert fault.seconds == (parameters or {}).get("retry_after", 1)
    if action is Action.MOVED:
        assert fault.chat == "-1001"


@pytest.mark.parametrize(("code", "description", "parameters", "action"), TABLE, ids=IDS)
def test_aiograms_exception_for_it_is_judged_alike(
    code: int, description: str, parameters: dict[str, int] | None, action: Action
) -> None:
    bot = Bot("42:x")
    envelope = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    content = Response[bool].model_validate(envelope).model_dump_json(exclude_none=True)
    with pytest.raises(Exception) as raised:
        bot.session.check_response(bot, SendMessage(chat_id=1, text="x"), code, content)
    if code == 429 and parameters is None:  # aiogram has no class for a 429 without its seconds
        assert classify(raised.value).action is Action.BUG
    else:
        assert classify(raised.value).action is action


def test_traps_of_the_transport_are_transient() -> None:
    method = SendMessage(chat_id=1, text="x")
    page = ClientDecodeError("Failed to decode object", ValueError("<"), "<html>502 Bad Gateway</html>")
    assert classify(page) == LOST
    bot = Bot("42:x")
    with pytest.raises(TypeError) as bare:
        bot.session.check_response(bot, method, 500, '{"ok": false, "error_code": 500}')
    assert classify(bare.value) == LOST
    assert classify(TimeoutError()) == LOST
    assert classify(TelegramNetworkError(method=method, message="ServerDisconnectedError")) == LOST
    assert LOST.action is Action.RETRY


def test_our_own_failure_carries_its_fault_and_no_secret() -> None:
    fault = Fault(Action.BUG, code=400, words="message is too long")
    assert classify(CallFailed(fault)) is fault
    assert str(CallFailed(fault)) == "400 message is too long"


def test_what_is_no_fault_of_telegram_is_raised_again() -> None:
    with pytest.raises(ZeroDivisionError):
        classify(ZeroDivisionError())
