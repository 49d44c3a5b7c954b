"""Are amounts spelled as a bank clerk would?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.documents.words import spell
from conversations.inputs.money_words import read_money

EXAMPLES = [
    (0, "صفر", "zero"),
    (1, "یک", "one"),
    (13, "سیزده", "thirteen"),
    (18, "هجده", "eighteen"),
    (20, "بیست", "twenty"),
    (21, "بیست و یک", "twenty-one"),
    (100, "صد", "one hundred"),
    (116, "صد و شانزده", "one hundred sixteen"),
    (999, "نهصد و نود و نه", "nine hundred ninety-nine"),
    (1_000, "یک هزار", "one thousand"),
    (1_001, "یک هزار و یک", "one thousand one"),
    (20_500, "بیست هزار و پانصد", "twenty thousand five hundred"),
    (1_000_000, "یک میلیون", "one million"),
    (
        44_888_985,
        "چهل و چهار میلیون و هشتصد و هشتاد و هشت هزار و نهصد و هشتاد و پنج",
        "forty-four million eight hundred eighty-eight thousand nine hundred eighty-five",
    ),
    (
        5_244_463_540,
        "پنج میلیارد و دویست و چهل و چهار میلیون و چهارصد و شصت و سه هزار و پانصد و چهل",
        "five billion two hundred forty-four million four hundred sixty-three thousand five hundred forty",
    ),
    (2_000_000_000_000, "دو هزار میلیارد", "two trillion"),
    (10**15 - 1, None, None),
]


@pytest.mark.parametrize(("amount", "persian", "english"), EXAMPLES)
def test_amounts_are_spelled(amount: int, persian: str | None, english: str | None) -> None:
    if persian is None:
        assert spell(amount, "fa").startswith("نهصد و نود و نه هزار و نهصد و نود و نه میلیارد و ")
        assert spell(amount, "en").startswith("nine hundred ninety-nine trillion ")
    else:
        assert (spell(amount, "fa"), spell(amount, "en")) == (persian, english)


@given(st.integers(min_value=1, max_value=999_999_999_999))
def test_what_is_printed_reads_back_as_the_same_amount(amount: int) -> None:
    read = read_money(spell(amount, "fa"))
    assert read is not None
    assert read[0] == amount


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_amounts_beyond_reason_are_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        spell(amount, "fa")


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="fa and en"):
        spell(1, "de")
