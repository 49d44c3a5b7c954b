"""Which bytes are a stored chat? JSON with short names, deflated: a resting chat is to take less than a kibibyte."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic_core import from_json as parse
from pydantic_core import to_json as dump

from conversations.engine.reply import FileRef, Option, Reply
from conversations.engine.session import from_json, to_json
from conversations.engine.text_json import text_in, text_out
from conversations.ports import Stored, Unsent
from conversations.stores.dictionary import DICTIONARY

_DEFLATED, _WITH_WORDS = b"\x01", b"\x02"
_WINDOW, _MEMORY = 12, 4
"""A window of 4 KiB: larger ones find nothing more in so few bytes and take ten times as long to set up."""
_LONGEST_NUMBER = 15


def encode(stored: Stored) -> bytes:
    """Session, seen updates and unsent replies; revision and lapse stand in columns of their own."""
    raw: dict[str, Any] = {"s": to_json(stored.session), "u": _ids_out(stored.seen)}
    if stored.unsent:
        raw["r"] = [[unsent.update_id, [_reply_out(reply) for reply in unsent.replies]] for unsent in stored.unsent]
    packer = zlib.compressobj(6, zlib.DEFLATED, -_WINDOW, _MEMORY, zdict=DICTIONARY)
    return _WITH_WORDS + packer.compress(dump(raw)) + packer.flush()


def decode(blob: bytes, *, revision: int, lapses_at: datetime | None) -> Stored:
    """The inverse of `encode`, and of what earlier versions wrote. Raises on other bytes."""
    raw = parse(_inflate(blob))
    unsent = tuple(Unsent(update, tuple(_reply_in(reply) for reply in replies)) for update, replies in raw.get("r", ()))
    return Stored(from_json(raw["s"]), _ids_in(raw["u"]), unsent, revision, lapses_at)


def _inflate(blob: bytes) -> bytes:
    """JSON: packed with the dictionary, packed without one, or as it is."""
    if blob[:1] == _WITH_WORDS:
        packer = zlib.decompressobj(-_WINDOW, zdict=DICTIONARY)
        return packer.decompress(blob[1:]) + packer.flush()
    return zlib.decompress(blob[1:], -_WINDOW) if blob[:1] == _DEFLATED else blob


def _ids_out(seen: tuple[str, ...]) -> list[str | int]:
    """Numbers are written as what they are more than the number before; they mostly grow by little."""
    out: list[str | int] = []
    before = 0
    for update_id in seen:
        if update_id.isdecimal() and len(update_id) <= _LONGEST_NUMBER and str(number := int(update_id)) == update_id:
            out.append(number - before)
            before = number
        else:
            out.append(update_id)
    return out


def _ids_in(raw: list[str | int]) -> tuple[str, ...]:
    seen: list[str] = []
    before = 0
    for part in raw:
        if isinstance(part, int):
            before += part
            seen.append(str(before))
        else:
            seen.append(part)
    return tuple(seen)


def _reply_out(reply: Reply) -> dict[str, Any]:
    out: dict[str, Any] = {"t": text_out(reply.text), "l": reply.locale, "k": reply.keyboard}
    if reply.options:
        out["o"] = [[option.key, text_out(option.text), option.url, int(option.nav)] for option in reply.options]
        out["s"] = reply.screen
    if reply.notice is not None:
        out["n"] = text_out(reply.notice)
    if reply.progress is not None:
        out["g"] = list(reply.progress)
    if reply.title is not None:
        out["i"] = text_out(reply.title)
    if reply.files:
        out["f"] = [[file.kind, file.ref, text_out(file.name)] for file in reply.files]
    flags = (("e", reply.edit, False), ("p", reply.protect, False), ("c", reply.columns, 1))
    out |= {name: value for name, value, plain in flags if value != plain}
    return out


def _reply_in(raw: Mapping[str, Any]) -> Reply:
    progress = raw.get("g")
    return Reply(
        text=text_in(raw["t"]),
        options=tuple(Option(key, text_in(text), None, url, bool(nav)) for key, text, url, nav in raw.get("o", ())),
        screen=raw.get("s", ""),
        keyboard=raw["k"],
        edit=raw.get("e", False),
        protect=raw.get("p", False),
        progress=None if progress is None else (progress[0], progress[1]),
        title=text_in(raw["i"]) if "i" in raw else None,
        files=tuple(FileRef(kind, ref, text_in(name)) for kind, ref, name in raw.get("f", ())),
        notice=text_in(raw["n"]) if "n" in raw else None,
        columns=raw.get("c", 1),
        locale=raw["l"],
    )
