"""Which number and which unit of money do these words name?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from conversations.inputs import words
from conversations.inputs.normalise import fold

Unit = Literal["rial", "toman"]
_RIAL = frozenset(fold(word) for word in words.RIAL)
_TOMAN = frozenset(fold(word) for word in words.TOMAN)
_AND = frozenset(fold(word) for word in words.AND)
_HALF = frozenset(fold(word) for word in words.HALF)
_GROUPED = re.compile(r"(?<=\d)[,،٬'](?=\d{3}(?!\d))")
_DOTTED = re.compile(r"(?<=\d)\.(?=\d{3}(?:\.\d{3})*(?!\d))")
_PIECE = re.compile(r"\d+(?:[./٫]\d+)?|[^\W\d_]+|\S")
_LONGEST = 15


def read_money(text: str) -> tuple[Decimal | None, Unit | None] | None:
    """Number and unit of «۲ میلیون و ۵۰۰ هزار تومان»; None in a place where nothing was said; None if it is no amount."""
    total, section, last_scale = Decimal(0), None, 0
    unit: Unit | None = None
    for piece in _pieces(text):
        if unit is not None:
            return None
        number = _number(piece)
        if number is not None:
            section = _add(section, number, piece)
            if section is None:
                return None
        elif piece in words.SCALE_OF:
            last_scale = words.SCALE_OF[piece]
            total += (Decimal(1) if section is None else section) * last_scale
            section = None
        elif piece in _HALF and last_scale:
            total += Decimal(last_scale) / 2
        elif piece in _RIAL or piece in _TOMAN:
            unit = "rial" if piece in _RIAL else "toman"
        elif piece not in _AND:
            return None
    said = section is not None or last_scale > 0
    if not said and unit is None:
        return None
    return (total + (section or 0) if said else None), unit


def _pieces(text: str) -> list[str]:
    plain = fold(text).replace("٫", ".").replace("/", ".")
    while (bare := _GROUPED.sub("", plain)) != plain:
        plain = bare
    if len(re.findall(r"\.\d{3}(?!\d)", plain)) > 1 or _DOTTED.search(plain):
        plain = _DOTTED.sub("", plain)
    return _PIECE.findall(plain)


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
