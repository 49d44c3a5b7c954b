"""Which messages are a turn's replies, one after the other? Files first, then texts, keyboards under the last part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.citizen.render import REMOVE_KEYBOARD, Markup, Rendered
from conversations.engine.reply import FileRef, Reply


@dataclass(frozen=True, slots=True)
class Hand:
    """One file to hand over."""

    file: FileRef
    locale: str
    protect: bool


@dataclass(frozen=True, slots=True)
class Say:
    """One text message. `in_place`: it may replace the message whose button was tapped."""

    text: str
    markup: Markup | None
    protect: bool = False
    in_place: bool = False

    @property
    def is_inline(self) -> bool:
        """No keyboard under the text field: only such a message can take the place of another."""
        return self.markup is None or "inline_keyboard" in self.markup

    @property
    def asks_contact(self) -> bool:
        """It puts a keyboard under the text field."""
        return self.markup is not None and "keyboard" in self.markup


Piece = Hand | Say


def pieces_of(reply: Reply, rendered: Rendered) -> Iterator[Piece]:
    """The messages of one reply."""
    for file in reply.files:
        yield Hand(file, reply.locale, reply.protect)
    *first, last = rendered.parts
    for part in first:
        yield Say(part, None, reply.protect)
    say = Say(last, rendered.markup, reply.protect)
    yield replace(say, in_place=reply.edit and say.is_inline and not first and not reply.files)


def take_keyboard_away(pieces: Sequence[Piece], noted: str) -> list[Piece]:
    """The same messages, which also take the contact keyboard away.

    Telegram takes it away only with a message that has no buttons of its own. Where there is none among them,
    `noted` is said first. Nothing changes where the keyboard is asked for again.
    """
    changed = list(pieces)
    if any(isinstance(piece, Say) and piece.asks_contact for piece in changed):
        return changed
    for place, piece in enumerate(changed):
        if isinstance(piece, Say) and piece.markup is None:
            changed[place] = replace(piece, markup=REMOVE_KEYBOARD, in_place=False)
            return changed
    return [Say(noted, REMOVE_KEYBOARD), *changed]
