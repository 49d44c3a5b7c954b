"""What can a person do in the messenger? Press start, write, send, press buttons, edit, block: each becomes an update."""

from dataclasses import dataclass
from typing import Any, Final

from simulators.telegram.composing import TEXT_LIMIT, compose
from simulators.telegram.dialogs import DialogState
from simulators.telegram.entities import units
from simulators.telegram.files import StoredFile
from simulators.telegram.media import WITHOUT_CAPTION, describe, files_of
from simulators.telegram.messages import Stored
from simulators.telegram.people import Group, Person
from simulators.telegram.world import TelegramWorld

STATUS: Final = {
    DialogState.STARTED: "member",
    DialogState.MEMBER: "member",
    DialogState.BLOCKED: "kicked",
    DialogState.KICKED: "kicked",
    DialogState.LEFT: "left",
}


class NotPossible(Exception):
    """The messenger would not let a person do this; `status` is the HTTP status for the control side."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Sent:
    """What an act led to: `update_id` is None when the bot does not want this kind of update."""

    update_id: int | None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts, in which chat, towards which bot."""

    bot_id: int
    chat: Person | Group
    person: Person

    @property
    def chat_id(self) -> int:
        """The number of the chat."""
        return self.chat.id


class Acts:
    """The hands of the people; every act is one transaction."""

    def __init__(self, world: TelegramWorld) -> None:
        self._world = world

    def start(self, seat: Seat, payload: str = "") -> list[Sent]:
        """START, or a deep link with a payload; ends a block."""
        with self._world.database.transaction():
            before = self._world.dialogs.state(seat.bot_id, seat.chat_id)
            sent = []
            if before is DialogState.BLOCKED:
                sent.append(self.stand(seat, DialogState.STARTED))
            elif before is None:
                self._world.dialogs.enter(seat.bot_id, seat.chat_id, DialogState.STARTED)
            return [*sent, *self.say(seat, f"/start {payload}".strip())]

    def say(self, seat: Seat, text: str, *, reply_to: int | None = None) -> list[Sent]:
        """Writes a text; a long one leaves as several messages, as the apps of Telegram do it."""
        parts = split_text(text)
        if not parts:
            raise NotPossible(422, "a message needs text")
        with self._world.database.transaction():
            return [self.send(seat, compose(part, "").fields(), reply_to=reply_to) for part in parts]

    def share_contact(self, seat: Seat, contact: dict[str, Any]) -> Sent:
        """Sends a contact card: one's own with one's user_id, or anybody's."""
        return self.send(seat, {"contact": contact})

    def share_own_contact(self, seat: Seat) -> Sent:
        """What the contact button does."""
        if not seat.person.phone:
            raise NotPossible(409, "this person has no phone number")
        contact = {"phone_number": seat.person.phone, "first_name": seat.person.first_name, "user_id": seat.person.id}
        if seat.person.last_name:
            contact["last_name"] = seat.person.last_name
        return self.share_contact(seat, contact)

    def attach(self, seat: Seat, file: StoredFile, *, caption: str = "", duration: int = 1) -> Sent:
        """Sends a file of the kind it was stored as."""
        content = describe(file.kind, file, duration=duration)
        if caption and file.kind not in WITHOUT_CAPTION:
            content |= compose(caption, "").fields(caption=True)
        return self.send(seat, content)

    def send(self, seat: Seat, content: dict[str, Any], *, reply_to: int | None = None) -> Sent:
        """Any message."""
        self._may_write(seat)
        world, now = self._world, self._world.now()
        with world.database.transaction():
            body: dict[str, Any] = {
                "message_id": world.messages.next_id(seat.bot_id, seat.chat_id),
                "from": seat.person.user(),
                "chat": seat.chat.chat(),
                "date": int(now),
            }
            target = world.messages.get(seat.bot_id, seat.chat_id, reply_to) if reply_to else None
            if target is not None:
                body["reply_to_message"] = {k: v for k, v in target.body.items() if k != "reply_to_message"}
            body |= content
            world.messages.add(Stored(seat.bot_id, seat.chat_id, body["message_id"], False, body, None, now))
            return Sent(world.updates.emit(seat.bot_id, seat.chat_id, "message", body), body["message_id"])

    def edit(self, seat: Seat, message_id: int, text: str) -> Sent:
        """Changes the text or caption of one's own message."""
        world = self._world
        message = world.messages.get(seat.bot_id, seat.chat_id, message_id)
        if message is None or message.outgoing or message.body["from"]["id"] != seat.person.id:
            raise NotPossible(404, "no such message of this person")
        caption = bool(files_of(message.body))
        names = ("caption", "caption_entities") if caption else ("text", "entities")
        kept = {name: value for name, value in message.body.items() if name not in names}
        body = {**kept, **compose(text, "").fields(caption=caption), "edit_date": int(world.now())}
        with world.database.transaction():
            world.messages.edit(message, body)
            return Sent(world.updates.emit(seat.bot_id, seat.chat_id, "edited_message", body), message_id)

    def stand(self, seat: Seat, state: DialogState) -> Sent:
        """Blocks, unblocks, kicks or admits the bot; the bot hears of it as `my_chat_member`."""
        world = self._world
        before = world.dialogs.state(seat.bot_id, seat.chat_id) or DialogState.LEFT
        bot = world.bots.get(seat.bot_id)
        if bot is None:
            raise NotPossible(404, "no such bot")
        with world.database.transaction():
            world.dialogs.enter(seat.bot_id, seat.chat_id, state)
            if before is state or not world.manners.membership_updates:
                return Sent(None)
            change = {
                "chat": seat.chat.chat(),
                "from": seat.person.user(),
                "date": int(world.now()),
                "old_chat_member": _member(bot.user(), before),
                "new_chat_member": _member(bot.user(), state),
            }
            return Sent(world.updates.emit(seat.bot_id, seat.chat_id, "my_chat_member", change))

    def _may_write(self, seat: Seat) -> None:
        if seat.person.deactivated:
            raise NotPossible(409, "this account is deactivated")
        state = self._world.dialogs.state(seat.bot_id, seat.chat_id)
        if state is DialogState.BLOCKED:
            raise NotPossible(409, "this person has blocked the bot")
        if state not in (DialogState.STARTED, DialogState.MEMBER):
            raise NotPossible(409, "press start first")


def _member(bot: dict[str, Any], state: DialogState) -> dict[str, Any]:
    member: dict[str, Any] = {"user": bot, "status": STATUS[state]}
    if member["status"] == "kicked":
        member["until_date"] = 0
    return member


def split_text(text: str) -> list[str]:
    """Pieces of at most 4096 UTF-16 units, without empty ones."""
    parts, current, size = [], "", 0
    for letter in text.strip():
        width = units(letter)
        if size + width > TEXT_LIMIT:
            parts.append(current)
            current, size = "", 0
        current, size = current + letter, size + width
    return [part for part in (*parts, current) if part.strip()]
