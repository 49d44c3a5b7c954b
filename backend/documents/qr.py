"""How does the code on the paper look that a phone's camera reads?"""

from __future__ import annotations

import io

import segno

_MASK = 0
"""The checker-board mask. Every reader takes every mask; trying all eight costs five times as much as the rest."""


def draw_qr(payload: str, *, grows: bool = False) -> str:
    """An SVG picture of the QR code without its quiet zone; medium error correction, so a fold does no harm.

    `grows`: it takes the size of whatever it is put into; else a module is a pixel.
    """
    picture = io.BytesIO()
    code = segno.make(payload, error="m", micro=False, mask=_MASK)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=grows)
    return picture.getvalue().decode()
