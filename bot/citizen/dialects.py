"""How is plain text written so that a messenger shows it as it is, whatever it takes for markup?"""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://\S+")
_LOOKALIKES: Final = str.maketrans({"*": "∗", "_": "ˍ", "`": "ˋ", "~": "∼", "|": "∣"})
"""Marks of a Markdown and letters that look like them; a mark cannot be escaped there."""
_IN_ADDRESS: Final = str.maketrans({"*": "%2A", "_": "%5F", "`": "%60", "~": "%7E", "|": "%7C"})
_LINK: Final = re.compile(r"\](?=\()")
_APART: Final = "]\u200b"


def as_it_is(text: str) -> str:
    """For a messenger that reads markup only where it is asked to."""
    return text


def without_marks(text: str) -> str:
    """For one that reads every text as its own Markdown: no mark is left, and addresses still lead where they did."""
    if not any(mark in text for mark in "*_`~|]"):
        return text
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [_blunt(text[end : found.start()]), found[0].translate(_IN_ADDRESS)]
        end = found.end()
    return "".join([*parts, _blunt(text[end:])])


def _blunt(text: str) -> str:
    return _LINK.sub(_APART, text.translate(_LOOKALIKES))
