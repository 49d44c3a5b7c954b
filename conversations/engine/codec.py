"""How does an answer become JSON and back, quickly and only when somebody looks at it?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

Json = Any
_PLAIN = (str, int, bool)
_AS_IS = (type(None), Any, None)


class Codec:
    """Encodes and decodes values of one type. Raises ValueError (pydantic's) or TypeError on JSON of another shape."""

    __slots__ = ("decode", "encode")

    def __init__(self, gives: Any) -> None:
        self.encode: Callable[[Any], Json]
        self.decode: Callable[[Json], Any]
        if gives in _AS_IS:
            self.encode = self.decode = _same
            return
        if gives in _PLAIN:
            self.encode, self.decode = _same, _only(gives)
            return
        adapter: TypeAdapter[Any] = TypeAdapter(gives)
        self.encode = lambda value: adapter.dump_python(value, mode="json")
        self.decode = lambda value: adapter.validate_python(value, strict=False)


def _same(value: Any) -> Any:
    return value


def _only(kind: type) -> Callable[[Json], Any]:
    def decode(value: Json) -> Any:
        if type(value) is not kind:
            msg = f"expected {kind.__name__}"
            raise TypeError(msg)
        return value

    return decode


@cache
def codec(gives: Any) -> Codec:
    """The codec of a type, made once."""
    return Codec(gives)
