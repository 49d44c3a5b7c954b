"""By which words does a script know a message, whatever its wording is today? Looked up in the locales themselves."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from locales.texts import Texts

_FA = Path(__file__).parents[1] / "locales" / "fa"


@cache
def label(text_id: str) -> str:
    """A label or text without variables, without direction marks."""
    return plain(Texts().text(text_id))


@cache
def phrase(text_id: str) -> str:
    """The longest run of fixed words in a message that may have variables. Raises LookupError."""
    for file in _FA.glob("*.ftl"):
        found = re.search(
            rf"^{re.escape(text_id)} =(.*(?:\n[ \t]+.*|\n)*)", file.read_text(encoding="utf-8"), re.MULTILINE
        )
        if found:
            body = re.sub(r"\{[^{}]*\}", "\n", found[1])
            runs = [run.strip() for run in re.split(r"[\n{}\[\]*]|->", body)]
            return plain(max(runs, key=len))
    raise LookupError(text_id)


def plain(text: str) -> str:
    """Text without direction marks."""
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)
