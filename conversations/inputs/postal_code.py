"""Which postal code?"""

from __future__ import annotations

import re
from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import only_digits

_LENGTH = 10
_REAL = re.compile(r"[1-9](?!([0-9])\1{8})[0-9]{9}")


class PostalCode(Input[str]):
    """Ten Latin digits, the first not zero, the others not all the same; typed in any digits, with any separators."""

    kind: ClassVar[str] = "postal-code"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The code, or what is wrong: not digits; a wrong length {length}; a code that nobody has."""
        digits = only_digits(text)
        if digits is None:
            return Bad("not-digits")
        if len(digits) != _LENGTH:
            return Bad("length", {"length": len(digits)})
        return Good(digits) if _REAL.fullmatch(digits) else Bad("nobodys")

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """A well-formed code."""
        return ("1598765432",)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-digits", "length", "nobodys")


def postal_code() -> PostalCode:
    """Ask for a postal code."""
    return PostalCode()
