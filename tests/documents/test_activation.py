"""Is the form of an activation code one page with two copies, and does the code stand on the person's copy alone?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from backend.documents.activation import ActivationPaper, activation_sheet
from backend.documents.printer import SlipPrinter
from backend.documents.slip import Insured, Office
from locales.texts import LOCALES

CODE = "7KQ2M-WX4RP"
PAPER = ActivationPaper(
    number="1405-1001-00012",
    issued_on=date(2026, 11, 28),
    good_until=date(2026, 12, 5),
    insured=Insured("مریم آزمایشی", "0499370899", ""),
    father_name="علی",
    birth_date=date(1980, 5, 1),
    mobile="09359990000",
    document="national-card",
    branch=Office("1001", "شعبهٔ ۱۴ تهران", "تهران", "021"),
    staff_name="رضا کارشناس",
    code=CODE,
)


def printed(printer: SlipPrinter, paper: ActivationPaper, locale: str) -> bytes:
    return printer.letter(
        lambda words: activation_sheet(paper, words), locale, on=paper.issued_on, template="activation"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_one_page_two_copies_one_code(printer: SlipPrinter, locale: str) -> None:
    content = printed(printer, PAPER, locale)
    assert content == printed(printer, PAPER, locale), "the same request gives the same bytes"
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert text.count(CODE) == 1
    number = "1405-1001-00012" if locale == "en" else "۲۱۰۰۰-۱۰۰۱-۵۰۴۱"
    assert text.count(number) == 2, "Persian figures are read from the file in the order of the letters"
    assert reader.trailer["/Root"]["/Lang"] == locale


@pytest.mark.parametrize("locale", LOCALES)
def test_long_names_stay_on_the_page(printer: SlipPrinter, locale: str) -> None:
    long = replace(
        PAPER,
        insured=replace(PAPER.insured, name="سیده فاطمه‌الزهرا حسینی‌نژاد طباطبایی قمشه‌ای " * 3),
        branch=replace(PAPER.branch, name="شعبهٔ تخصصی بیمه‌شدگان خاص شهرستان اسلامشهر " * 3),
        staff_name="محمدحسن امیرخانی‌نژاد شیرازی " * 3,
    )
    reader = PdfReader(BytesIO(printed(printer, long, locale)))
    assert len(reader.pages) == 1
    assert CODE in reader.pages[0].extract_text()


def test_every_document_and_only_the_copy_of_the_person_has_words(printer: SlipPrinter) -> None:
    for document in ("national-card", "birth-certificate", "card-receipt", "passport"):
        assert printed(printer, replace(PAPER, document=document), "fa")
