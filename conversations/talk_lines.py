"""What stands in a transcript: its lines, and when does a message match one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["user", "bot", "buttons", "file", "press", "do", "end"]
_SPOKEN: dict[str, Kind] = {"user": "user", "bot": "bot", "buttons": "buttons", "file": "file"}
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RUN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, what kind, what it says, and how it was written."""

    number: int
    kind: Kind
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript."""

    name: str
    lines: tuple[Line, ...]


class TalkFailed(AssertionError):
    """A line of a transcript is not so."""

    def __init__(self, line: Line, why: str, name: str = "") -> None:
        super().__init__(f"{name} line {line.number}: {line.source or line.text}\n{why}")


def parse_talk(text: str, *, name: str = "talk") -> Talk:
    """The lines of a transcript. Raises TalkFailed for a line that is none."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        if raw.startswith("  ") and lines:
            last = lines.pop()
            lines.append(Line(last.number, last.kind, f"{last.text}\n{raw.strip()}", f"{last.source}\n{raw}"))
            continue
        lines.append(_line(number, raw.strip(), name))
    return Talk(name, tuple(lines))


def _line(number: int, raw: str, name: str) -> Line:
    if raw.startswith("[") and raw.endswith("]"):
        return Line(number, "press", raw[1:-1].strip(), raw)
    if raw.startswith("!"):
        return Line(number, "do", raw[1:].strip(), raw)
    who, colon, said = raw.partition(":")
    if colon and who in _SPOKEN:
        return Line(number, _SPOKEN[who], said.strip(), raw)
    raise TalkFailed(Line(number, "do", raw, raw), "this line is none of user, bot, buttons, file, [button], !", name)


def flat(text: str) -> str:
    """As a person sees it: no direction marks, single spaces."""
    return _RUN.sub(" ", _INVISIBLE.sub("", text)).strip()


def matches(pattern: str, said: str) -> bool:
    """Is it the same, where `*` stands for anything, over lines too?"""
    parts = [re.escape(flat(part)) for part in pattern.split("*")]
    glued = r".*".join(part.replace(r"\ ", r"\s+") for part in parts)
    return re.fullmatch(r"\s*" + glued.replace(".*", r"[\s\S]*") + r"\s*", flat(said)) is not None
