"""What does each input understand, and what does it say to the rest? Numbers of people, words and pictures."""

from __future__ import annotations

import pytest

from conversations.engine import Attached, Bad, ContactShared, Good, Input, Option
from conversations.inputs import (
    Picture,
    amount,
    choice,
    free_text,
    iban,
    image,
    jalali_date,
    mobile,
    national_id,
    one_time_code,
    postal_code,
    yes_no,
)
from conversations.inputs.normalise import fold, is_emoji_only, only_digits, squeeze, tidy
from tests.conversations.reading import read, view


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1598765432", "1598765432"),
        ("۱۵۹۸۷-۶۵۴۳۲", "1598765432"),
        ("١٥٩٨٧ ٦٥٤٣٢", "1598765432"),
        ("کد من", "not-digits"),
        ("😀", "not-digits"),
        ("159876543", "length"),
        ("15987654321", "length"),
        ("0598765432", "nobodys"),
        ("1111111111", "nobodys"),
    ],
)
def test_postal_code(text: str, answer: str) -> None:
    assert read(postal_code(), text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0499370899", "0499370899"),
        ("۰۴۹۹۳۷۰۸۹۹", "0499370899"),
        ("٠٤٩٩٣٧٠٨٩٩", "0499370899"),
        ("049-937089-9", "0499370899"),
        (" 0499 370 899\u200f", "0499370899"),
        ("0499370898", "check-digit"),
        ("1111111111", "check-digit"),
        ("49937089", "zeros"),
        ("499370899", "zeros"),
        ("12345", "length"),
        ("04993708990", "length"),
        ("کد ملی", "not-digits"),
        ("04993x0899", "not-digits"),
    ],
)
def test_national_id(text: str, answer: str) -> None:
    assert read(national_id(), text) == answer


def test_an_eight_digit_id_is_told_how_many_zeros_it_lacks() -> None:
    found = national_id().read_text("49937089", view())
    assert found == Bad("zeros", {"length": 8, "zeros": 2})


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("09121234567", "09121234567"),
        ("۰۹۱۲۱۲۳۴۵۶۷", "09121234567"),
        ("+98 912 123 4567", "09121234567"),
        ("0098-912-1234567", "09121234567"),
        ("9121234567", "09121234567"),
        ("02188880000", "landline"),
        ("+491711234567", "foreign"),
        ("0912123456", "invalid"),
        ("شماره", "not-digits"),
    ],
)
def test_mobile(text: str, answer: str) -> None:
    assert read(mobile(), text) == answer


def test_a_contact_is_taken_only_when_it_is_ones_own() -> None:
    assert mobile().read_contact(ContactShared("+989121234567", own=True), view()) == Good("09121234567")
    assert mobile().read_contact(ContactShared("+989121234567", own=False), view()) == Bad("not-own-contact")
    assert mobile().keyboard == "contact"
    assert mobile(contact=False).keyboard == "inline"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("48213", "48213"),
        ("۴۸۲۱۳", "48213"),
        ("482 13", "48213"),
        ("کد شما: ۴۸۲۱۳ بیمه‌یار", "48213"),
        ("4821", "length"),
        ("abc", "not-digits"),
    ],
)
def test_one_time_code(text: str, answer: str) -> None:
    assert read(one_time_code(digits=5), text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("IR062960000000100324200001", "IR062960000000100324200001"),
        ("ir06 2960 0000 0010 0324 2000 01", "IR062960000000100324200001"),
        ("۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱", "IR062960000000100324200001"),
        ("IR062960000000100324200002", "check-digit"),
        ("6037991234567890", "card"),
        ("IR06", "length"),
        ("GB062960000000100324200001", "not-digits"),
    ],
)
def test_iban(text: str, answer: str) -> None:
    assert read(iban(), text) == answer


@pytest.mark.parametrize(
    ("attached", "answer"),
    [
        (Attached("photo", "r", "", 10), Good(Picture("r", "image/jpeg", 10))),
        (Attached("document", "r", "image/png", 10), Good(Picture("r", "image/png", 10))),
        (Attached("document", "r", "application/pdf", 10), Bad("type")),
        (Attached("document", "r", "image/png", 11 * 1024 * 1024), Bad("large", {"most": 10, "size": 11})),
        (Attached("voice", "r", "audio/ogg", 10), Bad("voice")),
    ],
)
def test_image(attached: Attached, answer: object) -> None:
    assert image().read_attached(attached, view()) == answer
    assert image().read_text("x", view()) == Bad("text")


def test_free_text_is_tidied_and_measured() -> None:
    assert read(free_text(), " علي\u200f كرمي ") == "علی کرمی"
    assert read(free_text(least=3), "ab") == "short"
    assert read(free_text(most=3), "abcd") == "long"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("بله", True),
        ("آره", True),
        ("اوکی", True),
        ("خوبه", True),
        ("همین خوب است", True),
        ("Yes", True),
        ("نه", False),
        ("خير", False),
        ("no", False),
        ("شاید", "neither"),
    ],
)
def test_yes_no(text: str, answer: object) -> None:
    assert read(yes_no(), text) == answer


def test_no_is_no_answer_where_only_yes_is_asked() -> None:
    assert read(yes_no(no=False), "نه") == "neither"


def test_choice_does_not_answer_with_a_link() -> None:
    asked = choice("a")
    link = Option("open", url="https://example.org")
    assert asked.read_press("a", view((link,))) == Good("a")
    assert asked.read_press("open", view((link,))) == Bad("choice")
    assert asked.samples(view((link,))) == ("a",)


@pytest.mark.parametrize(
    "made",
    [
        national_id(),
        jalali_date(),
        mobile(),
        amount(),
        one_time_code(),
        free_text(),
        iban(),
        postal_code(),
        yes_no(),
        image(),
    ],
)
def test_samples_are_answers_that_json_carries(made: Input[object]) -> None:
    from conversations.engine.codec import codec

    for sample in made.samples(view()):
        assert codec(made.gives).decode(codec(made.gives).encode(sample)) == sample


def test_normal_forms() -> None:
    assert fold("  كِتابِ  مِي‌خوانم! ") == "کتاب می خوانم"
    assert squeeze("می‌خوانم") == squeeze("مي خوانم") == squeeze("میخوانم")
    assert fold("⬅️ بازگشت") == "بازگشت"
    assert tidy("\u2067علي\u2069\u200c") == "علی\u200c"
    assert only_digits("۱۲۳ ۴۵") == "12345"
    assert only_digits("x1") is None
    assert only_digits("²") is None
    assert is_emoji_only("🙂👍🏽")
    assert not is_emoji_only("ok 🙂")
    assert not is_emoji_only("")
