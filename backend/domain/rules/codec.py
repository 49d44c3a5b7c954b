"""How does a decision become text and come back without losing a bit?

Days are ISO text, months "1405-08", ratios "6/5", tuples lists, dataclasses objects; keys are sorted.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from backend.domain.calendar import JalaliMonth


class BadText(ValueError):
    """The text is no decision that this version can read; the message names the place, never the content."""


def to_text(value: object) -> str:
    """Canonical JSON of a domain value."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def encode(value: object) -> Any:
    """JSON data of a domain value."""
    if value is None or isinstance(value, (bool, int, str)):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, (JalaliMonth, Fraction)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form as text")


def decode(shape: Any, data: Any) -> Any:
    """The domain value of this type that `encode` made the data from. Raises `BadText`."""
    try:
        return _decode(shape, data)
    except BadText:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadText(f"no {getattr(shape, '__name__', shape)}") from fault


def _decode(shape: Any, data: Any) -> Any:
    origin = get_origin(shape)
    if origin in {Union, types.UnionType}:
        return _decode_choice(get_args(shape), data)
    if origin is tuple:
        if not isinstance(data, list):
            raise BadText("a list was expected")
        return tuple(_decode(get_args(shape)[0], item) for item in data)
    if isinstance(shape, type) and is_dataclass(shape) and shape is not JalaliMonth:
        return _decode_fields(shape, data)
    return _decode_scalar(shape, data)


def _decode_fields(shape: type, data: Any) -> Any:
    hints = _hints(shape)
    if not isinstance(data, dict) or data.keys() != hints.keys():
        raise BadText(f"the fields are not those of {shape.__name__}")
    return shape(**{name: _decode(hints[name], item) for name, item in data.items()})


def _decode_choice(shapes: tuple[Any, ...], data: Any) -> Any:
    if data is None and types.NoneType in shapes:
        return None
    for shape in shapes:
        if shape is not types.NoneType and _fits(shape, data):
            return _decode(shape, data)
    raise BadText("none of the allowed types")


def _fits(shape: Any, data: Any) -> bool:
    if shape is int:
        return isinstance(data, int) and not isinstance(data, bool)
    if get_origin(shape) is tuple:
        return isinstance(data, list)
    if isinstance(shape, type) and is_dataclass(shape) and shape is not JalaliMonth:
        return isinstance(data, dict)
    return isinstance(data, str)


def _decode_scalar(shape: Any, data: Any) -> Any:
    if shape is JalaliMonth:
        return JalaliMonth.parse(data)
    if shape is Fraction:
        return Fraction(data)
    if shape is date:
        return date.fromisoformat(data)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape(data)
    if shape in {bool, int, str} and type(data) is shape:
        return data
    raise BadText(f"not a {getattr(shape, '__name__', shape)}")


@lru_cache(maxsize=256)
def _hints(shape: type) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {field.name: hints[field.name] for field in fields(shape)}
