"""How is an activation code written, and is this one mistyped [I2]? Letters and digits that nobody takes for another.

Nine signs drawn at random and a check sign, each from 31: any one sign mistyped and any two exchanged are noticed.
"""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which look alike on paper. Their number is a prime, or the check would miss some mistakes."""
LENGTH = 10
PATTERN = f"^[{ALPHABET}]{{{LENGTH}}}$"
_GROUP = 5


def activation_code(number: int) -> str:
    """The code of a whole number; only its rest by 31**9 counts."""
    signs = []
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    first = "".join(signs)
    return first + _check_sign(first)


def read_activation_code(text: str) -> str | None:
    """The code in what was typed, in any case and with or without its hyphen; None where it is none or mistyped."""
    code = "".join(sign for sign in text.upper() if sign not in " -\u200c_.")
    if len(code) != LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    return code if code[-1] == _check_sign(code[:-1]) else None


def grouped(code: str) -> str:
    """As it is shown and printed: "ABCDE-FGHJK"."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def _check_sign(first: str) -> str:
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(first, start=1))
    return ALPHABET[total % len(ALPHABET)]
