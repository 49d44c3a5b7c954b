"""What happens when somebody taps a button? Inline and reply keyboards, also of old messages."""

from dataclasses import dataclass
from typing import Any

from simulators.telegram.acts import Acts, NotPossible, Seat, Sent
from simulators.telegram.dialogs import DialogState
from simulators.telegram.messages import Stored
from simulators.telegram.world import TelegramWorld

LOOK_BACK = 200  # messages searched for a label


NOTHING_SENT = Sent(None)


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tap led to: `kind` is callback, text, contact, location, url, copy or other."""

    kind: str
    sent: Sent = NOTHING_SENT
    callback_id: str | None = None
    value: str | None = None  # the URL or the text to copy


class Buttons:
    """Finds the button a person means, and taps it."""

    def __init__(self, world: TelegramWorld, acts: Acts) -> None:
        self._world = world
        self._acts = acts

    def press(self, seat: Seat, *, label: str | None, data: str | None, message_id: int | None, force: bool) -> Tap:
        """Taps by label or callback data, newest message first; the reply keyboard comes last.

        `force` (with `data` and `message_id`) taps a button the message no longer has, as a phone with an old
        picture of the chat would.
        """
        for message in self._candidates(seat, message_id, force=force):
            for button in inline_buttons(message.body):
                if (label is None or button["text"].strip() == label.strip()) and (
                    data is None or button.get("callback_data") == data
                ):
                    return self._tap_inline(seat, message, button)
            if force and data is not None and message_id is not None:
                return self._ask(seat, message, data)
        if label is not None and message_id is None:
            return self.press_reply(seat, label)
        raise NotPossible(404, "no such button")

    def _candidates(self, seat: Seat, message_id: int | None, *, force: bool) -> list[Stored]:
        if message_id is None:
            return self._world.messages.of_chat(seat.bot_id, seat.chat_id, limit=LOOK_BACK)[::-1]
        message = self._world.messages.get(seat.bot_id, seat.chat_id, message_id, deleted=force)
        if message is None:
            raise NotPossible(404, "no such message")
        return [message]

    def _tap_inline(self, seat: Seat, message: Stored, button: dict[str, Any]) -> Tap:
        if button.get("url"):
            return Tap("url", value=button["url"])
        if button.get("copy_text"):
            return Tap("copy", value=button["copy_text"]["text"])
        if button.get("callback_data"):
            return self._ask(seat, message, button["callback_data"])
        return Tap("other")

    def _ask(self, seat: Seat, message: Stored, data: str) -> Tap:
        world = self._world
        if world.dialogs.state(seat.bot_id, seat.chat_id) not in (DialogState.STARTED, DialogState.MEMBER):
            raise NotPossible(409, "the bot cannot be reached from here")
        with world.database.transaction():
            callback_id = str((seat.person.id << 24) + world.database.next("callback"))
            world.database.run(
                "INSERT INTO callbacks VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                callback_id,
                seat.bot_id,
                seat.person.id,
                seat.chat_id,
                message.message_id,
                data,
                world.now(),
            )
            query: dict[str, Any] = {"id": callback_id, "from": seat.person.user(), "data": data}
            query["message"] = _shown(message)
            if world.manners.chat_instance:
                query["chat_instance"] = str(-7_000_000_000_000_000_000 + seat.bot_id * 1_000_003 + seat.chat_id)
            update_id = world.updates.emit(seat.bot_id, seat.chat_id, "callback_query", query)
        return Tap("callback", Sent(update_id, message.message_id), callback_id)

    def press_reply(self, seat: Seat, label: str) -> Tap:
        """Taps a button under the text field, which sends its words as a message (or the contact that it asks for)."""
        dialog = self._world.dialogs.get(seat.bot_id, seat.chat_id)
        keyboard = dialog.keyboard if dialog else None
        for button in [button for row in (keyboard or {}).get("keyboard", []) for button in row]:
            if button["text"].strip() != label.strip():
                continue
            if (keyboard or {}).get("one_time_keyboard"):
                self._world.dialogs.show_keyboard(seat.bot_id, seat.chat_id, None)
            if button.get("request_contact"):
                return Tap("contact", self._acts.share_own_contact(seat))
            if button.get("request_location"):
                place = {"location": {"latitude": 35.6892, "longitude": 51.389}}
                return Tap("location", self._acts.send(seat, place))
            return Tap("text", self._acts.say(seat, button["text"])[0])
        raise NotPossible(404, "no such button")


def inline_buttons(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The inline buttons of a Message object in reading order."""
    return [button for row in body.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _shown(message: Stored) -> dict[str, Any]:
    if message.deleted:
        return {"chat": message.body["chat"], "message_id": message.message_id, "date": 0}
    return message.body
