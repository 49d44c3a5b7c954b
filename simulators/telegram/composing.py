"""Is this text one Telegram would send? Parse mode, entities, emptiness and length of texts and captions."""

from dataclasses import dataclass
from typing import Any

from simulators.telegram import bale
from simulators.telegram.call import Call
from simulators.telegram.entities import Entity, cut, detect, in_order, read_given, units
from simulators.telegram.html_text import parse_html
from simulators.telegram.markdown_text import parse_markdown
from simulators.telegram.refusals import (
    CAPTION_TOO_LONG,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    TOO_MANY_ENTITIES,
    Refused,
    bad_request,
)

TEXT_LIMIT = 4096  # after parsing, in UTF-16 units
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Composed:
    """A text as it will stand in the chat."""

    text: str
    entities: list[Entity]

    def fields(self, *, caption: bool = False) -> dict[str, Any]:
        """The fields of a Message object that hold it; none for an empty caption."""
        if not self.text:
            return {}
        names = ("caption", "caption_entities") if caption else ("text", "entities")
        fields: dict[str, Any] = {names[0]: self.text}
        if self.entities:
            fields[names[1]] = self.entities
        return fields


def compose_text(call: Call, *, empty_allowed: bool = False) -> Composed:
    """The `text` of a call: 1–4096 units after parsing."""
    composed = compose(call.text("text"), parse_mode_of(call), _given(call, "entities"))
    if not composed.text and not empty_allowed:
        raise Refused(TEXT_EMPTY)
    if units(composed.text) > TEXT_LIMIT:
        raise Refused(TEXT_TOO_LONG)
    return composed


def compose_caption(call: Call) -> Composed:
    """The `caption` of a call: 0–1024 units after parsing."""
    return check_caption(compose(call.text("caption"), parse_mode_of(call), _given(call, "caption_entities")))


def check_caption(composed: Composed) -> Composed:
    """Refuses a caption that is too long."""
    if units(composed.text) > CAPTION_LIMIT:
        raise Refused(CAPTION_TOO_LONG)
    return composed


def parse_mode_of(call: Call, given: Any = None) -> str | None:
    """The parse mode that a call or one item of it names; None where the messenger knows only its own."""
    return None if call.own_markup else str(given or "") or call.text("parse_mode")


def compose(source: str, parse_mode: str | None, given: Any = None) -> Composed:
    """Text and entities by parse mode; white space at the ends is cut off as Telegram does it."""
    match parse_mode and parse_mode.lower():
        case None:
            text, entities = bale.read_text(source)
        case "":
            text, entities = source, read_given(given, source)
        case "html":
            text, entities = parse_html(source)
        case "markdownv2":
            text, entities = parse_markdown(source)
        case _:
            raise Refused(bad_request("unsupported parse_mode"))
    text, entities = _trim(text, entities)
    entities = detect(text, entities)
    if len(entities) > ENTITY_LIMIT:
        raise Refused(TOO_MANY_ENTITIES)
    return Composed(text, entities)


def _given(call: Call, name: str) -> Any:
    return call.value(name, otherwise="can't parse entities JSON object")


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    trimmed = text.strip()
    if trimmed == text:
        return text, in_order(entities)
    lead = units(text[: len(text) - len(text.lstrip())])
    size = units(trimmed)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, size)
        if end > start and cut(trimmed, start, end - start).strip():
            moved.append({**entity, "offset": start, "length": end - start})
    return trimmed, in_order(moved)
