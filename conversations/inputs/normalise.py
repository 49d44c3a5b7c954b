"""How is what people type brought to one form, whatever the keyboard?"""

from __future__ import annotations

import re
import unicodedata

_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_DIGITS = str.maketrans(_PERSIAN + _ARABIC_INDIC, "0123456789" * 2)

_LETTERS = {
    "\u064a": "\u06cc",  # Arabic yeh -> Persian yeh
    "\u0649": "\u06cc",  # alef maksura
    "\u0643": "\u06a9",  # Arabic kaf
    "\u0629": "\u0647",  # teh marbuta
    "\u06c0": "\u0647",  # heh with yeh above
    "\u06c2": "\u0647",
    "\u0623": "\u0627",  # alef with hamza above
    "\u0625": "\u0627",  # alef with hamza below
    "\u0622": "\u0627",  # alef with madda
    "\u0624": "\u0648",  # waw with hamza
    "\u0640": "",  # tatweel
}
_SPACES = "\u200c\u200d\u00a0\u2007\u202f\u200b\ufeff\t\r\n"
_MARKS = "\u200e\u200f\u061c" + "".join(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_FOLD = str.maketrans({**_LETTERS, **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_MARKS, "")})
_VISIBLE = str.maketrans({**dict.fromkeys("\u00a0\u2007\u202f\u200b\ufeff", " "), **dict.fromkeys(_MARKS, "")})
_EDGES = " .,!?:;\"'()[]«»،؛؟…*_-–—"
_ORDINARY = re.compile(r"[\w .,!?:;\"'()\[\]«»،؛؟…*/|–—-]*")
"""Letters, figures and the usual signs; no combining mark and no symbol is among them."""
_RUN = re.compile(r" +")


def fold_digits(text: str) -> str:
    """Persian and Arabic-Indic digits to Latin ones; all else as it was."""
    return text.translate(_DIGITS)


def tidy(text: str) -> str:
    """Text fit to keep: NFC, one kind of yeh and kaf, no direction marks, trimmed. Half-spaces and lines stay."""
    kept = unicodedata.normalize("NFC", text).translate(_VISIBLE)
    return kept.replace("\u064a", "\u06cc").replace("\u0643", "\u06a9").strip()


def fold(text: str) -> str:
    """Text fit to compare: small letters, Latin digits, one form of each Persian letter, single spaces, no signs at the ends."""
    if text.isascii():
        plain = text.lower()
    else:
        composed = unicodedata.normalize("NFKC", text).translate(_FOLD).translate(_DIGITS)
        plain = composed if _ORDINARY.fullmatch(composed) else _without_marks(composed)
        plain = plain.casefold()
    return _RUN.sub(" ", plain.replace("\n", " ").replace("\t", " ")).strip(_EDGES)


def _without_marks(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char) and not is_symbol(char))


def squeeze(text: str) -> str:
    """`fold` without any space, so that joined, half-spaced and spaced spellings are one."""
    return fold(text).replace(" ", "")


def only_digits(text: str) -> str | None:
    """The digits when there is nothing but digits, spaces and the usual separators; None otherwise."""
    bare = re.sub(r"[\s\-_/.,،٬٫()+]", "", fold_digits(text).translate(_FOLD))
    return bare if bare.isascii() and bare.isdigit() else None


def is_symbol(char: str) -> bool:
    """Is it an emoji, a pictograph, or one of the invisible signs that join them?"""
    return unicodedata.category(char) in {"So", "Sk", "Cs", "Co", "Cn"} or char in "\ufe0f\ufe0e\u20e3"


def is_emoji_only(text: str) -> bool:
    """Is there no letter and no digit in it?"""
    bare = [char for char in text if not char.isspace() and char not in _MARKS]
    return bool(bare) and all(is_symbol(char) or char in "\u200d\u200c" for char in bare)
