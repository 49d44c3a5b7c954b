"""What does each input understand, and what does it say to the rest?"""

from __future__ import annotations

from datetime import date

import pytest

from conversations.engine import Attached, Bad, ContactShared, Good, Input, Option, Turned, View
from conversations.inputs import (
    Months,
    Picture,
    amount,
    choice,
    free_text,
    iban,
    image,
    jalali_date,
    mobile,
    month_options,
    month_range,
    national_id,
    one_time_code,
    postal_code,
    yes_no,
)
from conversations.inputs.normalise import fold, is_emoji_only, only_digits, squeeze, tidy

TODAY = date(2026, 11, 1)


def view(options: tuple[Option, ...] = (), page: str = "") -> View:
    return View("flow-step", options, page, TODAY, "fa")


def read(understood: Input[object], text: str, options: tuple[Option, ...] = (), page: str = "") -> object:
    found = understood.read_text(text, view(options, page))
    match found:
        case Good(value):
            return value
        case Bad(reason):
            assert reason in (*understood.reasons(), "choice")
            return reason
        case Turned(to):
            return f"page {to}"


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
        ("1365/04/12", date(1986, 7, 3)),
        ("۱۳۶۵/۴/۱۲", date(1986, 7, 3)),
        ("١٣٦٥-٤-١٢", date(1986, 7, 3)),
        ("12/4/1365", date(1986, 7, 3)),
        ("۱۲ تیر ۱۳۶۵", date(1986, 7, 3)),
        ("12 tir 1365", date(1986, 7, 3)),
        ("۱۲ تیر ماه سال ۶۵", date(1986, 7, 3)),
        ("12 تير 1365", date(1986, 7, 3)),
        ("13650412", date(1986, 7, 3)),
        ("650412", date(1986, 7, 3)),
        ("65.4.12", date(1986, 7, 3)),
        ("03/01/01", date(2024, 3, 20)),
        ("1403/12/30", date(2025, 3, 20)),
        ("1404/12/30", "no-such-day"),
        ("1365/07/31", "no-such-day"),
        ("1365/13/01", "not-date"),
        ("1405/08/11", "future"),
        ("1410/01/01", "future"),
        ("1299/01/01", "early"),
        ("12990101", "early"),
        ("1 tir 1299", "early"),
        ("1299/13/01", "not-date"),
        ("110/01/01", "not-date"),
        ("1986-07-03", "gregorian"),
        ("سلام", "not-date"),
        ("1365", "not-date"),
        ("1 2 3 4", "not-date"),
        ("۱۲ تیر", "not-date"),
    ],
)
def test_jalali_date(text: str, answer: object) -> None:
    assert read(jalali_date(), text) == answer


def test_todays_date_is_not_in_the_future() -> None:
    assert read(jalali_date(), "1405/08/10") == TODAY


def test_the_calendar_leads_from_decade_to_day_and_up_again() -> None:
    asked = jalali_date()
    assert asked.read_press("d136", view()) == Turned("136")
    assert asked.read_press("y1365", view(page="136")) == Turned("1365")
    assert asked.read_press("m1365-04", view(page="1365")) == Turned("1365-04")
    assert asked.read_press("t12", view(page="1365-04")) == Good(date(1986, 7, 3))
    assert asked.read_press("up", view(page="1365-04")) == Turned("1365")
    assert asked.read_press("up", view(page="136")) == Turned("")
    assert asked.read_press("t99", view(page="1365-04")) == Bad("choice")


def test_the_calendar_ends_today() -> None:
    asked = jalali_date()
    keys = [option.key for option in asked.options(view(page="1405-08"))]
    assert keys == [*(f"t{day}" for day in range(1, 11)), "up"]
    assert [option.key for option in asked.options(view(page="140"))][:6] == [f"y{year}" for year in range(1400, 1406)]


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
        ("دو میلیون تومان", 20_000_000),
        ("۲۵۰ هزار تومن", 2_500_000),
        ("2,000,000 ریال", 2_000_000),
        ("۲٬۰۰۰٬۰۰۰ ریال", 2_000_000),
        ("2.000.000 rial", 2_000_000),
        ("2500000 ريال", 2_500_000),
        ("۲ میلیون و ۵۰۰ هزار تومان", 25_000_000),
        ("دو میلیون و پانصد هزار تومان", 25_000_000),
        ("۲.۵ میلیون تومان", 25_000_000),
        ("۲/۵ میلیون تومان", 25_000_000),
        ("یک و نیم میلیون تومان", 15_000_000),
        ("دو میلیون و نیم تومان", 25_000_000),
        ("سیصد و بیست و پنج هزار ریال", 325_000),
        ("1.5 million toman", 15_000_000),
        ("two hundred thousand rial", 200_000),
        ("میلیون تومان", 10_000_000),
        ("500k toman", 5_000_000),
        ("۵۰۰هزارتومان", 5_000_000),
        ("0 ریال", "low"),
        ("9999999999999 ریال", "high"),
        ("99999999999999999999999999 ریال", "high"),
        ("۲۰۰۰۰۰۰", "page unit:2000000"),
        ("دو میلیون", "page unit:2000000"),
        ("-5 ریال", "not-amount"),
        ("1.5 ریال", "not-amount"),
        ("سلام", "not-amount"),
        ("تومان", "not-amount"),
        ("12 13 ریال", "not-amount"),
    ],
)
def test_amount(text: str, answer: object) -> None:
    assert read(amount(), text) == answer


def test_a_bare_number_is_asked_about_or_taken_in_the_given_unit() -> None:
    assert read(amount(unit="toman"), "2000") == 20_000
    asked = amount()
    options = asked.options(view(page="unit:2000"))
    assert [(option.key, option.value) for option in options] == [("rial", 2000), ("toman", 20_000)]
    assert asked.read_press("toman", view(page="unit:2000")) == Good(20_000)
    assert read(asked, "تومان", page="unit:2000") == 20_000
    assert read(asked, "۳۰۰۰ تومان", page="unit:2000") == 30_000
    assert asked.prompt(view(page="unit:2000")) is not None


@pytest.mark.parametrize("text", ["نه", "نه!", "خیر", "no"])
def test_no_is_no_amount(text: str) -> None:
    assert read(amount(), text) == "not-amount"


def test_amount_bounds() -> None:
    found = amount(unit="rial", least=10, most=20).read_text("25", view())
    assert found == Bad("high", {"least": 10, "most": 20, "amount": 25})
    assert amount(unit="rial", least=10, most=20).read_text("9", view()) == Bad(
        "low", {"least": 10, "most": 20, "amount": 9}
    )


OPEN = month_options([f"1405-{number:02d}" for number in range(8, 13)])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("3", 3), ("۳", 3), ("۳ ماه", 3), ("سه ماه", 3), ("۱ تا ۳", 3), ("1-3", 3), ("از ۱ تا ۳", 3), ("1 to 3", 3),
        ("آبان", 1), ("دی", 3), ("آبان تا دی", 3), ("تا دی", 3), ("ابان الی دي", 3), ("aban to dey", 3), ("تا اسفند", 5),
        ("تا آخر سال", 5), ("همه", 5), ("all", 5), ("آبان ۱۴۰۵ تا دی ۱۴۰۵", 3),
        ("0", "zero"), ("۰ ماه", "zero"), ("6", "outside"), ("99999999", "outside"), ("فروردین", "outside"), ("مهر تا دی", "outside"),
        ("۲ تا ۴", "not-first"), ("آذر تا دی", "not-first"), ("۳ تا ۱", "not-first"),
        ("نه", "not-range"), ("خیر", "not-range"), ("سلام", "not-range"), ("1 2 3", "not-range"), ("۱ تا", 1), ("تا", "not-range"),
    ],
)  # fmt: skip
def test_month_range(text: str, answer: int | str) -> None:
    found = read(month_range(), text, OPEN)
    assert found == (OPEN[answer - 1].value if isinstance(answer, int) else answer)


def test_month_options_count_from_the_first() -> None:
    assert OPEN[2].value == Months("1405-08", "1405-10", 3)
    assert OPEN[2].text.args == {"count": 3, "first": "1405-08", "last": "1405-10"}


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
