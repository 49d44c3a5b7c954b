"""Are the drawn conversations those of the code?"""

from __future__ import annotations

from pathlib import Path

from conversations.diagram import draw
from conversations.flows.book import open_book
from locales.texts import Texts

FOLDER = Path(__file__).parents[2] / "docs" / "diagrams"


def test_every_conversation_is_drawn_as_it_is() -> None:
    wanted = {f"{flow.id}.mmd": draw(flow) for flow in open_book(Texts()).by_id.values()}
    drawn = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.mmd")}
    assert drawn == wanted, "draw them again: ./run diagram"
