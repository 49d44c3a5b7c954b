"""deleteMessage and deleteMessages: a message leaves the chat."""

from simulators.telegram.call import Call
from simulators.telegram.messages import Stored
from simulators.telegram.posting import chat_to_write
from simulators.telegram.refusals import CANT_DELETE, DELETE_NOT_FOUND, Refused, bad_request
from simulators.telegram.world import TelegramWorld

DELETABLE_SECONDS = 48 * 3600
BULK_LIMIT = 100


def delete_message(world: TelegramWorld, call: Call) -> bool:
    """One message, not older than 48 hours."""
    chat = chat_to_write(world, call)
    if not call.integer("message_id"):
        raise Refused(bad_request("message identifier is not specified"))
    message = world.messages.get(call.bot.id, chat.id, call.integer("message_id"))
    if message is None:
        raise Refused(DELETE_NOT_FOUND)
    _delete(world, message)
    return True


def delete_messages(world: TelegramWorld, call: Call) -> bool:
    """Up to 100 messages; those that are not there are passed over."""
    chat = chat_to_write(world, call)
    numbers = call.value("message_ids", otherwise="can't parse message identifiers JSON object")
    if not isinstance(numbers, list) or not numbers:
        raise Refused(bad_request("message identifiers are not specified"))
    if len(numbers) > BULK_LIMIT:
        raise Refused(bad_request("too many message identifiers specified"))
    if not all(isinstance(number, int) for number in numbers):
        raise Refused(bad_request("message identifier must be a Number"))
    for number in numbers:
        message = world.messages.get(call.bot.id, chat.id, number)
        if message is not None:
            _delete(world, message)
    return True


def _delete(world: TelegramWorld, message: Stored) -> None:
    if world.now() - message.date > DELETABLE_SECONDS:
        raise Refused(CANT_DELETE)
    world.messages.delete(message)
