"""answerCallbackQuery: the word that ends the waiting after a tapped button."""

import json

from simulators.telegram.call import Call
from simulators.telegram.refusals import QUERY_TOO_OLD, Refused, bad_request
from simulators.telegram.world import TelegramWorld

ANSWER_LIMIT = 200


def answer_callback_query(world: TelegramWorld, call: Call) -> bool:
    """Once, soon, and with at most 200 characters."""
    query = world.database.one(
        "SELECT * FROM callbacks WHERE id = ? AND bot_id = ?", call.text("callback_query_id"), call.bot.id
    )
    if query is None or query["answer"] is not None or world.now() - query["asked"] > world.callback_lifetime:
        raise Refused(QUERY_TOO_OLD)
    if len(call.text("text")) > ANSWER_LIMIT:
        raise Refused(bad_request("MESSAGE_TOO_LONG"))
    answer = {"text": call.text("text"), "show_alert": call.flag("show_alert"), "url": call.text("url")}
    world.database.run("UPDATE callbacks SET answer = ? WHERE id = ?", json.dumps(answer), query["id"])
    world.dialogs.touch(call.bot.id, query["chat_id"])
    return True
