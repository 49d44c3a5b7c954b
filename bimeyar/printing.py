"""Which printer has a process? One, whose font is made ready when the first paper is asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from backend.documents.fonts import FONT_IN_PACKAGE, prepare_fonts
from backend.documents.printer import SlipPrinter
from locales.texts import Texts


@dataclass(slots=True)
class PrinterRoom:
    """`printer()` may be called in any thread; the first call makes the font ready, in `fonts`/ready."""

    fonts: Path
    texts: Texts
    _printer: SlipPrinter | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def printer(self) -> SlipPrinter:
        """The printer, the same each time."""
        with self._turn:
            if self._printer is None:
                faces = prepare_fonts(self.fonts / FONT_IN_PACKAGE, self.fonts / "ready")
                self._printer = SlipPrinter(fonts=faces, texts=self.texts)
            return self._printer
