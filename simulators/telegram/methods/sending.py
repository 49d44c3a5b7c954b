"""sendMessage and its relatives without a file: text, place, contact, "typing…" and drafts."""

from typing import Any, Final

from simulators.telegram.call import Call
from simulators.telegram.composing import compose_text
from simulators.telegram.people import Person
from simulators.telegram.posting import chat_to_write, open_draft, post
from simulators.telegram.refusals import Refused, bad_request
from simulators.telegram.world import TelegramWorld

ACTIONS: Final = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)
ACTION_SECONDS = 5
DRAFT_SECONDS = 30


def send_message(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """Text of 1–4096 units."""
    composed = compose_text(call)
    return post(world, call, open_draft(world, call), composed.fields())


def send_location(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """A place by latitude and longitude in degrees."""
    place: dict[str, float] = {}
    for name in ("latitude", "longitude"):
        try:
            place[name] = float(call.text(name))
        except ValueError:
            raise Refused(bad_request(f"{name} is empty")) from None
    return post(world, call, open_draft(world, call), {"location": place})


def send_contact(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """A phone number with a name."""
    contact = {name: call.text(name) for name in ("phone_number", "first_name", "last_name") if call.text(name)}
    if "phone_number" not in contact:
        raise Refused(bad_request("phone_number is empty"))
    if "first_name" not in contact:
        raise Refused(bad_request("first_name is empty"))
    return post(world, call, open_draft(world, call), {"contact": contact})


def send_chat_action(world: TelegramWorld, call: Call) -> bool:
    """Shows what the bot is busy with for five seconds."""
    chat = chat_to_write(world, call)
    if call.text("action") not in ACTIONS:
        raise Refused(bad_request("wrong parameter action in request"))
    shown = {"action": call.text("action"), "until": world.now() + ACTION_SECONDS}
    world.dialogs.show_action(call.bot.id, chat.id, shown)
    return True


def send_message_draft(world: TelegramWorld, call: Call) -> bool:
    """Shows a message that is still being written, for 30 seconds; in private chats only."""
    composed = compose_text(call, empty_allowed=True)
    chat = chat_to_write(world, call)
    if not isinstance(chat, Person):
        raise Refused(bad_request("message drafts can be sent to private chats only"))
    if not call.integer("draft_id"):
        raise Refused(bad_request("RANDOM_ID_INVALID"))
    shown = {"id": call.integer("draft_id"), "text": composed.text, "until": world.now() + DRAFT_SECONDS}
    world.dialogs.show_draft(call.bot.id, chat.id, shown)
    return True
