"""Which activation code did a branch give?"""

from __future__ import annotations

from typing import ClassVar

from backend.contract.activation import ALPHABET, LENGTH, activation_code, read_activation_code
from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import fold_digits

_SEPARATORS = " -_.–—\u200c\u200e\u200f"


class ActivationCode(Input[str]):
    """Ten letters and digits, the last one a check; typed in any case and digits, with or without the hyphen."""

    kind: ClassVar[str] = "activation-code"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The code, or what is wrong: a wrong length {length}; a sign that no code has; mistyped, which is no try."""
        signs = "".join(sign for sign in fold_digits(text).upper() if sign not in _SEPARATORS)
        if len(signs) != LENGTH:
            return Bad("length", {"length": len(signs)})
        if any(sign not in ALPHABET for sign in signs):
            return Bad("signs")
        code = read_activation_code(signs)
        return Bad("mistyped") if code is None else Good(code)

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """Some code."""
        return (activation_code(0),)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("length", "signs", "mistyped")
