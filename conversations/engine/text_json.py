"""How does a text that waits to be said become JSON and back?"""

from __future__ import annotations

from typing import Any

from conversations.engine.reply import Arg, Text


def text_out(text: Text) -> list[Any]:
    """[id, arguments] as plain JSON values; [id] alone without arguments."""
    return [text.id, {name: _arg_out(arg) for name, arg in text.args.items()}] if text.args else [text.id]


def text_in(raw: list[Any]) -> Text:
    """The inverse of `text_out`. Raises KeyError, IndexError, TypeError or AttributeError on anything else."""
    return Text(raw[0], {name: _arg_in(arg) for name, arg in raw[1].items()}) if len(raw) > 1 else Text(raw[0])


def _arg_out(arg: Arg) -> Any:
    if isinstance(arg, Text):
        return {"t": text_out(arg)}
    if isinstance(arg, tuple):
        return {"m": [text_out(text) for text in arg]}
    return arg


def _arg_in(raw: Any) -> Arg:
    if isinstance(raw, dict):
        return text_in(raw["t"]) if "t" in raw else tuple(text_in(text) for text in raw["m"])
    arg: Arg = raw
    return arg
