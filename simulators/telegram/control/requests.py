"""What may be asked of the control side? The bodies of its requests."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulators.telegram.faults import FaultKind

Label = Annotated[str, Field(min_length=1)]


class Request(BaseModel):
    """Strict and frozen: an unknown or wrongly typed field is refused with 422."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class NewBot(Request):
    """A bot by its token, "<number>:<secret>"."""

    token: str
    username: Label
    name: Label


class NewUser(Request):
    """A person; without `id` a free one is taken, with a known one the person is changed."""

    first_name: Label
    id: Annotated[int, Field(gt=0)] | None = None
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None


class NewGroup(Request):
    """A group with the bot in it."""

    title: Label
    members: list[int]
    id: Annotated[int, Field(lt=0)] | None = None
    type: Literal["group", "supergroup"] = "group"


class Start(Request):
    """START, with the payload of a deep link."""

    payload: str = ""


class Text(Request):
    """A text, optionally in reply to a message."""

    text: Label
    reply_to: int | None = None


class Command(Request):
    """A command without its slash, and what follows it."""

    command: Label
    args: str = ""


class Contact(Request):
    """One's own card (`own`), or any other: a `phone` with a name and perhaps somebody's `user_id`."""

    own: bool = False
    phone: str | None = None
    first_name: str = "?"
    last_name: str | None = None
    user_id: int | None = None


class Place(Request):
    """A place in degrees."""

    latitude: float
    longitude: float


class Press(Request):
    """A button by `label` or `data`, of the newest message that has it or of `message_id`.

    `reply`: the one with this label under the text field, whatever stands on the messages.
    """

    label: str | None = None
    data: str | None = None
    message_id: int | None = None
    force: bool = False
    reply: bool = False


class Edit(Request):
    """The new text or caption of one's own message."""

    text: Label


class NewFault(Request):
    """A fault; see `FaultKind` for the kinds. `times` -1 is for ever."""

    # a JSON string is enough for the kind, which strict mode would refuse
    kind: Annotated[FaultKind, Field(strict=False)]
    method: str | None = None
    bot_id: int | None = None
    chat_id: int | None = None
    status: Annotated[int, Field(ge=400, le=599)] = 500
    description: str | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    delay: Annotated[float, Field(ge=0)] = 0.0
    together: bool = False
    skip: Annotated[int, Field(ge=0)] = 0
    times: Annotated[int, Field(ge=-1)] = 1


class Flood(Request):
    """Flood limits; a missing one is no limit."""

    chat_per_second: Annotated[float, Field(gt=0)] | None = None
    bot_per_second: Annotated[float, Field(gt=0)] | None = None
    group_per_minute: Annotated[float, Field(gt=0)] | None = None
    burst: Annotated[int, Field(ge=1)] = 1


class Advance(Request):
    """Seconds that are to pass at once."""

    seconds: Annotated[float, Field(gt=0)]


class View(BaseModel):
    """Which part of a chat is wanted: messages numbered above `after`, the last `limit` (-1: all)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bot: int | None = None
    after: int = 0
    limit: int = -1
    deleted: bool = False
    unmet: bool = False
    """a chat that the bot has not met is shown as an empty one"""
