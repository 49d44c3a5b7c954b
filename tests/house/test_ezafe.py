"""Is «بیمهٔ اختیاری» spelled one way wherever people read it, and so are its like?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "locales" / "fa"
JOINED: Mapping[str, str] = {
    "بیمه": r"اختیاری|اجباری|تکمیلی|بیکاری|مشاغل|خود|\{ JMONTH",
    "معاینه": "پزشکی",
    "نتیجه": r"معاینه|قطعی|پرداخت\b",
    "شماره": r"همراه|پیگیری|قرارداد|بیمه|شبا|فیش",
    "شناسه": r"قبض|پرداخت|ملی",
    "سرانه": "درمان",
    "سابقه": r"اجباری|بیمه|پرداخت|کامل",
    "آیین‌نامه": r"ادامه|تازه",
    "ادامه": r"بیمه|کار\b",
    "معرفی‌نامه": "معاینه",
    "محاسبه": "حق بیمه",
    "نسخه": "تازه",
    "همه": r"ماه‌ها|شرط‌ها",
    "رابطه": "بیمه",
    "صفحه": r"بانک|بررسی|پرداخت",
}
"""First word that ends in a silent he, and words after it that it is joined to; joined it is written with a hamza above."""


def joined_without_a_sign(text: str) -> list[str]:
    """Places where the joint is not written, or in the other way («ه‌ی»)."""
    found = []
    for first, nexts in JOINED.items():
        found += [m.group() for m in re.finditer(rf"(?<![آ-ی‌]){first}(?:‌ی)? (?:{nexts})", text)]
    return found


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """What is read by people: neither comments nor the words that people may type."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith(("#", "words-")):
            yield number, line


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ftl")), ids=lambda file: file.name)
def test_one_spelling_of_what_is_joined(file: Path) -> None:
    assert [(number, place) for number, line in lines(file) for place in joined_without_a_sign(line)] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("قرارداد بیمه اختیاری", ["بیمه اختیاری"]),
        ("قرارداد بیمه‌ی اختیاری", ["بیمه‌ی اختیاری"]),
        ("قرارداد بیمهٔ اختیاری", []),
        ("حق بیمه { JMONTH($month) } و معاینه پزشکی", ["بیمه { JMONTH", "معاینه پزشکی"]),
        ("این شماره تلفن ثابت است؛ از شعبه بپرسید", []),
    ],
)
def test_it_sees_what_is_not_joined(text: str, wrong: list[str]) -> None:
    assert joined_without_a_sign(text) == wrong
