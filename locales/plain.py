"""Can a message be put together without Fluent's resolver? Most only join words and values, and are said all day.

A pattern of words, variables and our one-variable functions becomes a tuple of parts once; saying it is one join, about
five times quicker. Whatever has more in it (a choice, a term, an attribute, a bare number) is left to Fluent.
Held to the same letters as Fluent by `tests/house/test_plain_texts.py`, over every message of every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fluent.syntax import ast

_FIRST_STRONG, _POP = "\u2068", "\u2069"

Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Value:
    """A place for the value called `name`, written by `function` where there is one."""

    name: str
    function: Function | None


@dataclass(frozen=True, slots=True)
class PlainPattern:
    """A pattern that needs no resolver."""

    parts: tuple[str | _Value, ...]
    isolate: bool

    def write(self, args: Mapping[str, Any]) -> str | None:
        """The text; None where Fluent must say it: a value is missing or is no text and stands bare."""
        said: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                said.append(part)
                continue
            value = args.get(part.name)
            if not isinstance(value, str) and (part.function is None or type(value) is not int):
                return None
            shown = value if part.function is None else part.function(value)
            said.append(f"{_FIRST_STRONG}{shown}{_POP}" if self.isolate else str(shown))
        return "".join(said)


def read_plainly(pattern: object, functions: Mapping[str, Function], *, isolate: bool) -> PlainPattern | None:
    """The parts of a pattern; None for one that has more in it than words, variables and functions of one variable."""
    if not isinstance(pattern, ast.Pattern):
        return None  # Fluent itself made less of it: one text or one value
    parts: list[str | _Value] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
            continue
        value = _read_value(element.expression, functions)
        if value is None:
            return None
        parts.append(value)
    return PlainPattern(tuple(parts), isolate=isolate)


def _read_value(expression: object, functions: Mapping[str, Function]) -> _Value | None:
    if isinstance(expression, ast.VariableReference):
        return _Value(expression.id.name, None)
    if not isinstance(expression, ast.FunctionReference) or expression.id.name not in functions:
        return None
    given = expression.arguments
    if given.named or len(given.positional) != 1 or not isinstance(given.positional[0], ast.VariableReference):
        return None
    return _Value(given.positional[0].id.name, functions[expression.id.name])
