"""What would you like to say, in your own words?"""

from __future__ import annotations

from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import tidy


class FreeText(Input[str]):
    """Text between `least` and `most` characters, tidied (one kind of yeh and kaf, no direction marks)."""

    kind: ClassVar[str] = "free-text"
    takes_numbers: ClassVar[bool] = True
    takes_words: ClassVar[bool] = True
    gives = str

    def __init__(self, *, least: int = 1, most: int = 1000) -> None:
        self.least = least
        self.most = most

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The text, or how long it may be."""
        kept = tidy(text)
        if len(kept) < self.least:
            return Bad("short", {"least": self.least, "length": len(kept)})
        if len(kept) > self.most:
            return Bad("long", {"most": self.most, "length": len(kept)})
        return Good(kept)

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """One text of the least length."""
        return ("x" * max(self.least, 1),)

    def reasons(self) -> tuple[str, ...]:
        """Too short {least, length}, too long {most, length}."""
        return ("short", "long")


def free_text(*, least: int = 1, most: int = 1000) -> FreeText:
    """Ask for text of a length in characters."""
    return FreeText(least=least, most=most)
