"""editMessageText, editMessageCaption, editMessageReplyMarkup: a message of the bot changes in place."""

from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.composing import compose_caption, compose_text
from simulators.telegram.markup import read_inline_only
from simulators.telegram.media import files_of
from simulators.telegram.messages import Stored
from simulators.telegram.posting import chat_to_write
from simulators.telegram.refusals import (
    CANT_EDIT,
    EDIT_NOT_FOUND,
    NO_CAPTION_TO_EDIT,
    NO_TEXT_TO_EDIT,
    NOT_MODIFIED,
    Refused,
)
from simulators.telegram.world import TelegramWorld


def edit_text(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """New text; the keyboard goes unless it is sent again."""
    composed = compose_text(call)
    message = _message_to_edit(world, call)
    if "text" not in message.body:
        raise Refused(NO_TEXT_TO_EDIT)
    return _change(world, call, message, composed.fields(), remove=("text", "entities"))


def edit_caption(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """New caption of a message with a file."""
    composed = compose_caption(call)
    message = _message_to_edit(world, call)
    if not files_of(message.body):
        raise Refused(NO_CAPTION_TO_EDIT)
    return _change(world, call, message, composed.fields(caption=True), remove=("caption", "caption_entities"))


def edit_reply_markup(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """New inline keyboard, or none."""
    return _change(world, call, _message_to_edit(world, call), {}, remove=())


def _message_to_edit(world: TelegramWorld, call: Call) -> Stored:
    if call.text("inline_message_id"):
        raise Refused(EDIT_NOT_FOUND)
    chat = chat_to_write(world, call)
    message = world.messages.get(call.bot.id, chat.id, call.integer("message_id"))
    if message is None:
        raise Refused(EDIT_NOT_FOUND)
    # a message that brought a reply keyboard, or somebody else's, cannot be edited
    if not message.outgoing or message.keyboard is not None or "forward_origin" in message.body:
        raise Refused(CANT_EDIT)
    return message


def _change(
    world: TelegramWorld, call: Call, message: Stored, content: dict[str, Any], *, remove: tuple[str, ...]
) -> dict[str, Any]:
    inline = read_inline_only(call)
    kept = {name: value for name, value in message.body.items() if name not in (*remove, "reply_markup", "edit_date")}
    body = kept | content | ({"reply_markup": inline} if inline else {})
    if body == {name: value for name, value in message.body.items() if name != "edit_date"}:
        raise Refused(NOT_MODIFIED)
    body["edit_date"] = int(world.now())
    world.messages.edit(message, body, visibly=bool(content))
    return body if world.manners.edits_answer_with_message else {"message_id": 0}
