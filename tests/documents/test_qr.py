"""Does the code on the paper say what it should, dot for dot?"""

from __future__ import annotations

import io
import re
from dataclasses import replace

import segno
from PIL import Image

from backend.contract.slips import SlipState
from backend.documents.printer import SlipPrinter
from backend.documents.qr import draw_qr
from backend.documents.sheet import Wording, qr_payload
from backend.documents.slip import SlipDocument
from locales.texts import Texts
from tests.documents import papers

PERSIAN = Wording(Texts(), "fa")


def payload(document: SlipDocument) -> str:
    return qr_payload(document, PERSIAN)


def test_a_payable_slip_leads_to_its_payment() -> None:
    assert payload(papers.slip()) == "https://bimeyar.example/pay/3f9kQ2mTz8Lw"


def test_without_an_address_the_identifiers_can_be_copied() -> None:
    lines = payload(papers.slip(payment_url=None)).splitlines()
    assert [re.sub(r"[^0-9]", "", line) for line in lines] == ["140500000429", "4200074", "161601", "161600346"]


def test_a_paid_slip_carries_its_reference_and_no_address() -> None:
    text = payload(papers.paid(papers.slip()))
    assert "201045678912" in text
    assert "http" not in text


def test_nothing_invites_to_pay_with_an_ended_slip() -> None:
    assert payload(papers.slip(state=SlipState.EXPIRED)) == ""
    assert payload(papers.slip(state=SlipState.CANCELLED)) == ""


def test_the_printed_dots_are_those_of_the_code(printer: SlipPrinter) -> None:
    """The picture is found by its finder pattern and compared with segno's matrix module by module."""
    document = papers.slip()
    wanted = [
        [bool(cell) for cell in row] for row in segno.make(payload(document), error="m", micro=False, mask=0).matrix
    ]
    with Image.open(io.BytesIO(printer.png(document, "fa", ppi=288))) as image:
        page = image.convert("L")
    pixels = page.load()
    assert pixels is not None
    black = [(x, y) for x in range(page.width // 3) for y in range(page.height // 3, page.height) if pixels[x, y] == 0]
    left, top = min(x for x, _ in black), min(y for _, y in black)
    side = (max(x for x, _ in black) - left + 1) / len(wanted)
    seen = [
        [pixels[int(left + (x + 0.5) * side), int(top + (y + 0.5) * side)] < 128 for x in range(len(wanted))]
        for y in range(len(wanted))
    ]
    assert seen == wanted


def test_another_address_draws_another_code() -> None:
    here, there = papers.slip(), replace(papers.slip(), payment_url="https://bimeyar.example/pay/other")
    assert draw_qr(payload(here)) != draw_qr(payload(there))
