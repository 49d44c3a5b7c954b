"""Which national id (کد ملی)?"""

from __future__ import annotations

from typing import ClassVar

from backend.contract.identifiers import is_national_id
from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import only_digits

_LENGTH = 10
_WITHOUT_ZEROS = (8, 9)


class NationalId(Input[str]):
    """Ten Latin digits whose check digit is right (domain.md 8); typed in any digits, with any separators."""

    kind: ClassVar[str] = "national-id"
    takes_numbers: ClassVar[bool] = True
    gives = str
    keyboard = "inline"

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The id, or what is wrong: not digits; a wrong length {length}; zeros left out {length, zeros}; check digit."""
        digits = only_digits(text)
        if digits is None:
            return Bad("not-digits")
        if len(digits) in _WITHOUT_ZEROS:
            return Bad("zeros", {"length": len(digits), "zeros": _LENGTH - len(digits)})
        if len(digits) != _LENGTH:
            return Bad("length", {"length": len(digits)})
        if not is_national_id(digits):
            return Bad("check-digit")
        return Good(digits)

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """A well-formed id."""
        return ("0499370899",)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-digits", "zeros", "length", "check-digit")


def national_id() -> NationalId:
    """Ask for a national id."""
    return NationalId()
