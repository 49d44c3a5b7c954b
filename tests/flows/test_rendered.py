"""Is every sentence still the one that was reviewed?

tests/rendered/fa.txt and en.txt hold all screens and messages with samples, for a reader who reviews the words. After
a change of texts or flows write them anew and read the difference:

    BIMEYAR_WRITE_RENDERED=1 pytest tests/flows/test_rendered.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from conversations.engine import Book
from locales.texts import LOCALES, Texts
from tests.flows.rendering import render_all

LATIN = r"IR820540102680020817909002|7KQ2M-WX4RP|1405-000001-1$"
"""An example of an IBAN, of a code from a branch, and a slip's number in the name of a file."""
FOLDER = Path(__file__).parents[1] / "rendered"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_the_reviewed_one(locale: str, book: Book) -> None:
    path = FOLDER / f"{locale}.txt"
    rendered = render_all(book, Texts(), locale)
    if os.environ.get("BIMEYAR_WRITE_RENDERED"):
        path.write_text(rendered, encoding="utf-8")
    assert rendered == path.read_text(encoding="utf-8")


def test_persian_reads_persian(book: Book) -> None:
    """Persian sentences hold no Latin digits and no Latin comma or question mark, save in examples that are Latin."""
    rendered = render_all(book, Texts(), "fa")
    said = [line for line in rendered.splitlines() if not line.startswith(("#", "[", "(", "+", "From now on"))]
    wrong = [line for line in said if re.search(r"[0-9]|[آ-ی][,;?]", re.sub(LATIN, "", line))]
    assert [line for line in wrong if "|" not in line] == []
