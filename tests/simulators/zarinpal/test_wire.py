"""Does the simulated ZarinPal speak the gateway's protocol? (channels.md 6.1)."""

from typing import Any

import httpx2
import pytest

from simulators.zarinpal.cards import TEST_CARD, Card, passes_luhn
from tests.simulators.listener import Listener
from tests.simulators.street import Street

MERCHANT = "1344b5d4-0048-11e8-94db-005056a205be"
OTHER = MERCHANT.replace("1", "2")


def call(street: Street, method: str, **body: Any) -> httpx2.Response:
    """One call of our merchant."""
    path = f"/zarinpal/pg/v4/payment/{method}.json"
    return street.client.post(path, json={"merchant_id": MERCHANT} | body)


def open_payment(street: Street, back: str = "http://127.0.0.1:9/pay/return", amount: int = 2_500_000) -> str:
    """A new session; its authority."""
    body = {"amount": amount, "currency": "IRR", "description": "فیش", "callback_url": back}
    answer = call(street, "request", **body)
    assert answer.json()["errors"] == []
    return str(answer.json()["data"]["authority"])


def press(street: Street, authority: str, outcome: str, *, visit: bool = False) -> dict[str, Any]:
    """Play the payer."""
    wish = {"outcome": outcome, "visit": visit}
    answer: dict[str, Any] = street.client.post(f"/control/zarinpal/payments/{authority}/press", json=wish).json()
    return answer


def refused(answer: httpx2.Response) -> int:
    """The code of a failure, after checking that the containers have swapped their types."""
    body = answer.json()
    assert body["data"] == []
    assert set(body["errors"]) == {"code", "message", "validations"}
    return int(body["errors"]["code"])


def test_a_payment_from_request_to_second_verify(street: Street) -> None:
    authority = open_payment(street)
    assert (len(authority), authority[0]) == (36, "A")
    assert call(street, "inquiry", authority=authority).json()["data"]["status"] == "IN_BANK"
    assert refused(call(street, "verify", authority=authority, amount=2_500_000)) == -51
    assert press(street, authority, "pay")["state"] == "PAID"
    assert refused(call(street, "verify", authority=authority, amount=2_500_001)) == -50
    waiting = call(street, "unVerified").json()["data"]["authorities"]
    assert authority in [entry["authority"] for entry in waiting]
    first = call(street, "verify", authority=authority, amount=2_500_000).json()["data"]
    again = call(street, "verify", authority=authority, amount=2_500_000).json()["data"]
    assert (first["code"], again["code"]) == (100, 101)
    assert first["ref_id"] == again["ref_id"]
    assert first["card_pan"] == "603799******7893"
    waiting = call(street, "unVerified").json()["data"]["authorities"]
    assert authority not in [entry["authority"] for entry in waiting]
    assert call(street, "inquiry", authority=authority).json()["data"]["status"] == "VERIFIED"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("merchant_id", "short"),
        ("merchant_id", None),
        ("amount", 999),
        ("amount", True),
        ("amount", "a lot"),
        ("description", ""),
        ("description", "x" * 501),
        ("callback_url", "pay/return"),
        ("currency", "USD"),
        ("metadata", "mobile"),
    ],
)
def test_a_malformed_request_is_minus_9_and_names_the_field(street: Street, field: str, value: object) -> None:
    body: dict[str, Any] = {"amount": 10_000, "description": "فیش", "callback_url": "https://example.org/"}
    answer = call(street, "request", **(body | {field: value}))
    assert (refused(answer), answer.status_code) == (-9, 422)
    assert field in answer.json()["errors"]["validations"][0]


@pytest.mark.parametrize(
    ("code", "settings"),
    [
        (-10, {"merchants": [OTHER]}),
        (-11, {"inactive_merchants": [MERCHANT]}),
        (-12, {"requests_per_minute": 1}),
        (-41, {"max_amount": 9_999}),
    ],
)
def test_a_merchant_may_be_refused(street: Street, code: int, settings: dict[str, Any]) -> None:
    open_payment(street)
    street.client.put("/control/zarinpal/settings", json=settings)
    body = {"amount": 10_000, "description": "فیش", "callback_url": "https://example.org/"}
    assert refused(call(street, "request", **body)) == code


def test_a_session_belongs_to_its_merchant(street: Street) -> None:
    authority = open_payment(street)
    assert refused(call(street, "verify", merchant_id=OTHER, authority=authority, amount=2_500_000)) == -53
    assert refused(call(street, "verify", authority="A" * 36, amount=2_500_000)) == -54


def test_tomans_are_ten_rials(street: Street) -> None:
    body = {"amount": 1_000, "currency": "IRT", "description": "فیش", "callback_url": "https://example.org/"}
    authority = call(street, "request", **body).json()["data"]["authority"]
    shown = street.client.get(f"/control/zarinpal/payments/{authority}").json()
    assert (shown["amount"], shown["rial"]) == (1_000, 10_000)


@pytest.mark.parametrize("outcome", ["cancel", "timeout"])
def test_a_payment_that_fails_stays_failed(street: Street, outcome: str) -> None:
    authority = open_payment(street)
    assert press(street, authority, outcome)["return_url"].endswith(f"?Authority={authority}&Status=NOK")
    assert press(street, authority, "pay")["state"] == "FAILED"
    assert refused(call(street, "verify", authority=authority, amount=2_500_000)) == -51


def test_three_wrong_passwords_end_the_payment(street: Street) -> None:
    authority = open_payment(street)
    states = [press(street, authority, "wrong_password")["state"] for _ in range(3)]
    assert states == ["IN_BANK", "IN_BANK", "FAILED"]


def test_the_browser_returns_once_never_or_again(street: Street, listener: Listener) -> None:
    back = f"{listener.url}/pay/return?order=7"
    paid, lost = open_payment(street, back), open_payment(street, back)
    assert press(street, paid, "pay", visit=True)["callback_http"] == 200
    assert press(street, lost, "lose_return", visit=True) | {"return_url": ""} == {
        "state": "PAID",
        "return_url": "",
        "callback_http": None,
    }
    assert listener.received == [("GET", "/pay/return", {"order": "7", "Authority": paid, "Status": "OK"})]
    again = street.client.post(f"/control/zarinpal/payments/{paid}/callback", json={"times": 2}).json()
    assert again == {"callback_http": [200, 200]}
    assert len(listener.received) == 3


def test_money_not_verified_goes_back(street: Street) -> None:
    street.client.put("/control/zarinpal/settings", json={"return_seconds": 0.001})
    authority = open_payment(street)
    press(street, authority, "pay")
    assert call(street, "inquiry", authority=authority).json()["data"]["status"] in {"PAID", "REVERSED"}
    assert refused(call(street, "verify", authority=authority, amount=2_500_000)) == -51
    assert call(street, "inquiry", authority=authority).json()["data"]["status"] == "REVERSED"


def test_reverse_knows_its_limits(street: Street) -> None:
    authority = open_payment(street)
    assert refused(call(street, "reverse", authority=authority)) == -61
    press(street, authority, "pay")
    street.client.put("/control/zarinpal/settings", json={"ip_registered": False})
    assert refused(call(street, "reverse", authority=authority)) == -62
    street.client.put("/control/zarinpal/settings", json={"ip_registered": True, "reverse_seconds": 0})
    assert refused(call(street, "reverse", authority=authority)) == -63
    street.client.put("/control/zarinpal/settings", json={"reverse_seconds": 60})
    assert call(street, "reverse", authority=authority).json()["data"]["code"] == 100
    assert call(street, "inquiry", authority=authority).json()["data"]["status"] == "REVERSED"


def test_faults_strike_before_or_after_the_deed(street: Street) -> None:
    authority = open_payment(street)
    press(street, authority, "pay")
    for plan in ({"kind": "html"}, {"kind": "code", "code": -52, "http": 500}, {"kind": "lost", "method": "verify"}):
        street.client.post("/control/zarinpal/faults", json=plan)
    assert call(street, "verify", authority=authority, amount=2_500_000).status_code == 502
    assert refused(call(street, "verify", authority=authority, amount=2_500_000)) == -52
    with pytest.raises(httpx2.RemoteProtocolError):
        call(street, "verify", authority=authority, amount=2_500_000)
    assert call(street, "verify", authority=authority, amount=2_500_000).json()["data"]["code"] == 101


def test_the_ledger_never_holds_the_merchant(street: Street) -> None:
    open_payment(street)
    ledger = street.client.get("/control/zarinpal/ledger").text
    assert '"request"' in ledger
    assert MERCHANT not in ledger


def test_a_card_is_read_as_people_write_it() -> None:
    card = Card.typed("۶۰۳۷ ۹۹۱۲-۳۴۵۶ ۷۸۹۳", "۱۲۳", "۱۲", "۰۹", "۱۲۳۴۵")
    assert (card.number, card.mistakes()) == (TEST_CARD, {})
    assert passes_luhn(TEST_CARD)
    assert not passes_luhn("6037991234567894")
    assert set(Card.typed("1", "1", "13", "9", "1").mistakes()) == {"number", "cvv2", "expiry", "password"}
