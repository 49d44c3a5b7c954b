"""Which code came by SMS?"""

from __future__ import annotations

import re
from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.inputs.normalise import fold_digits, only_digits

_RUN = re.compile(r"(?<!\d)\d{4,8}(?!\d)")


class OneTimeCode(Input[str]):
    """A code of `digits` digits (any of 4 to 8 when None); the whole SMS may be pasted."""

    kind: ClassVar[str] = "one-time-code"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def __init__(self, *, digits: int | None = None) -> None:
        self.digits = digits

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The code in Latin digits, or what is wrong: no digits; a wrong length {length, digits}."""
        bare = only_digits(text)
        if bare is None:
            runs = [run for run in _RUN.findall(fold_digits(text)) if self.digits in (None, len(run))]
            return Good(runs[0]) if len(runs) == 1 else Bad("not-digits")
        fits = len(bare) == self.digits if self.digits is not None else 4 <= len(bare) <= 8
        return Good(bare) if fits else Bad("length", {"length": len(bare), "digits": self.digits or 5})

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """Some code."""
        return ("12345678"[: self.digits or 5],)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-digits", "length")


def one_time_code(*, digits: int | None = None) -> OneTimeCode:
    """Ask for a one-time code."""
    return OneTimeCode(digits=digits)
