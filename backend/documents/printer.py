"""How does a slip or a letter become a PDF or a picture? One typesetter, kept warm, for all threads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Literal

import typst

from backend.documents.fonts import FontFolder
from backend.documents.sheet import Sheet, Translator, Wording, compose_sheet
from backend.documents.slip import Paper, SlipDocument

TEMPLATES = Path(__file__).parent
STANDARDS = ["a-2a", "ua-1"]
"""For archives and for screen readers: tagged, with the language, a title and a text for the QR code."""
PREVIEW_PPI = 110.0
"""Dots an inch of the picture: A4 becomes 910 by 1287 dots, which Telegram shows without shrinking."""
_TOO_LONG = "longer than a page"
_NO_LETTER = "could not be displayed with font"


class PrintingFailed(Exception):
    """The typesetter refused. The text never repeats what stands on the page."""


@dataclass(slots=True, kw_only=True)
class SlipPrinter:
    """Prints slips and receipts, in any thread. The same document gives the same bytes.

    A typesetter may not be used by two threads at once, so each call takes one out of the pool; all share one set of
    fonts and one cache.
    """

    fonts: FontFolder
    texts: Translator
    _wordings: dict[str, Wording] = field(default_factory=dict, repr=False)
    _idle: SimpleQueue[typst.Compiler] = field(default_factory=SimpleQueue, repr=False)

    def pdf(self, document: SlipDocument, locale: str, *, paper: Paper = Paper.SLIP) -> bytes:
        """One A4 page, in "fa" or "en". Raises IncompleteSlip, PrintingFailed."""
        return self._set(document, locale, paper, kind="pdf", options={"pdf_standards": STANDARDS})

    def png(self, document: SlipDocument, locale: str, *, paper: Paper = Paper.SLIP, ppi: float = PREVIEW_PPI) -> bytes:
        """The same page as a PNG picture. Raises IncompleteSlip, PrintingFailed."""
        return self._set(document, locale, paper, kind="png", options={"ppi": ppi})

    def _set(
        self, document: SlipDocument, locale: str, paper: Paper, *, kind: Literal["pdf", "png"], options: dict[str, Any]
    ) -> bytes:
        wording = self._wordings.setdefault(locale, Wording(self.texts, locale))
        setting = {"format": kind, "timestamp": _moment(document), **options}
        return self._print(compose_sheet(document, paper, wording), setting, template="slip")

    def letter(self, sheet: Callable[[Wording], Sheet], locale: str, *, on: date, template: str = "letter") -> bytes:
        """One A4 page of this template as PDF, of that day. Raises PrintingFailed."""
        moment = datetime.combine(on, time(), UTC)
        setting = {"format": "pdf", "timestamp": moment, "pdf_standards": STANDARDS}
        wording = self._wordings.setdefault(locale, Wording(self.texts, locale))
        return self._print(sheet(wording), setting, template=template)

    def _print(self, sheet: Sheet, setting: dict[str, Any], *, template: str) -> bytes:
        compiler = self._take()
        try:
            return _first_page(compiler, sheet | {"fonts": self.fonts.families}, setting, template)
        except typst.TypstError:  # its text may repeat what stands on the page
            raise PrintingFailed("the typesetter refused the page") from None
        finally:
            self._idle.put(compiler)

    def _take(self) -> typst.Compiler:
        try:
            return self._idle.get_nowait()
        except Empty:
            return typst.Compiler(b"", root=TEMPLATES, font_paths=self.fonts.faces, ignore_system_fonts=True)


def _first_page(compiler: typst.Compiler, sheet: Sheet, setting: dict[str, Any], template: str) -> bytes:
    """The page, at worst fitted in, or outside the standards where the font lacks a letter of a name."""
    fit = False
    for _ in range(3):
        try:
            pages = compiler.compile(_source(sheet, template, fit=fit), **setting)
        except typst.TypstError as fault:
            if _TOO_LONG in fault.message and not fit:
                fit = True
            elif _NO_LETTER in fault.message and setting.pop("pdf_standards", None):
                pass
            else:
                raise
        else:
            page = pages[0] if isinstance(pages, list) else pages
            if page is not None:
                return page
    raise PrintingFailed("nothing was printed")


def _source(sheet: Sheet, template: str, *, fit: bool) -> bytes:
    """The document itself. Data handed over in any other way empties the typesetter's cache (three times slower)."""
    data = json.dumps(sheet, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    head = f'#import "/{template}.typ": {template}\n'
    return f'{head}#{template}(json(bytes("{data}")), fit: {str(fit).lower()})\n'.encode()


def _moment(document: SlipDocument) -> datetime:
    """The time of making, written into the file: that of the last thing that happened to the slip, never now."""
    if document.settlement is not None:
        return document.settlement.paid_at.astimezone(UTC).replace(microsecond=0)
    return datetime.combine(document.ended_on or document.issued_on, time(), UTC)
