"""Are the drawn conversations and ways of requests those of the code?"""

from __future__ import annotations

from pathlib import Path

from backend.domain.cases import CaseKind
from backend.domain.cases import draw as draw_case
from conversations.diagram import draw
from conversations.flows.book import open_book
from locales.texts import Texts

FOLDER = Path(__file__).parents[2] / "docs" / "diagrams"


def test_every_conversation_is_drawn_as_it_is() -> None:
    wanted = {f"{flow.id}.mmd": draw(flow) for flow in open_book(Texts()).by_id.values()}
    drawn = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.mmd")}
    assert drawn == wanted, "draw them again: ./run diagram"


def test_the_way_of_every_kind_of_request_is_drawn_as_it_is() -> None:
    wanted = {f"{kind}.mmd": draw_case(kind) for kind in CaseKind}
    drawn = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "cases").glob("*.mmd")}
    assert drawn == wanted, "draw them again: ./run diagram"
