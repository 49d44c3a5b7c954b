"""slip_pdf: one slip of three months with QR as PDF, warm, and another one each time."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from backend.contract.slips import SlipState
from backend.documents.fonts import FONT_IN_PACKAGE, prepare_fonts
from backend.documents.printer import SlipPrinter
from backend.documents.slip import Contract, Insured, Office, SlipDocument, SlipLine
from backend.domain.calendar import JalaliMonth
from bench.figures import Figure
from locales.texts import Texts

_FONTS = Path(".fonts")
_TIMES = 60


def _slip(number: int) -> SlipDocument:
    months = [JalaliMonth(1405, month) for month in (8, 9, 10)]
    return SlipDocument(
        number=f"1405{number:08d}",
        state=SlipState.ISSUED,
        insured=Insured("زهرا کریمی‌نژاد", "0499370899", "31415926"),
        branch=Office("0112", "شعبهٔ یک تهران", "تهران، خیابان آزادی، پلاک ۲۱۰", "02166001234"),
        contract=Contract(
            number="140527003182", concluded=date(2026, 5, 4), kind="voluntary", rate=27, wage_base=199_506_600
        ),
        lines=tuple(SlipLine(month, month.days, 53_866_782 + number) for month in months),
        debt=0,
        issued_on=date(2026, 11, 20),
        deadline=date(2027, 1, 20),
        bill_id="1117753200140",
        payment_id="12070160",
    )


def measure() -> Iterator[Figure]:
    """Median milliseconds a page."""
    printer = SlipPrinter(fonts=prepare_fonts(_FONTS / FONT_IN_PACKAGE, _FONTS / "ready"), texts=Texts())
    spent = []
    for number in itertools.islice(itertools.count(1), _TIMES):
        begun = time.perf_counter()
        printer.pdf(_slip(number), "fa")
        spent.append((time.perf_counter() - begun) * 1000)
    yield Figure("slip_pdf", statistics.median(spent[5:]), "ms a page, warm", "target: at most 15")
