"""Which number and which unit of money do these words name?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from conversations.inputs import words
from conversations.inputs.normalise import fold

Unit = Literal["rial", "toman"]
_RIAL = frozenset(fold(word) for word in words.RIAL)
_TOMAN = frozenset(fold(word) for word in words.TOMAN)
_AND = frozenset(fold(word) for word in words.AND)
_HALF = frozenset(fold(word) for word in words.HALF)
_KNOWN = frozenset({*_RIAL, *_TOMAN, *_AND, *_HALF, *words.SCALE_OF, *words.NUMBER_OF})
_GROUPED = re.compile(r"(?<=\d)[,،٬'](?=\d{3}(?!\d))")
_DOTTED = re.compile(r"(?<=\d)\.(?=\d{3}(?:\.\d{3})*(?!\d))")
_PIECE = re.compile(r"\d+(?:[./٫]\d+)?|[^\W\d_]+|\S")
_LONGEST = 15


@dataclass(slots=True)
class _Reading:
    """What was understood so far: whole scales, the part since the last scale, the unit."""

    total: Decimal = Decimal(0)
    section: Decimal | None = None
    last_scale: int = 0
    unit: Unit | None = None

    def take(self, piece: str) -> bool:
        """One more word or figure; false when it does not belong to an amount."""
        if self.unit is not None:
            return False
        number = _number(piece)
        if number is not None:
            self.section = _add(self.section, number, piece)
            return self.section is not None
        if piece in words.SCALE_OF:
            self.last_scale = words.SCALE_OF[piece]
            self.total += (Decimal(1) if self.section is None else self.section) * self.last_scale
            self.section = None
        elif piece in _HALF:
            return self._take_half()
        elif piece in _RIAL or piece in _TOMAN:
            self.unit = "rial" if piece in _RIAL else "toman"
        else:
            return piece in _AND
        return True

    def _take_half(self) -> bool:
        """«یک و نیم میلیون» is a half of what comes, «یک میلیون و نیم» a half of what came."""
        if self.section is not None:
            self.section += Decimal("0.5")
        else:
            self.total += Decimal(self.last_scale) / 2
        return self.section is not None or self.last_scale > 0


def read_money(text: str) -> tuple[Decimal | None, Unit | None] | None:
    """Number and unit of «۲ میلیون و ۵۰۰ هزار تومان»; None in place of what was not said; None if it is no amount."""
    reading = _Reading()
    if text.lstrip().startswith(("-", "−")) or not all(map(reading.take, _pieces(text))):
        return None
    if reading.section is None and not reading.last_scale:
        return None if reading.unit is None else (None, reading.unit)
    return reading.total + (reading.section or 0), reading.unit


def _pieces(text: str) -> list[str]:
    plain = fold(text).replace("٫", ".").replace("/", ".")
    while (bare := _GROUPED.sub("", plain)) != plain:
        plain = bare
    if len(re.findall(r"\.\d{3}(?!\d)", plain)) > 1 or _DOTTED.search(plain):
        plain = _DOTTED.sub("", plain)
    return [part for piece in _PIECE.findall(plain) for part in _unglued(piece)]


def _unglued(piece: str) -> tuple[str, ...]:
    """«هزارتومان» is two words."""
    if piece[0].isdigit() or piece in _KNOWN:
        return (piece,)
    for cut in range(1, len(piece)):
        if piece[:cut] in _KNOWN and piece[cut:] in _KNOWN:
            return piece[:cut], piece[cut:]
    return (piece,)


def _number(piece: str) -> Decimal | None:
    if piece[0].isdigit():
        return Decimal(piece) if len(piece) <= _LONGEST else Decimal(10) ** _LONGEST
    value = words.NUMBER_OF.get(piece)
    return None if value is None else Decimal(value)


def _add(section: Decimal | None, number: Decimal, piece: str) -> Decimal | None:
    """Twenty and five make twenty-five, two hundred is two times a hundred; two figures in a row are no amount."""
    if section is None:
        return number
    if piece == "hundred":
        return section * number
    return None if piece[0].isdigit() else section + number
