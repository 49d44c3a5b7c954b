"""What may happen in a chat?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = str | int


@dataclass(frozen=True, slots=True)
class Started:
    """The person opened the chat or said hello; `payload` is the rest of a deep link ("slip")."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Any text, as it was sent; commands too ("/help")."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tapped button: nonce of the screen it stood on, key of the option."""

    screen: str
    choice: str


@dataclass(frozen=True, slots=True)
class ContactShared:
    """A shared contact; `own` is true only when the channel vouches that it is the sender's own number."""

    mobile: str
    own: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that is not text. `kind`: photo, document, voice, video, sticker, location, other; `size` in bytes."""

    kind: str
    ref: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Happened:
    """The backend pushes news into the chat, such as topic "payment" about payment `ref`."""

    topic: str
    ref: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Time went by without an answer."""

    kind: Literal["warn", "expire"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call was understood and refused; shown as `refused-<code>` with `values`."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outage:
    """A call could not be answered now; `retry_after` in seconds where known."""

    what: str = "backend"
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """The result of the pending call, as JSON text. Only the runner makes it."""

    value_json: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The pending call gave no result. Only the runner makes it."""

    how: Refusal | Outage


Event = Started | Typed | Pressed | ContactShared | Attached | Happened | Lapsed | Got | Failed
