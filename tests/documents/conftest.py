"""The printer of these tests, with the project's own font or, without it, the system's."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.documents.fonts import FONT_IN_PACKAGE, FontFolder, prepare_fonts
from backend.documents.printer import SlipPrinter
from locales.texts import Texts

PACKAGE = Path(__file__).parents[2] / ".fonts"


@pytest.fixture(scope="session")
def woff2() -> Path:
    """The installed font file."""
    path = PACKAGE / FONT_IN_PACKAGE
    if not path.exists():
        pytest.skip("the font package is not installed; ./run setup does it")
    return path


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontFolder:
    """Fonts made once for all tests of this folder."""
    return prepare_fonts(PACKAGE / FONT_IN_PACKAGE, tmp_path_factory.mktemp("ttf"))


@pytest.fixture(scope="session")
def printer(fonts: FontFolder) -> SlipPrinter:
    """A printer with the project's own words."""
    return SlipPrinter(fonts=fonts, texts=Texts())
