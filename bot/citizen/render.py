"""How does a reply look in a messenger? Plain text with an inline keyboard, or with the contact button, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.citizen.abilities import Abilities
from conversations.engine.reply import Option, Reply, Text, Translator, write, write_text

TEXT_LIMIT: Final = 4096
"""UTF-16 units of a message."""
LABEL_LIMIT: Final = 60
"""Characters of a button; the apps cut off what is longer anyway, without saying so."""
ROW_LIMIT: Final = 38
"""Characters of the labels of one row; with more, a small phone cuts them off."""
NAV_COLUMNS: Final = 3
REMOVE_KEYBOARD: Final[Mapping[str, Any]] = {"remove_keyboard": True}
_SHARE = "input-mobile-share"
_OPENING = "\u2066\u2067\u2068"
_CLOSING = "\u2069"
_MARKS = f"{_OPENING}{_CLOSING}\u200e\u200f\u061c"
"""Direction marks: isolates and their end, and the single marks."""

Markup = Mapping[str, Any]
"""A reply_markup of the Bot API: inline_keyboard, keyboard or remove_keyboard."""
Button = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One reply: its text in parts of at most 4096 UTF-16 units (no parse mode), and the keyboard under the last."""

    parts: tuple[str, ...]
    markup: Markup | None


class Renderer:
    """Renders replies. Labels without arguments are rendered once, for they never change."""

    def __init__(self, texts: Translator, *, abilities: Abilities | None = None) -> None:
        self._texts = texts
        self._abilities = abilities or Abilities()
        self._labels: dict[tuple[str, str, bool], str] = {}

    def render(self, reply: Reply) -> Rendered:
        """The message of a reply. Raises KeyError for a text that is missing."""
        return Rendered(split(self._abilities.write(write(reply, self._texts))), self._markup(reply))

    def _markup(self, reply: Reply) -> Markup | None:
        if reply.keyboard == "contact" and self._abilities.asks_contact:
            return self._contact_keyboard(reply)
        if not reply.options or reply.keyboard == "none":
            return None
        answers = [self._button(option, reply) for option in reply.options if not option.nav]
        nav = [self._button(option, reply) for option in reply.options if option.nav]
        return {"inline_keyboard": [*_rows(answers, reply.columns), *_rows(nav, NAV_COLUMNS)]}

    def _button(self, option: Option, reply: Reply) -> Button:
        label = self._label(option.text, reply.locale, isolate=True)
        if option.url is not None:
            return {"text": label, "url": option.url}
        return {"text": label, "callback_data": f"{reply.screen}:{option.key}"}

    def _contact_keyboard(self, reply: Reply) -> Markup:
        """The button that shares the sender's own number, then the options as words to send.

        What is tapped here comes back as text, so no direction marks.
        """
        share = {"text": self._label(Text(_SHARE), reply.locale, isolate=False), "request_contact": True}
        words = [[self._word(option, reply)] for option in reply.options if not option.nav]
        nav = _rows([self._word(option, reply) for option in reply.options if option.nav], NAV_COLUMNS)
        return {"keyboard": [[share], *words, *nav], "resize_keyboard": True, "one_time_keyboard": True}

    def _word(self, option: Option, reply: Reply) -> Button:
        return {"text": self._label(option.text, reply.locale, isolate=False)}

    def _label(self, text: Text, locale: str, *, isolate: bool) -> str:
        if text.args:
            return shorten(write_text(text, self._texts, locale, isolate=isolate))
        key = (text.id, locale, isolate)
        known = self._labels.get(key)
        if known is None:
            known = self._labels[key] = shorten(write_text(text, self._texts, locale, isolate=isolate))
        return known


def shorten(label: str) -> str:
    """A label of one line; where it is too long it is cut at a word, and the direction marks in it are closed."""
    line = " ".join(label.split())
    if visible(line) <= LABEL_LIMIT:
        return line
    head, left = [], LABEL_LIMIT - 1
    for letter in line:
        left -= letter not in _MARKS
        if left < 0:
            break
        head.append(letter)
    cut = "".join(head)
    word = cut.rfind(" ")
    if word > len(cut) // 2:
        cut = cut[:word]
    open_marks = sum(letter in _OPENING for letter in cut) - cut.count(_CLOSING)
    return f"{cut.rstrip(' ،,')}{_CLOSING * open_marks}…"


def visible(text: str) -> int:
    """How many characters a person sees: direction marks take no room."""
    return len(text) - sum(text.count(mark) for mark in _MARKS)


def _rows(buttons: Sequence[Button], columns: int) -> list[list[Button]]:
    """Buttons in rows; a row whose labels would not fit beside each other is broken up."""
    rows: list[list[Button]] = []
    step = max(columns, 1)
    for start in range(0, len(buttons), step):
        row = list(buttons[start : start + step])
        if len(row) > 1 and sum(visible(button["text"]) for button in row) > ROW_LIMIT:
            rows.extend([button] for button in row)
        else:
            rows.append(row)
    return rows


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The text in parts of at most `limit` UTF-16 units: at a blank line, else a line, else a word, else anywhere."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return (text,)
    parts: list[str] = []
    rest = text
    while _units(rest) > limit:
        head = rest.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
        cut = _cut(head)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(part for part in (*parts, rest) if part)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(head: str) -> int:
    """Where to end a part: the last good place in its second half."""
    for mark in ("\n\n", "\n", " "):
        place = head.rfind(mark, len(head) // 2)
        if place > 0:
            return place
    return len(head)
