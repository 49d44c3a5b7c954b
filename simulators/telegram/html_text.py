"""What does `parse_mode=HTML` mean for this text? Telegram's small HTML, with its own words for mistakes."""

import html
import re
from dataclasses import dataclass
from typing import Final, NoReturn

from simulators.telegram.entities import Entity, units
from simulators.telegram.refusals import Refused, bad_request

TAGS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
ATTRIBUTE: Final = re.compile(r"""\s*([A-Za-z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
NAMED: Final = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")


def fail(words: str) -> NoReturn:
    """Refuses the text."""
    raise Refused(bad_request(f"can't parse entities: {words}"))


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    at: int  # UTF-16 offset in the text without tags
    byte: int  # byte offset of the tag in what was sent
    attributes: dict[str, str]


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.size = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def add(self, text: str) -> None:
        if text:
            plain = NAMED.sub(lambda match: html.unescape(match.group().rstrip(";") + ";"), text)
            self.parts.append(plain)
            self.size += units(plain)

    def byte(self, place: int) -> int:
        return len(self.source[:place].encode())

    def read(self) -> tuple[str, list[Entity]]:
        place = 0
        while True:
            start = self.source.find("<", place)
            if start < 0:
                break
            self.add(self.source[place:start])
            end = self.source.find(">", start)
            if end < 0:
                fail(f"Unclosed start tag at byte offset {self.byte(start)}")
            inside = self.source[start + 1 : end]
            if inside.startswith("/"):
                self.close(inside[1:].strip().lower(), start)
            else:
                self.begin(inside, start)
            place = end + 1
        self.add(self.source[place:])
        if self.open:
            fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), self.entities

    def begin(self, inside: str, start: int) -> None:
        match = re.match(r"[^\s>]*", inside)
        tag = (match.group() if match else "").lower()
        attributes = {
            name.lower(): html.unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(inside[len(tag) :])
        }
        if tag not in TAGS:
            fail(f'Unsupported start tag "{tag}" at byte offset {self.byte(start)}')
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            fail(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(start)}')
        self.open.append(_Open(tag, self.size, self.byte(start), attributes))

    def close(self, tag: str, start: int) -> None:
        if not self.open:
            fail(f"Unexpected end tag at byte offset {self.byte(start)}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            fail(f'Unmatched end tag at byte offset {self.byte(start)}, expected "</{opened.tag}>", found "</{tag}>"')
        length = self.size - opened.at
        if length:
            self.keep(opened, length)

    def keep(self, opened: _Open, length: int) -> None:
        entity: Entity = {"type": TAGS[opened.tag], "offset": opened.at, "length": length}
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.parts)[-length:]
            if not looks_like_link(url):
                return
            entity["url"] = url
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "0")
        elif opened.tag == "code" and self.open and self.open[-1].tag == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            if language:
                self.open[-1].attributes["language"] = language
            return
        elif opened.tag == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def looks_like_link(url: str) -> bool:
    """Would Telegram make a link of this? What is none it silently leaves out."""
    return bool(re.match(r"(?:(?:https?|tg|ton|mailto|tel):)?(?://)?[^\s/]+[.:?=@][^\s]+", url)) or "://" in url


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without tags, and its entities; refused with "can't parse entities: …" when it is broken."""
    return _Reader(source).read()
