"""Which font does the paper use? Vazirmatn, turned once from WOFF2 into a form that the typesetter reads."""

from __future__ import annotations

import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import typst

log = logging.getLogger(__name__)

OWN_FAMILY = "Vazirmatn"
FONT_IN_PACKAGE = Path("package/jalali_suite/static/jalali_suite/fonts/Vazirmatn-Regular.woff2")
"""Where the font lies inside the folder that the setting `fonts` names."""
FALLBACKS = (
    OWN_FAMILY,
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Scheherazade New",
    "Amiri",
    "DejaVu Sans",
    "Tahoma",
    "Arial",
)
"""System families with Persian letters, the best first."""


@dataclass(frozen=True, slots=True)
class FontFolder:
    """Fonts ready for printing.

    `folder` holds the own font, None where the fonts of the system are used; `families` are tried in order; `warning`
    says in plain English what is missing, None when all is well.
    """

    folder: Path | None
    families: tuple[str, ...]
    warning: str | None = None
    faces: typst.Fonts = field(repr=False, compare=False, default_factory=typst.Fonts)

    @property
    def is_own(self) -> bool:
        """Will every machine give the same layout?"""
        return self.folder is not None


def prepare_fonts(source: Path, target: Path) -> FontFolder:
    """Fonts for printing: `source` is the WOFF2 file, `target` the folder for its TTF form, made when needed.

    Does the work once; later calls only look. Never raises for a missing, broken or read-only font: the fonts of the
    system are used and the warning is logged.
    """
    ready = target / f"{source.stem}.ttf"
    try:
        if not _is_current(ready, source):
            _convert(source, ready)
        faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[target])
    except FileNotFoundError:
        return _use_system_fonts("The Persian font is not installed")
    except Exception as fault:  # noqa: BLE001 - fontTools raises all kinds for a broken file, and printing must go on
        return _use_system_fonts(f"The Persian font could not be prepared ({type(fault).__name__})")
    if OWN_FAMILY not in faces.families():
        return _use_system_fonts("The Persian font folder does not hold Vazirmatn")
    return FontFolder(target, (OWN_FAMILY,), faces=faces)


def _is_current(ready: Path, source: Path) -> bool:
    return ready.exists() and (not source.exists() or ready.stat().st_mtime_ns >= source.stat().st_mtime_ns)


def _convert(source: Path, ready: Path) -> None:
    from fontTools.ttLib import TTFont  # half a second to import, needed once

    ready.parent.mkdir(parents=True, exist_ok=True)
    with TTFont(source, recalcTimestamp=False) as font:
        font.flavor = None
        handle, unfinished = tempfile.mkstemp(dir=ready.parent, suffix=".part")
        os.close(handle)
        try:
            font.save(unfinished)
            Path(unfinished).replace(ready)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise


def _use_system_fonts(reason: str) -> FontFolder:
    faces = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
    there = set(faces.families())
    families = tuple(name for name in FALLBACKS if name in there)
    warning = f"{reason}; slips are printed with {families[0] if families else 'whatever font the system has'}."
    log.warning(warning)
    return FontFolder(None, families, warning, faces)
