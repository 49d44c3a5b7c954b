"""Do files reach people under names that they can read, on every system?"""

from __future__ import annotations

import pytest

from backend.contract.slips import PaymentState
from bot.citizen.file_names import file_name
from conversations.engine import write_text
from conversations.flows.contract_samples import SAMPLE_CONTRACT
from conversations.flows.contract_words import contract_file, referral_file
from conversations.flows.slip_words import SAMPLE_SLIP, receipt_file, sample_payment, slip_file
from locales.texts import Texts


@pytest.mark.parametrize(
    ("words", "plain", "name"),
    [
        ("فیش حق بیمه ۱۴۰۵-۰۷", "slip-1.pdf", "فیش حق بیمه ۱۴۰۵-۰۷.pdf"),
        ("معرفی\u200cنامهٔ معاینه", "referral-1.pdf", "معرفی\u200cنامهٔ معاینه.pdf"),
        ('\u2068a\u2069/b\\c:\n"d"', "x.pdf", "abcd.pdf"),
        ("...", "x.pdf", "x.pdf"),
        ("", "slip-1.pdf", "slip-1.pdf"),
    ],
)
def test_a_name_holds_what_a_name_may_hold(words: str, plain: str, name: str) -> None:
    assert file_name(words, plain) == name


def test_a_long_title_stays_a_name() -> None:
    name = file_name("آیین‌نامه " * 60, "x.pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 190
    assert "\ufffd" not in name


def test_every_paper_has_a_persian_and_an_english_name() -> None:
    one, more = (
        SAMPLE_SLIP.model_copy(update={"last": SAMPLE_SLIP.first}),
        SAMPLE_SLIP.model_copy(update={"last": "1405-12"}),
    )
    files = [
        slip_file(one),
        slip_file(more),
        receipt_file(sample_payment(PaymentState.PAID)),
        contract_file(SAMPLE_CONTRACT),
        referral_file(SAMPLE_CONTRACT),
    ]
    said = [file_name(write_text(each.name, Texts(), "fa", isolate=False), "x.pdf") for each in files]
    assert said == [
        "فیش حق بیمهٔ آبان ۱۴۰۵.pdf",
        "فیش حق بیمهٔ آبان ۱۴۰۵ تا اسفند ۱۴۰۵.pdf",
        f"رسید حق بیمه {_persian(sample_payment(PaymentState.PAID).slip_number)}.pdf",
        "قرارداد بیمهٔ اختیاری ۱۴۰۵۰۰۰۰۰۴۲۹.pdf",
        "معرفی\u200cنامهٔ معاینه ۱۴۰۵۰۰۰۰۰۴۲۹.pdf",
    ]
    english = [file_name(write_text(each.name, Texts(), "en", isolate=False), "x.pdf") for each in files]
    assert all(name.isascii() for name in english)


def _persian(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
