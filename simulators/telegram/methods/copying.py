"""copyMessage and forwardMessage: a message from one chat once more in another."""

from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.composing import compose_caption
from simulators.telegram.media import files_of, media_content
from simulators.telegram.messages import Stored
from simulators.telegram.posting import find_chat, open_draft, post
from simulators.telegram.refusals import CANT_COPY, CANT_FORWARD, COPY_NOT_FOUND, FORWARD_NOT_FOUND, Refusal, Refused
from simulators.telegram.world import TelegramWorld


def copy_message(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """The content without its origin; a caption may be replaced. Answers with the number alone."""
    source = _source(world, call, missing=COPY_NOT_FOUND, protected=CANT_COPY)
    content = media_content(source.body)
    if call.fields.get("caption") is not None and files_of(source.body):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= compose_caption(call).fields(caption=True)
    message = post(world, call, open_draft(world, call), content)
    return {"message_id": message["message_id"]}


def forward_message(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """The content with its origin."""
    source = _source(world, call, missing=FORWARD_NOT_FOUND, protected=CANT_FORWARD)
    origin = source.body.get("forward_origin") or {
        "type": "user",
        "date": source.body["date"],
        "sender_user": source.body["from"],
    }
    return post(world, call, open_draft(world, call), {**media_content(source.body), "forward_origin": origin})


def _source(world: TelegramWorld, call: Call, *, missing: Refusal, protected: Refusal) -> Stored:
    chat = find_chat(world, call, "from_chat_id")
    source = world.messages.get(call.bot.id, chat.id, call.integer("message_id"))
    if source is None:
        raise Refused(missing)
    if source.body.get("has_protected_content"):
        raise Refused(protected)
    return source
