"""Does the paper say everything, on one page, in both languages, for every state?"""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from PIL import Image

from backend.contract.slips import SlipState
from backend.documents.printer import PrintingFailed, SlipPrinter
from backend.documents.slip import IncompleteSlip, Paper, SlipDocument, SlipLine
from locales.texts import LOCALES
from tests.documents import papers

CANCELLED_ON = date(2026, 11, 21)


def read(page: bytes) -> str:
    """Text of a one-page PDF; pypdf gives Persian figures back to front, which is put right here."""
    reader = pypdf.PdfReader(io.BytesIO(page))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    return re.sub(r"[۰-۹٬/]+", lambda run: run[0][::-1], text)


def test_the_persian_slip_says_what_the_order_asks_for(printer: SlipPrinter) -> None:
    text = read(printer.pdf(papers.slip(3), "fa"))
    for figure in (
        "۱۴۰۵۰۰۰۰۰۴۲۹",
        "۰۴۹۹۳۷۰۸۹۹",
        "۳۱۴۱۵۹۲۶",
        "۱۴۰۵/۲۷/۰۰۳۱۸۲",
        "۱۹۹٬۵۰۶٬۶۰۰",
        "۵۳٬۸۶۶٬۷۸۲",
        "۱۶۱٬۶۰۰٬۳۴۶",
        "۱۶٬۱۶۰٬۰۳۴",
        "۴۲۰۰۰۷۴",
        "۱۶۱۶۰۱",
        "۰۲۱۶۶۰۰۱۲۳۴",
    ):
        assert figure in text


def test_the_english_slip_says_the_same(printer: SlipPrinter) -> None:
    text = " ".join(read(printer.pdf(papers.slip(3, debt=1_000_000), "en")).replace("-\n", "-").split())
    for words in (
        "Premium payment slip",
        "0499370899",
        "27 %",
        "Aban 1405",
        "Dey 1405",
        "Earlier debt",
        "1,000,000",
        "162,600,346 rial",
        "one hundred sixty-two million six hundred thousand three hundred forty-six rial",
        "16,260,034 toman and 6 rial",
        "30 Dey 1405",
        "not the organization's own identifiers",
        "Three ways to pay; the choice is yours",
        "Broker office",
        "Page 1 of 1",
    ):
        assert words in text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("months", range(1, 13))
def test_one_to_twelve_months_fit_on_one_page(printer: SlipPrinter, months: int, locale: str) -> None:
    document = papers.slip(months, first="1405-01", per_capita=3_230_000, debt=44, provisional=True)
    for shown in (document, papers.paid(document)):
        text = read(printer.pdf(shown, locale))
        assert "12 " in text or "۱۲" in text or months < 12


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_names_and_amounts_fit_on_one_page(printer: SlipPrinter, locale: str) -> None:
    grown = papers.crowded()
    endless = replace(grown, branch=replace(grown.branch, address=grown.branch.address * 3, name="شعبهٔ بلند " * 12))
    for document in (grown, endless):
        text = read(printer.pdf(document, locale))
        assert ("5,244,463,540" if locale == "en" else "۵٬۲۴۴٬۴۶۳٬۵۴۰") in text


@pytest.mark.parametrize(
    ("document", "there", "gone"),
    [
        (papers.paid(papers.slip()), ("PAID", "201045678912", "28 Aban 1405, 12:12"), ("Three ways", "Pay by")),
        (papers.slip(state=SlipState.CANCELLED, ended_on=CANCELLED_ON), ("CANCELLED", "1405/08/30"), ("Three ways",)),
        (papers.slip(state=SlipState.EXPIRED), ("EXPIRED", "do not pay with it"), ("Three ways",)),
        (papers.slip(), ("Three ways to pay", "After the deadline"), ("PAID", "CANCELLED", "EXPIRED")),
    ],
    ids=["paid", "cancelled", "expired", "issued"],
)
def test_each_state_shows(
    printer: SlipPrinter, document: SlipDocument, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    text = read(printer.pdf(document, "en"))
    assert [words for words in there if words not in text] == []
    assert [words for words in gone if words in text] == []


def test_a_receipt_is_its_own_paper(printer: SlipPrinter) -> None:
    text = read(printer.pdf(papers.paid(papers.slip()), "en", paper=Paper.RECEIPT))
    assert "Premium receipt" in text
    assert "Please keep this receipt" in text
    with pytest.raises(IncompleteSlip, match="only a paid slip"):
        printer.pdf(papers.slip(), "en", paper=Paper.RECEIPT)


def test_the_per_capita_column_stands_only_where_somebody_pays_it(printer: SlipPrinter) -> None:
    assert "Per-capita" not in read(printer.pdf(papers.slip(), "en"))
    treated = read(printer.pdf(papers.slip(per_capita=3_230_000), "en"))
    assert "Per-capita (rial)" in treated
    assert "counted for 2 persons" in treated


def test_the_same_slip_gives_the_same_bytes(printer: SlipPrinter) -> None:
    document = papers.slip(5, per_capita=3_230_000)
    other = SlipPrinter(fonts=printer.fonts, texts=printer.texts)
    assert printer.pdf(document, "fa") == other.pdf(document, "fa")
    assert printer.png(document, "fa") == other.png(document, "fa")
    assert printer.pdf(document, "fa") != printer.pdf(replace(document, debt=1), "fa")


def test_many_threads_print_at_once(printer: SlipPrinter) -> None:
    documents = [papers.slip(1 + turn % 6, debt=turn + 1) for turn in range(24)]
    alone = [printer.pdf(document, "fa") for document in documents]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda document: printer.pdf(document, "fa"), documents))
    assert together == alone


def test_the_preview_is_one_upright_a4_picture(printer: SlipPrinter) -> None:
    with Image.open(io.BytesIO(printer.png(papers.crowded(), "fa"))) as picture:
        assert picture.format == "PNG"
        width, height = picture.size
    assert 800 < width < 1000
    assert abs(height / width - 297 / 210) < 0.01


def test_names_cannot_write_into_the_template(printer: SlipPrinter) -> None:
    tricky = replace(papers.slip().insured, name='"#f("x")\t\\u{41}\x07$a$ *b* @d <e>')
    text = read(printer.pdf(papers.slip(insured=tricky), "en"))
    assert '"#f("x") \\u{41} $a$ *b* @d <e>' in text


def test_a_letter_that_the_font_lacks_does_not_stop_the_slip(printer: SlipPrinter) -> None:
    odd = replace(papers.slip().insured, name="Ȝrī 語 🙂")
    assert "0499370899" in read(printer.pdf(papers.slip(insured=odd), "en"))


def test_what_cannot_be_set_is_refused_without_the_person(printer: SlipPrinter) -> None:
    broken = SlipPrinter(fonts=replace(printer.fonts, families=(1,)), texts=printer.texts)  # type: ignore[arg-type]
    with pytest.raises(PrintingFailed) as caught:
        broken.pdf(papers.slip(), "fa")
    assert papers.slip().insured.name not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": ()},
        {"lines": papers.slip(12, first="1405-01").lines + papers.slip(1).lines},
        {"debt": -1},
        {"lines": (SlipLine(papers.slip().lines[0].month, 30, -5),)},
        {"state": SlipState.PAID},
        {"settlement": papers.PAID},
    ],
)
def test_what_is_no_slip_is_not_printed(changes: dict[str, object]) -> None:
    with pytest.raises(IncompleteSlip):
        papers.slip(**changes)
