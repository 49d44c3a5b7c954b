"""What do the inputs of days, months and amounts understand, and what do they say to the rest?"""

from __future__ import annotations

from datetime import date

import pytest

from conversations.engine import Bad, Good, Turned
from conversations.inputs import (
    Months,
    amount,
    jalali_date,
    month_options,
    month_range,
)
from tests.conversations.reading import TODAY, read, view


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
