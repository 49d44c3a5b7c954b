"""getChat, leaveChat and the menu button of a chat."""

import json
from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.dialogs import DialogState
from simulators.telegram.people import Person
from simulators.telegram.posting import chat_to_write, find_chat
from simulators.telegram.refusals import CHAT_NOT_FOUND, Refused, bad_request
from simulators.telegram.world import TelegramWorld

DEFAULT_BUTTON = {"type": "commands"}


def get_chat(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """A chat the bot has met, in full."""
    chat = find_chat(world, call)
    if world.dialogs.state(call.bot.id, chat.id) is None:
        raise Refused(CHAT_NOT_FOUND)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return {**chat.chat(), "accent_color_id": 3, "max_reaction_count": 11, "accepted_gift_types": gifts}


def leave_chat(world: TelegramWorld, call: Call) -> bool:
    """Out of a group."""
    chat = chat_to_write(world, call)
    if isinstance(chat, Person):
        raise Refused(bad_request("chat member status can't be changed in private chats"))
    world.dialogs.enter(call.bot.id, chat.id, DialogState.LEFT)
    return True


def set_chat_menu_button(world: TelegramWorld, call: Call) -> bool:
    """The button beside the input field, of one private chat or (no chat_id) of all."""
    button = call.value("menu_button", otherwise="can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise Refused(bad_request("can't parse menu button: MenuButton has unsupported type"))
    if button["type"] == "web_app" and not (button.get("text") and (button.get("web_app") or {}).get("url")):
        raise Refused(bad_request("can't parse menu button: Can't find field \"text\""))
    world.database.run(
        "INSERT OR REPLACE INTO menu_buttons VALUES (?, ?, ?)", call.bot.id, _scope(world, call), json.dumps(button)
    )
    return True


def get_chat_menu_button(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """What set_chat_menu_button put there."""
    for chat_id in (_scope(world, call), 0):
        stored = world.database.value(
            "SELECT button FROM menu_buttons WHERE bot_id = ? AND chat_id = ?", call.bot.id, chat_id
        )
        if stored is not None:
            button: dict[str, Any] = json.loads(stored)
            if button["type"] != "default" or not chat_id:
                return button
    return DEFAULT_BUTTON


def _scope(world: TelegramWorld, call: Call) -> int:
    return chat_to_write(world, call).id if call.text("chat_id") else 0
