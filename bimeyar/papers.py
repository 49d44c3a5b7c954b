"""Which parts print papers? Fonts made ready once, and the printer behind the documents of slips."""

from __future__ import annotations

from backend.areas.slips.documents import SlipDocuments
from backend.contract.documents import Documents
from backend.documents.fonts import FONT_IN_PACKAGE, prepare_fonts
from backend.documents.printer import SlipPrinter
from bimeyar.parts import Parts


def build_documents(parts: Parts) -> Documents:
    """Documents by kind and reference; the font is converted on the first start."""
    folder = parts.settings.fonts
    fonts = prepare_fonts(folder / FONT_IN_PACKAGE, folder / "ready")
    printer = SlipPrinter(fonts=fonts, texts=parts.texts)
    return SlipDocuments(ports=parts.slips_ports, printer=printer)
