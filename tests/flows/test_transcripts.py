"""Do the conversations go as they are written down in tests/transcripts?

Each `.talk` is one story, played against the product's own book and a pretended backend (tests/flows/backend.py says
which scenarios it knows). To write down anew what is said, after texts or flows have changed, and then read the
difference as a reviewer would:

    BIMEYAR_WRITE_TRANSCRIPTS=1 pytest tests/flows/test_transcripts.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conversations.engine import Book
from conversations.talk import TalkFailed, parse_talk
from tests.flows.stage import Stage

FOLDER = Path(__file__).parents[1] / "transcripts"
TALKS = sorted(FOLDER.glob("*.talk"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
async def test_a_story_goes_as_it_is_written(path: Path, book: Book) -> None:
    if os.environ.get("BIMEYAR_WRITE_TRANSCRIPTS"):
        written = await Stage(book).write_down(read(path), path.name)
        path.write_text(written, encoding="utf-8")  # noqa: ASYNC240 nothing else runs
    await Stage(book).player.play(parse_talk(read(path), name=path.name))


async def test_another_story_is_noticed(book: Book) -> None:
    with pytest.raises(TalkFailed, match="it said"):
        await Stage(book).player.play(parse_talk("user: سلام\nbot: خداحافظ"))


def test_every_story_says_what_it_tells() -> None:
    assert [path.name for path in TALKS if not read(path).startswith("# ")] == []
