"""How does a message of a bot get into a chat? Access to the chat, what it replies to, and the new Message object."""

from dataclasses import dataclass
from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.dialogs import DialogState
from simulators.telegram.markup import Markup, read_markup
from simulators.telegram.messages import Stored
from simulators.telegram.people import Group, Person
from simulators.telegram.refusals import (
    BLOCKED,
    CANT_INITIATE,
    CHAT_ID_EMPTY,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    REPLY_NOT_FOUND,
    Refused,
    bad_request,
    forbidden,
)
from simulators.telegram.world import TelegramWorld

Chat = Person | Group


def find_chat(world: TelegramWorld, call: Call, name: str = "chat_id") -> Chat:
    """The chat a parameter names, by number or @username; refused when there is none."""
    given = call.text(name).strip()
    if not given:
        raise Refused(CHAT_ID_EMPTY)
    chat: Chat | None
    if given.startswith("@"):
        chat = world.people.named(given[1:])
    else:
        try:
            number = int(given)
        except ValueError:
            raise Refused(CHAT_NOT_FOUND) from None
        chat = world.people.group(number) if number < 0 else world.people.person(number)
    if chat is None:
        raise Refused(CHAT_NOT_FOUND)
    if isinstance(chat, Group) and chat.migrated_to is not None:
        words = "group chat was upgraded to a supergroup chat"
        raise Refused(bad_request(words, migrate_to_chat_id=chat.migrated_to))
    return chat


def chat_to_write(world: TelegramWorld, call: Call) -> Chat:
    """The chat the bot wants to write into; refused when it may not."""
    chat = find_chat(world, call)
    state = world.dialogs.state(call.bot.id, chat.id)
    if isinstance(chat, Person):
        if chat.deactivated:
            raise Refused(DEACTIVATED)
        if state is None:
            raise Refused(CANT_INITIATE)
        if state is DialogState.BLOCKED:
            raise Refused(BLOCKED)
        return chat
    if state is DialogState.KICKED:
        raise Refused(forbidden(f"bot was kicked from the {chat.type} chat"))
    if state is not DialogState.MEMBER:
        raise Refused(forbidden(f"bot is not a member of the {chat.type} chat"))
    return chat


@dataclass(frozen=True, slots=True)
class Draft:
    """What the messages of one call have in common."""

    chat: Chat
    markup: Markup
    reply_to: dict[str, Any] | None
    protect: bool


def open_draft(world: TelegramWorld, call: Call) -> Draft:
    """Checks chat, reply target and keyboard of a call that sends."""
    chat = chat_to_write(world, call)
    return Draft(
        chat=chat,
        markup=read_markup(call, private=isinstance(chat, Person)),
        reply_to=_reply_target(world, call, chat.id),
        protect=world.manners.protects and call.flag("protect_content"),
    )


def _reply_target(world: TelegramWorld, call: Call, chat_id: int) -> dict[str, Any] | None:
    given = call.value("reply_parameters", otherwise="can't parse reply parameters JSON object")
    if given is not None and not isinstance(given, dict):
        raise Refused(bad_request("object expected as reply parameters"))
    given = given or {
        "message_id": call.integer("reply_to_message_id"),
        "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
    }
    number = given.get("message_id")
    if not number:
        return None
    target = world.messages.get(call.bot.id, chat_id, number) if isinstance(number, int) else None
    if target is not None:
        return {name: value for name, value in target.body.items() if name != "reply_to_message"}
    if given.get("allow_sending_without_reply"):
        return None
    raise Refused(REPLY_NOT_FOUND)


def post(world: TelegramWorld, call: Call, draft: Draft, content: dict[str, Any]) -> dict[str, Any]:
    """Puts a message of the bot into the chat; returns its Message object."""
    now = world.now()
    bot_id, chat_id = call.bot.id, draft.chat.id
    body: dict[str, Any] = {
        "message_id": world.messages.next_id(bot_id, chat_id),
        "from": call.bot.user(),
        "chat": draft.chat.chat(),
        "date": int(now),
    }
    if draft.reply_to is not None:
        body["reply_to_message"] = draft.reply_to
    if draft.protect:
        body["has_protected_content"] = True
    body |= content
    if draft.markup.inline is not None:
        body["reply_markup"] = draft.markup.inline
    keyboard = draft.markup.keyboard
    world.messages.add(Stored(bot_id, chat_id, body["message_id"], True, body, keyboard, now))
    if keyboard is not None:
        shown = "keyboard" in keyboard or "force_reply" in keyboard
        world.dialogs.show_keyboard(bot_id, chat_id, keyboard if shown else None)
    return body
