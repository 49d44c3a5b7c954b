"""How does a question read what a person sends? The shape every input has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from conversations.engine.event import Attached, ContactShared
from conversations.engine.reply import Arg, Keyboard, Option, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Good(Generic[T]):
    """Understood: this is the answer."""

    value: T


@dataclass(frozen=True, slots=True)
class Bad:
    """Not understood or not allowed.

    Shown as `<flow>-<step>-bad-<reason>` where that exists, else `input-<kind>-bad-<reason>`, else
    `input-any-bad-<reason>`.
    """

    reason: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turned:
    """Not an answer yet: another page of the same question, such as a month of the calendar."""

    page: str


Read = Good[T] | Bad | Turned


@dataclass(frozen=True, slots=True)
class View:
    """What an input may look at. `base` is "<flow>-<step>", `options` those of the Ask, `today` Gregorian in Tehran."""

    base: str
    options: tuple[Option, ...]
    page: str
    today: date
    locale: str


class Input(Generic[T]):
    """Base of all inputs; stateless, so one object serves every chat.

    `gives` is the Python type of the answer (for its JSON); `takes_numbers` says that a bare number is a value here
    and not the number of an option; `takes_words` that any text is a value (so keywords do not interrupt).
    """

    kind: ClassVar[str] = "any"
    takes_numbers: ClassVar[bool] = False
    takes_words: ClassVar[bool] = False
    gives: Any = str
    keyboard: Keyboard = "inline"

    def options(self, view: View) -> tuple[Option, ...]:
        """The buttons of this page; by default those of the Ask."""
        return view.options

    def columns(self, view: View) -> int:  # noqa: ARG002
        """How many buttons stand side by side."""
        return 1

    def prompt(self, view: View) -> Text | None:  # noqa: ARG002
        """A question of its own for this page, in place of the Ask's."""
        return None

    def read_press(self, key: str, view: View) -> Read[T]:
        """A button of `options` was pressed."""
        for option in self.options(view):
            if option.key == key and option.url is None:
                return Good(option.value)
        return Bad("choice")

    def read_text(self, text: str, view: View) -> Read[T]:  # noqa: ARG002
        """Text that is no label; `text` is trimmed, digits as typed."""
        return Bad("choice")

    def read_contact(self, contact: ContactShared, view: View) -> Read[T]:  # noqa: ARG002
        """A contact was shared."""
        return Bad("contact")

    def read_attached(self, attached: Attached, view: View) -> Read[T]:  # noqa: ARG002
        """Something that is not text was sent."""
        return Bad(attached.kind if attached.kind in ATTACHMENTS else "other")

    def samples(self, view: View) -> tuple[T, ...]:
        """Values that the walk answers with; by default those of the options."""
        return tuple(option.value for option in view.options if option.url is None)

    def reasons(self) -> tuple[str, ...]:
        """Every reason of its own that `Bad` may carry, so that their texts can be checked."""
        return ()

    def texts(self) -> tuple[str, ...]:
        """Every other text id it may show."""
        return ()


ATTACHMENTS = ("photo", "document", "voice", "video", "sticker", "location")
COMMON_REASONS = ("choice", "number", "contact", "too-long", "emoji", "empty", "other", *ATTACHMENTS)
"""Reasons any input may meet; their texts are `input-any-bad-<reason>`."""
