"""What is shown, as data? Texts are Fluent ids with arguments; a channel renders them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Keyboard = Literal["inline", "contact", "none"]


@dataclass(frozen=True, slots=True)
class Text:
    """A Fluent message id and its arguments.

    Dates are ISO text, months "1405-08", money integer rial; the message formats them. A nested Text is rendered
    first; a tuple of Texts is rendered line by line.
    """

    id: str
    args: Mapping[str, Arg] = field(default_factory=dict)


Arg = str | int | Text | tuple[Text, ...]
NO_TEXT = Text("")
"""Stands for the derived label `<flow>-<step>-<key>` in an option of a flow; never leaves the engine."""


@dataclass(frozen=True, slots=True)
class Option:
    """A button. `value` is what choosing it answers; `url` opens a page instead of answering.

    A flow may leave `text` out: the label is then `<flow>-<step>-<key>`. `nav` marks the engine's own (back, help,
    cancel), which a channel may lay out in one row.
    """

    key: str
    text: Text = NO_TEXT
    value: Any = None
    url: str | None = None
    nav: bool = False


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file to hand over, fetched by the channel through `backend.contract.documents.Documents`."""

    kind: str
    ref: str
    name: Text


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to show.

    `notice` stands above `text` (what was wrong, help, a refusal). `screen` is the nonce of callback data
    "<screen>:<key>"; empty when there are no options. `edit`: the channel may edit the pressed message in place.
    `protect`: personal data, not to be forwarded. `progress` is (step, of how many) of the conversation named by
    `title`. `columns` is a layout hint for the options that are not `nav`. Use `write` to render the whole body.
    """

    text: Text
    options: tuple[Option, ...] = ()
    screen: str = ""
    keyboard: Keyboard = "inline"
    edit: bool = False
    protect: bool = False
    progress: tuple[int, int] | None = None
    title: Text | None = None
    files: tuple[FileRef, ...] = ()
    notice: Text | None = None
    columns: int = 1
    locale: str = "fa"


class Translator(Protocol):
    """Pure look-up of messages; `locales.texts.Texts` is one."""

    def has(self, text_id: str, locale: str) -> bool:
        """Is there such a message?"""
        ...

    def text(
        self, text_id: str, args: Mapping[str, Any] | None = None, locale: str = "fa", *, isolate: bool = True
    ) -> str:
        """The message. Raises KeyError when missing."""
        ...


def write_text(text: Text, texts: Translator, locale: str, *, isolate: bool = True) -> str:
    """One text with its nested texts, rendered."""
    args = {name: _write_arg(arg, texts, locale, isolate=isolate) for name, arg in text.args.items()}
    return texts.text(text.id, args, locale, isolate=isolate)


def _write_arg(arg: Arg, texts: Translator, locale: str, *, isolate: bool) -> str | int:
    if isinstance(arg, Text):
        return write_text(arg, texts, locale, isolate=isolate)
    if isinstance(arg, tuple):
        return "\n".join(write_text(line, texts, locale, isolate=isolate) for line in arg)
    return arg


def write(reply: Reply, texts: Translator, *, isolate: bool = True) -> str:
    """The whole body of a reply: notice, then progress, then text. Options are the channel's business."""
    lines: list[str] = []
    if reply.notice is not None:
        lines += [write_text(reply.notice, texts, reply.locale, isolate=isolate), ""]
    if reply.progress is not None:
        k, n = reply.progress
        progress = Text("engine-progress", {"title": reply.title or "", "k": k, "n": n})
        lines.append(write_text(progress, texts, reply.locale, isolate=isolate))
    lines.append(write_text(reply.text, texts, reply.locale, isolate=isolate))
    return "\n".join(lines)
