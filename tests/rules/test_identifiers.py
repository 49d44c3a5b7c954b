"""Are right numbers accepted and wrong ones refused? Every published vector of domain.md 7.3 and 8."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.domain.identifiers import (
    BadIdentifier,
    bill_amount,
    bill_barcode,
    bill_id,
    iban_bank,
    is_bill_id,
    is_iban,
    is_national_id,
    is_payment_id,
    make_iban,
    national_id_check_digit,
    pad_national_id,
    payment_id,
)

NINE_DIGITS = st.from_regex(r"[0-9]{9}", fullmatch=True)


@pytest.mark.parametrize("text", ["0499370899", "0790419904", "0684159414", "1583250689", "4400276201"])
def test_published_national_ids_are_right(text: str) -> None:
    assert is_national_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "1234567890",
        "0000000000",
        "1111111111",
        "12345678",
        "",
        "04993708990",
        "049937089a",
        "۰۴۹۹۳۷۰۸۹۹",
        "0499370899\n",
        "0010000002",
        "😀",
    ],
)
def test_wrong_national_ids(text: str) -> None:
    assert not is_national_id(text)


def test_leading_zeros_are_filled_in() -> None:
    assert pad_national_id("499370899") == "0499370899"
    assert pad_national_id("0499370899") == "0499370899"
    assert pad_national_id("499370898") is None
    assert pad_national_id("4993708") is None
    assert pad_national_id("") is None


@given(NINE_DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_a_national_id_is_seen(first: str, place: int, step: int) -> None:
    right = first + national_id_check_digit(first)
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    assume(is_national_id(right))
    # Eleven rests share ten digits: rests 1 and 10 both give the check digit 1, and only there a mistake can hide.
    assert not is_national_id(wrong) or right[9] == "1"


@given(NINE_DIGITS, st.integers(1, 9))
def test_only_one_check_digit_is_right(first: str, step: int) -> None:
    digit = int(national_id_check_digit(first))
    assume(is_national_id(f"{first}{digit}"))
    assert not is_national_id(f"{first}{(digit + step) % 10}")


@pytest.mark.parametrize(
    "text",
    [
        "IR820540102680020817909002",
        "IR550570022080013447370101",
        "IR790610000000700796858044",
        "IR960130000000000000000000",
    ],
)
def test_published_ibans_are_right(text: str) -> None:
    assert is_iban(text)
    assert make_iban(text[4:]) == text
    assert iban_bank(text) == text[4:7]


@pytest.mark.parametrize(
    "text",
    [
        "IR012345678901234567890123",
        "ir820540102680020817909002",
        "IR82054010268002081790900",
        "",
        "IR82 0540102680020817909002",
        "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲",
    ],
)
def test_wrong_ibans(text: str) -> None:
    assert not is_iban(text)
    with pytest.raises(BadIdentifier):
        iban_bank(text)


@given(st.from_regex(r"[0-9]{22}", fullmatch=True), st.integers(2, 25), st.integers(1, 9))
def test_one_wrong_digit_of_an_iban_is_seen(account: str, place: int, step: int) -> None:
    iban = make_iban(account)
    assert is_iban(iban)
    assert not is_iban(iban[:place] + str((int(iban[place]) + step) % 10) + iban[place + 1 :])


@pytest.mark.parametrize(
    ("bill", "payment", "amount"),
    [
        ("7748317800142", "1770160", 17_000),
        ("2050327604613", "1070189", 10_000),
        ("1117753200140", "12070160", 120_000),
        ("1177809000142", "570108", 5_000),
    ],
)
def test_published_bills_are_right(bill: str, payment: str, amount: int) -> None:
    assert is_bill_id(bill)
    assert is_payment_id(payment, bill=bill)
    assert bill_amount(payment) == amount
    assert bill_barcode(bill=bill, payment=payment) == bill + payment.zfill(13)
    assert bill_id(file_code=int(bill[:8]), company=int(bill[8:11]), service=int(bill[11])) == bill
    year_digit, period = int(payment[-5]), int(payment[-4:-2])
    made = payment_id(bill=bill, amount_thousand_rial=amount // 1000, year_digit=year_digit, period=period)
    assert made == payment


def test_published_wrong_bills() -> None:
    assert is_bill_id("9174639504124")
    assert not is_payment_id("12908197", bill="9174639504124")
    assert not is_bill_id("2234322344613")
    assert not is_payment_id("1070189", bill="2234322344613")


@pytest.mark.parametrize("text", ["", "12345", "77483178001420", "774831780014a", "۷۷۴۸۳۱۷۸۰۰۱۴۲", "0000000000000"])
def test_no_bill_id(text: str) -> None:
    assert not is_bill_id(text)
    assert not is_payment_id(text, bill="7748317800142")


def test_leading_zeros_of_a_bill_do_not_count() -> None:
    assert is_payment_id("0000001770160", bill="7748317800142")
    assert bill_amount("0000001770160") == 17_000


BILLS = st.builds(bill_id, file_code=st.integers(1, 99_999_999), company=st.integers(0, 999), service=st.integers(1, 9))


@given(BILLS, st.integers(10, 99_999_999), st.integers(0, 9), st.integers(0, 99))
def test_made_bills_are_right_and_carry_their_amount(bill: str, amount: int, year_digit: int, period: int) -> None:
    payment = payment_id(bill=bill, amount_thousand_rial=amount, year_digit=year_digit, period=period)
    assert is_payment_id(payment, bill=bill)
    assert bill_amount(payment) == amount * 1000
    assert 6 <= len(payment) <= 13


@pytest.mark.parametrize(
    "parts", [{"file_code": 0}, {"file_code": 100_000_000}, {"company": 1000}, {"service": 10}, {"company": -1}]
)
def test_parts_that_make_no_bill(parts: dict[str, int]) -> None:
    with pytest.raises(BadIdentifier):
        bill_id(**{"file_code": 1, "company": 1, "service": 1} | parts)


def test_pieces_of_the_wrong_length() -> None:
    for make, text in ((make_iban, "1"), (national_id_check_digit, "12345678"), (bill_amount, "12345")):
        with pytest.raises(BadIdentifier):
            make(text)


def test_parts_that_make_no_payment() -> None:
    with pytest.raises(BadIdentifier):
        payment_id(bill="7748317800143", amount_thousand_rial=1, year_digit=1, period=1)
    with pytest.raises(BadIdentifier):
        payment_id(bill="7748317800142", amount_thousand_rial=100_000_000, year_digit=1, period=1)
    with pytest.raises(BadIdentifier):
        bill_barcode(bill="7748317800142", payment="1770161")
