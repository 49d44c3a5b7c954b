"""What does `parse_mode=MarkdownV2` mean for this text? Telegram's Markdown, with its own words for mistakes."""

import re
from dataclasses import dataclass
from typing import Final

from simulators.telegram.entities import Entity, units
from simulators.telegram.html_text import fail, looks_like_link

RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")
MARKS: Final = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
NAMES: Final = {"*": "Bold", "_": "Italic", "__": "Underline", "~": "Strikethrough", "||": "Spoiler", "[": "TextUrl"}


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    byte: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.parts: list[str] = []
        self.size = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.quote: int | None = None

    def byte(self, place: int) -> int:
        return len(self.source[:place].encode())

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += units(text)

    def keep(self, kind: str, start: int, **extra: str) -> None:
        if self.size > start:
            self.entities.append({"type": kind, "offset": start, "length": self.size - start, **extra})

    def read(self) -> tuple[str, list[Entity]]:
        while self.place < len(self.source):
            if self.at_line_start():
                self.follow_quote()
                if self.place >= len(self.source):
                    break
            self.step()
        if self.open:
            last = self.open[-1]
            fail(f"Can't find end of {NAMES[last.mark]} entity at byte offset {last.byte}")
        self.end_quote()
        return "".join(self.parts), self.entities

    def at_line_start(self) -> bool:
        return self.place == 0 or self.source[self.place - 1] == "\n"

    def follow_quote(self) -> None:
        marker = re.compile(r"(?:\*\*)?>").match(self.source, self.place)
        if marker is None:
            self.end_quote()
            return
        if self.quote is None or marker.group() != ">":
            self.end_quote()
            self.quote = self.size
        self.place = marker.end()

    def end_quote(self, kind: str = "blockquote") -> None:
        if self.quote is not None:
            self.keep(kind, self.quote)
            self.quote = None

    def step(self) -> None:
        letter = self.source[self.place]
        if letter == "\\" and self.place + 1 < len(self.source) and 0 < ord(self.source[self.place + 1]) < 127:
            self.add(self.source[self.place + 1])
            self.place += 2
        elif letter == "`":
            self.read_code()
        elif letter in "_*~|" and self.read_mark():
            return
        elif letter == "[":
            self.open.append(_Open("[", self.size, self.byte(self.place)))
            self.place += 1
        elif letter == "]" and any(opened.mark == "[" for opened in self.open):
            self.close_link()
        elif letter in RESERVED:
            fail(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")
        else:
            self.add(letter)
            self.place += 1

    def read_mark(self) -> bool:
        letter = self.source[self.place]
        double = self.source[self.place : self.place + 2] == letter * 2
        if letter == "|" and not double:
            return False
        mark = letter * 2 if letter == "|" or (letter == "_" and double) else letter
        if mark == "||" and self.ends_expandable_quote():
            self.place += 2
            self.end_quote("expandable_blockquote")
            return True
        start = self.place
        self.place += len(mark)
        if self.open and self.open[-1].mark == mark:
            self.keep(MARKS[mark], self.open.pop().at)
        else:
            self.open.append(_Open(mark, self.size, self.byte(start)))
        return True

    def ends_expandable_quote(self) -> bool:
        if self.quote is None or any(opened.mark == "||" for opened in self.open):
            return False
        after = self.source[self.place + 2 : self.place + 3]
        return after in ("", "\n", "\r")

    def read_code(self) -> None:
        start, fence = self.place, "```" if self.source.startswith("```", self.place) else "`"
        begin, at = start + len(fence), self.size
        end = begin
        while end < len(self.source) and not self.source.startswith(fence, end):
            end += 2 if self.source[end] == "\\" else 1
        if end >= len(self.source):
            fail(f"Can't find end of {'Pre' if fence == '```' else 'Code'} entity at byte offset {self.byte(start)}")
        inside = re.sub(r"\\([\x01-\x7e])", r"\1", self.source[begin:end])
        language = re.match(r"([^\s`]+)\n", inside) if fence == "```" else None
        if language:
            inside = inside[language.end() :]
        elif fence == "```":
            inside = inside.removeprefix("\n")
        self.add(inside)
        extra = {"language": language.group(1)} if language else {}
        self.keep("pre" if fence == "```" else "code", at, **extra)
        self.place = end + len(fence)

    def close_link(self) -> None:
        opened = self.open.pop()
        if opened.mark != "[":
            fail(f"Can't find end of {NAMES[opened.mark]} entity at byte offset {opened.byte}")
        self.place += 1
        url = "".join(self.parts)[len("".join(self.parts)) - (self.size - opened.at) :]
        if self.source[self.place : self.place + 1] == "(":
            start = self.place
            end = start + 1
            while end < len(self.source) and self.source[end] != ")":
                end += 2 if self.source[end] == "\\" else 1
            if end >= len(self.source):
                fail(f"Can't find end of a URL at byte offset {self.byte(start)}")
            url = re.sub(r"\\([\x01-\x7e])", r"\1", self.source[start + 1 : end])
            self.place = end + 1
        if looks_like_link(url):
            self.keep("text_link", opened.at, url=url)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The text without marks, and its entities; refused with "can't parse entities: …" when it is broken."""
    return _Reader(source).read()
