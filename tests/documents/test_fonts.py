"""Is the font made ready once, and does printing go on without it?"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from backend.documents.fonts import OWN_FAMILY, prepare_fonts
from backend.documents.printer import SlipPrinter
from locales.texts import Texts
from tests.documents import papers


def test_the_font_is_converted_once(woff2: Path, tmp_path: Path) -> None:
    first = prepare_fonts(woff2, tmp_path / "new" / "ttf")
    made = tmp_path / "new" / "ttf" / "Vazirmatn-Regular.ttf"
    stamp = made.stat().st_mtime_ns
    again = prepare_fonts(woff2, tmp_path / "new" / "ttf")
    assert first == again
    assert first.is_own
    assert first.families == (OWN_FAMILY,)
    assert first.warning is None
    assert made.stat().st_mtime_ns == stamp
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_ready_font_needs_no_package(woff2: Path, tmp_path: Path) -> None:
    prepare_fonts(woff2, tmp_path)
    assert prepare_fonts(tmp_path / "gone" / woff2.name, tmp_path).is_own


def test_without_the_font_slips_are_printed_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        fonts = prepare_fonts(tmp_path / "nothing.woff2", tmp_path / "ttf")
    assert not fonts.is_own
    assert fonts.warning is not None
    assert "not installed" in fonts.warning
    assert caplog.messages == [fonts.warning]
    page = SlipPrinter(fonts=fonts, texts=Texts()).pdf(papers.slip(), "fa")
    assert page.startswith(b"%PDF-")


def test_a_broken_font_is_a_warning_and_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "Vazirmatn-Regular.woff2"
    broken.write_bytes(b"wOF2 and then nothing of use")
    fonts = prepare_fonts(broken, tmp_path / "ttf")
    assert not fonts.is_own
    assert fonts.warning is not None
    assert "could not be prepared" in fonts.warning
    assert list((tmp_path / "ttf").glob("*")) == []
