"""Would Telegram accept this keyboard? Reply markup, checked and sorted into what a message shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from simulators.telegram.call import Call
from simulators.telegram.refusals import BUTTON_DATA_INVALID, Refused, bad_request

DATA_LIMIT = 64  # bytes
COPY_LIMIT = 256
BUTTON_LIMIT = 100
STYLES: Final = frozenset({"primary", "success", "danger", "link", "disabled"})
KINDS: Final = (
    *("url", "callback_data", "web_app", "login_url", "copy_text", "callback_game", "pay"),
    *("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"),
)
URL: Final = re.compile(r"(?:https?://|tg://|ton://)[^\s]+|[\w-]+(?:\.[\w-]+)+(?:[/:?#][^\s]*)?", re.IGNORECASE)
REQUESTS: Final = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """`inline` goes into the message; `keyboard` (reply keyboard, its removal, force reply) under the chat."""

    inline: dict[str, Any] | None = None
    keyboard: dict[str, Any] | None = None


def read_markup(call: Call, *, private: bool) -> Markup:
    """The `reply_markup` of a call; empty rows and buttons without text vanish silently, as they do in Telegram."""
    value = call.value("reply_markup", otherwise="can't parse reply keyboard markup JSON object")
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise Refused(bad_request("object expected as reply markup"))
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline keyboard", _inline_button)
        if sum(map(len, rows)) > BUTTON_LIMIT:
            raise Refused(bad_request("reply markup is too long"))
        return Markup(inline={"inline_keyboard": rows} if rows else None)
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard", lambda button: _reply_button(button, private=private))
        return Markup(keyboard={**value, "keyboard": rows} if rows else None)
    if value.get("remove_keyboard") or value.get("force_reply"):
        return Markup(keyboard=value)
    return Markup()


def read_inline_only(call: Call) -> dict[str, Any] | None:
    """The `reply_markup` of an edit, which can be an inline keyboard only."""
    markup = read_markup(call, private=True)
    if markup.keyboard is not None:
        raise Refused(bad_request("inline keyboard expected"))
    return markup.inline


def _rows(value: Any, name: str, read: Callable[[Any], dict[str, Any] | None]) -> list[list[dict[str, Any]]]:
    field = name.replace(" ", "_")
    if not isinstance(value, list):
        raise Refused(bad_request(f'field "{field}" must be of type Array'))
    rows = []
    for row in value:
        if not isinstance(row, list):
            owner = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
            raise Refused(bad_request(f'field "{field}"{owner} must be an Array of Arrays'))
        buttons = [read(button) for button in row]
        kept = [button for button in buttons if button is not None]
        if kept:
            rows.append(kept)
    return rows


def _inline_button(button: Any) -> dict[str, Any] | None:
    kept = _button(button, "inline keyboard button", "InlineKeyboardButton must be an Object")
    if not any(kept.get(kind) not in (None, "") for kind in KINDS) and kept.get("style") != "disabled":
        raise Refused(
            bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        )
    if not kept["text"]:
        return None
    url = kept.get("url")
    if url and not URL.fullmatch(url):
        raise Refused(bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"))
    if len(str(kept.get("callback_data", "")).encode()) > DATA_LIMIT:
        raise Refused(BUTTON_DATA_INVALID)
    copied = kept.get("copy_text")
    if copied is not None and not 1 <= len(copied.get("text", "")) <= COPY_LIMIT:
        raise Refused(bad_request("BUTTON_COPY_TEXT_INVALID"))
    return kept


def _reply_button(button: Any, *, private: bool) -> dict[str, Any] | None:
    if isinstance(button, str):
        button = {"text": button}
    kept = _button(button, "keyboard button", "KeyboardButton must be a String or an Object")
    for field, words in REQUESTS.items():
        if kept.get(field) and not private:
            raise Refused(bad_request(words))
    return kept if kept["text"] else None


def _button(button: Any, name: str, otherwise: str) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise Refused(bad_request(f"can't parse {name}: {otherwise}"))
    if not isinstance(button.get("text"), str):
        raise Refused(bad_request(f'can\'t parse {name}: Field "text" must be of type String'))
    if button.get("style") not in (None, "", *STYLES):
        raise Refused(bad_request(f"can't parse {name}: invalid button style specified"))
    return {field: value for field, value in button.items() if value is not None}
