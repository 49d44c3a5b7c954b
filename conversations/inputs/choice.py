"""Which one of these?"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from conversations.engine.asking import Input, View
from conversations.engine.reply import Option, Text

T = TypeVar("T")


class Choice(Input[T]):
    """One of its own `keys` (labels `<flow>-<step>-<key>`), then those the Ask gives as `options`."""

    kind: ClassVar[str] = "choice"

    def __init__(self, *, gives: Any, keys: tuple[str, ...] = (), columns: int = 1) -> None:
        self.gives = gives
        self.keys = keys
        self._columns = columns

    def options(self, view: View) -> tuple[Option, ...]:
        """Its own keys first."""
        return (*(Option(key, Text(f"{view.base}-{key}"), value=key) for key in self.keys), *view.options)

    def columns(self, view: View) -> int:  # noqa: ARG002
        """As asked for."""
        return self._columns

    def samples(self, view: View) -> tuple[T, ...]:
        """Every option that answers."""
        return tuple(option.value for option in self.options(view) if option.url is None)


def choice(*keys: str, columns: int = 1) -> Choice[str]:
    """One of these keys, and of the Ask's options with text values."""
    return Choice(gives=str, keys=keys, columns=columns)


def choice_of(gives: type[T], *, columns: int = 1) -> Choice[T]:
    """One of the Ask's options, whose values are of this type."""
    return Choice(gives=gives, columns=columns)
