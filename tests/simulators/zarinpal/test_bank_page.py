"""Does the bank's page do what its buttons say, without any script in the browser?"""

import httpx2
import pytest

from simulators.zarinpal.cards import TEST_CARD, TEST_CVV2, TEST_MONTH, TEST_PASSWORD, TEST_YEAR
from tests.simulators.street import Street

BACK = "https://merchant.example/pay/return"
GOOD = {
    "number": TEST_CARD,
    "cvv2": TEST_CVV2,
    "month": TEST_MONTH,
    "year": TEST_YEAR,
    "password": TEST_PASSWORD,
    "action": "pay",
}


@pytest.fixture
def authority(street: Street) -> str:
    """A session of 12,345,670 rial."""
    body = {
        "merchant_id": "1" * 36,
        "amount": 12_345_670,
        "description": "فیش",
        "callback_url": BACK,
    }
    answer = street.client.post("/zarinpal/pg/v4/payment/request.json", json=body)
    return str(answer.json()["data"]["authority"])


def submit(street: Street, authority: str, **form: str) -> httpx2.Response:
    """Press a button of the page."""
    return street.client.post(f"/zarinpal/pg/StartPay/{authority}", data=form, follow_redirects=False)


def state(street: Street, authority: str) -> str:
    """Where the payment stands."""
    return str(street.client.get(f"/control/zarinpal/payments/{authority}").json()["state"])


def test_the_page_shows_the_amount_in_both_units(street: Street, authority: str) -> None:
    page = street.client.get(f"/zarinpal/pg/StartPay/{authority}").text
    assert "۱۲٬۳۴۵٬۶۷۰" in page
    assert "۱٬۲۳۴٬۵۶۷ تومان" in page


def test_paying_leads_back_with_ok_and_cancelling_with_nok(street: Street, authority: str) -> None:
    paid = submit(street, authority, **GOOD)
    assert (paid.status_code, paid.headers["location"]) == (303, f"{BACK}?Authority={authority}&Status=OK")
    again = submit(street, authority, action="cancel")
    assert "این پرداخت انجام شده است" in again.text
    assert state(street, authority) == "PAID"


def test_cancelling_leads_back_with_nok(street: Street, authority: str) -> None:
    answer = submit(street, authority, action="cancel")
    assert answer.headers["location"].endswith("Status=NOK")
    assert state(street, authority) == "FAILED"


def test_mistakes_are_named_and_nothing_is_lost(street: Street, authority: str) -> None:
    answer = submit(street, authority, **(GOOD | {"number": "6037991234567894"}))
    assert answer.status_code == 422
    assert "شمارهٔ کارت درست نیست" in answer.text
    assert submit(street, authority, **(GOOD | {"password": "99999"})).status_code == 422
    assert state(street, authority) == "IN_BANK"
    assert submit(street, authority, **GOOD).status_code == 303


def test_a_one_time_password_is_as_good(street: Street, authority: str) -> None:
    otp = street.client.post(f"/zarinpal/pg/StartPay/{authority}/otp").json()["otp"]
    assert submit(street, authority, **(GOOD | {"password": otp})).status_code == 303


@pytest.mark.parametrize(
    ("action", "words", "after"),
    [
        ("lose_return", "اتصال قطع شد", "PAID"),
        ("timeout", "مهلت پرداخت به پایان رسید", "FAILED"),
        ("wrong_password", "رمز دوم نادرست است", "IN_BANK"),
    ],
)
def test_the_other_cases_can_be_played(street: Street, authority: str, action: str, words: str, after: str) -> None:
    assert words in submit(street, authority, action=action).text
    assert state(street, authority) == after


def test_an_old_page_says_so(street: Street, authority: str) -> None:
    street.client.put("/control/zarinpal/settings", json={"session_seconds": 0})
    assert "این پرداخت پایان یافته است" in submit(street, authority, **GOOD).text
    assert street.client.get(f"/zarinpal/pg/StartPay/{'A' * 36}").status_code == 404
