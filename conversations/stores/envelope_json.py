"""Which bytes is an update that was set aside? JSON that reads back as the same envelope, or as the bytes that came."""

from __future__ import annotations

import base64
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, cast

from pydantic_core import from_json, to_json

from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Attached, ContactShared, Event, Happened, Lapsed, Pressed, Started, Typed

_KINDS = {kind.__name__: kind for kind in (Started, Typed, Pressed, ContactShared, Attached, Happened, Lapsed)}


class Illegible(Exception):
    """These bytes are no update that this version can read. Never carries the bytes."""


def write_envelope(envelope: Envelope) -> bytes:
    """An update. Raises KeyError for what only the runner makes."""
    kind = type(envelope.event).__name__
    _KINDS[kind]
    return to_json(
        {
            "chat": str(envelope.chat),
            "update": envelope.update_id,
            "at": envelope.at.isoformat(),
            "locale": envelope.locale,
            "event": kind,
            "values": asdict(envelope.event),
        }
    )


def write_raw(body: bytes) -> bytes:
    """Bytes that could not be read as an update."""
    return to_json({"raw": base64.b64encode(body).decode()})


def read_parked(body: bytes) -> Envelope | bytes:
    """The inverse of both. Raises Illegible."""
    try:
        raw = from_json(body)
        if "raw" in raw:
            return base64.b64decode(raw["raw"])
        return Envelope(
            chat=ChatKey.parse(raw["chat"]),
            update_id=raw["update"],
            at=datetime.fromisoformat(raw["at"]),
            locale=raw["locale"],
            event=_event(_KINDS[raw["event"]], raw["values"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Illegible(type(error).__name__) from None


def _event(kind: Any, values: dict[str, Any]) -> Event:
    """A field that a later version added has its default."""
    known = {field.name for field in fields(kind)}
    return cast("Event", kind(**{name: value for name, value in values.items() if name in known}))
