"""Which bank account (شماره شبا)?"""

from __future__ import annotations

import re
from typing import ClassVar

from backend.contract.identifiers import is_iban
from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import fold_digits

_LENGTH = 24
_CARD = 16


class Iban(Input[str]):
    """An Iranian IBAN, "IR" and 24 Latin digits with right check digits; the IR may be left out when typing."""

    kind: ClassVar[str] = "iban"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The IBAN, or what is wrong: a card number; a wrong length {length}; other signs; check digits."""
        bare = re.sub(r"[^0-9A-Z]", "", fold_digits(text).upper())
        digits = bare.removeprefix("IR")
        if not digits.isdigit():
            return Bad("not-digits")
        if len(digits) == _CARD:
            return Bad("card")
        if len(digits) != _LENGTH:
            return Bad("length", {"length": len(digits)})
        return Good(f"IR{digits}") if is_iban(f"IR{digits}") else Bad("check-digit")

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """A well-formed IBAN."""
        return ("IR062960000000100324200001",)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-digits", "card", "length", "check-digit")


def iban() -> Iban:
    """Ask for an IBAN."""
    return Iban()
