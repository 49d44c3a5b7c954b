"""What must never stand in a log line, and how is it taken out? Numbers and dates of people, tokens, keys, texts of exceptions."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

HIDDEN = "[hidden]"
_SECRET_KEYS = frozenset(
    {
        *("national_id", "mobile", "iban", "name", "text", "code", "token", "key", "secret", "password"),
        *("authorization", "address", "birth_date", "card", "parameters", "body", "url"),
    }
)
_OURS = frozenset({"timestamp", "trace", "request", "chat", "update", "version", "logger", "level"})
"""Fields that we make ourselves: moments, random ids and keyed marks, which may look like a number of somebody."""
_DIGIT = "0-9\u06f0-\u06f9\u0660-\u0669"
_PATTERN = re.compile(
    rf"(?<![\w.])\+?(?:[{_DIGIT}][ \-/\u200c]?){{7,}}[{_DIGIT}](?![\w])"  # an id, a mobile, a card, a date; grouped or not
    rf"|\bIR[ ]?(?:[{_DIGIT}][ ]?){{6,}}"  # an IBAN
    r"|bot\d+:[\w-]+"  # a bot's token in an address
    r"|/v1/[0-9A-Za-z]{16,}/"  # an SMS provider's key in an address
    r"|(?<=://)[^\s/@]+@"  # somebody's password in an address
    r"|(?<=/sms/delivery/)[\w-]+"
    r"|(?<=/pay/return/)[\w-]+"
    r"|(?<=/webhook/)[\w-]+"
)
_HERE = str(Path(__file__).parents[1]) + "/"
_FRAMES = 12


class Scrubber:
    """Takes out of an event what may name a person or open a door; `secrets` are those of this process, word for word."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = sorted({secret for secret in secrets if len(secret) >= 4}, key=len, reverse=True)

    def event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """The event with every value scrubbed; numbers of ours, such as counts and rows, stay."""
        return {key: self._value(key, value) for key, value in event.items()}

    def line(self, text: str) -> str:
        """A written line without a secret of this process."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def _value(self, key: str, value: Any) -> Any:
        if key in _SECRET_KEYS and isinstance(value, int) and not isinstance(value, bool):
            return value if key == "code" else HIDDEN
        if key in _SECRET_KEYS and value is not None:
            return HIDDEN
        match value:
            case str():
                return value if key in _OURS else scrub(value)
            case bool() | int() | float() | None:
                return value
            case Mapping():
                return self.event({str(name): inner for name, inner in value.items()})
            case Sequence() | set() | frozenset():
                return [self._value(key, inner) for inner in value]
            case BaseException():
                return type(value).__name__
            case _:
                return scrub(str(value))


def scrub(text: str) -> str:
    """The text without long numbers, dates, tokens and keys."""
    return _PATTERN.sub(HIDDEN, text)


def told(error: BaseException | None) -> dict[str, Any]:
    """What may be said of an exception: kinds of it and its causes, and where; never its text, which may quote a value."""
    if error is None:
        return {}
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < _FRAMES:
        kinds.append(type(seen).__name__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return {"error": " < ".join(kinds), "at": _places(error.__traceback__)}


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{frame.filename.removeprefix(_HERE)}:{frame.lineno} {frame.name}" for frame in frames]


def raised(given: Any) -> BaseException | None:
    """The exception behind `exc_info` in any of its shapes."""
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None
