"""Where in a text is something bold, a link or a command? Message entities, counted in UTF-16 units."""

import re
from typing import Any, Final

from simulators.telegram.refusals import Refused, bad_request

Entity = dict[str, Any]

SIMPLE_TYPES: Final = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote", "expandable_blockquote"}
    | {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)
LINK_TYPES: Final = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
AUTOMATIC: Final = (
    ("url", re.compile(r"(?:https?://|tg://)[^\s<>«»\"]+[^\s<>«»\".,!?:;)\]،؛؟]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}\b", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
)
NO_AUTOMATIC_INSIDE: Final = frozenset({"code", "pre", "text_link", "text_mention"})


def units(text: str) -> int:
    """The length in UTF-16 code units: letters beyond the basic plane (most emoji) count twice."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text an entity names."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def detect(text: str, known: list[Entity]) -> list[Entity]:
    """The links, addresses, mentions, commands and hashtags Telegram finds by itself, with the known ones."""
    if not any(sign in text for sign in "/@#:"):
        return in_order(known)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in NO_AUTOMATIC_INSIDE]
    found = list(known)
    for kind, pattern in AUTOMATIC:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if all(end <= low or start >= high for low, high in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return in_order(found)


def in_order(entities: list[Entity]) -> list[Entity]:
    """By place, the longer one first."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def read_given(value: Any, text: str) -> list[Entity]:
    """The entities a bot sent with its text; refused when one is malformed or lies outside the text."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(bad_request("can't parse entities: expected an Array of MessageEntity"))
    return [_read_one(entity, units(text)) for entity in value]


def _read_one(entity: Any, size: int) -> Entity:
    if not isinstance(entity, dict):
        raise Refused(bad_request("can't parse MessageEntity: expected an Object"))
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise Refused(bad_request('can\'t parse MessageEntity: field "offset" must be of type Number'))
    if kind not in SIMPLE_TYPES and kind not in LINK_TYPES:
        raise Refused(bad_request("can't parse MessageEntity: unsupported type specified"))
    if kind in LINK_TYPES and LINK_TYPES[kind] not in entity:
        raise Refused(bad_request(f"can't parse MessageEntity: can't find field \"{LINK_TYPES[kind]}\""))
    if offset < 0 or length <= 0 or offset + length > size:
        raise Refused(bad_request(f"entity begins or ends outside the text at UTF-16 offset {offset}"))
    kept = {name: value for name, value in entity.items() if value is not None}
    if kind == "text_mention" and isinstance(kept.get("user"), dict):
        kept["user"] = {"is_bot": False, "first_name": "", **kept["user"]}
    return kept
