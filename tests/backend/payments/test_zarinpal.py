"""The adapter on the wire: what is sent, what each answer means, and what never leaves it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from backend.payments import zarinpal_codes as codes
from backend.payments.port import (
    Cause,
    Doubt,
    GatewayRefused,
    GatewayTrouble,
    GatewayUnreachable,
    NotVerified,
    Order,
    Returned,
    Standing,
    Unverified,
    Verified,
)
from backend.payments.zarinpal import ZarinPal

MERCHANT = "abcdefab-1234-1234-1234-abcdefabcdef"
AUTHORITY = "A" + "0" * 35
ORDER = Order(amount=53_866_782, reference="140500000429", return_url="https://x.test/pay/return/t", description="فیش")
Answer = Callable[[httpx2.Request], httpx2.Response]


class Wire:
    """Keeps what was asked and answers as told."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.asked = answer, list[httpx2.Request]()
        self.client = httpx2.AsyncClient(transport=httpx2.MockTransport(self._handle))
        self.gateway = ZarinPal(client=self.client, base_url="https://gw.test/", merchant_id=MERCHANT)

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return self.answer(request)

    @property
    def body(self) -> dict[str, Any]:
        return dict(json.loads(self.asked[-1].content))


def success(**data: Any) -> Wire:
    return Wire(lambda _request: httpx2.Response(200, json={"data": {"code": 100} | data, "errors": []}))


def failure(code: int, status: int = 200) -> Wire:
    errors = {"code": code, "message": "no", "validations": []}
    return Wire(lambda _request: httpx2.Response(status, json={"data": [], "errors": errors}))


async def test_start_sends_rial_by_name_and_gives_the_bank_page() -> None:
    wire = success(authority=AUTHORITY, fee=0)
    session = await wire.gateway.start(ORDER)
    assert str(wire.asked[0].url) == "https://gw.test/pg/v4/payment/request.json"
    assert wire.body == {
        "merchant_id": MERCHANT,
        "amount": 53_866_782,
        "currency": "IRR",
        "description": "فیش",
        "callback_url": "https://x.test/pay/return/t",
        "metadata": {"order_id": "140500000429"},
    }
    assert (session.authority, session.redirect.method) == (AUTHORITY, "GET")
    assert session.redirect.url == f"https://gw.test/pg/StartPay/{AUTHORITY}"


async def test_the_bank_page_may_live_elsewhere() -> None:
    wire = success(authority=AUTHORITY)
    gateway = ZarinPal(
        client=wire.client, base_url="http://inside", merchant_id=MERCHANT, page_url="https://outside.test"
    )
    assert (await gateway.start(ORDER)).redirect.url.startswith("https://outside.test/pg/StartPay/")


async def test_start_needs_an_authority_of_36_characters() -> None:
    with pytest.raises(GatewayUnreachable):
        await success(authority="short").gateway.start(ORDER)


@pytest.mark.parametrize(("code", "again"), [(100, False), (101, True)])
async def test_verified_now_and_before_are_both_success(code: int, again: bool) -> None:
    wire = success(code=code, ref_id=201, card_pan="502229******5995")
    assert await wire.gateway.verify(AUTHORITY, amount=5) == Verified("201", "502229******5995", again)
    assert wire.body == {"merchant_id": MERCHANT, "amount": 5, "authority": AUTHORITY}


@pytest.mark.parametrize(("code", "doubt"), sorted(codes.DOUBTS.items()))
@pytest.mark.parametrize("status", [200, 400, 401])
async def test_certain_answers_that_are_not_success(code: int, doubt: Doubt, status: int) -> None:
    assert await failure(code, status).gateway.verify(AUTHORITY, amount=5) == NotVerified(doubt)


@pytest.mark.parametrize(("code", "cause"), sorted(codes.CAUSES.items()))
async def test_every_refusal_says_who_must_act(code: int, cause: Cause) -> None:
    for ask in (lambda g: g.start(ORDER), lambda g: g.verify(AUTHORITY, amount=5), lambda g: g.list_unverified()):
        with pytest.raises(GatewayRefused) as caught:
            await ask(failure(code).gateway)
        assert (caught.value.code, caught.value.cause) == (code, cause)


@pytest.mark.parametrize("code", [-52, -999, 0])
async def test_a_code_that_says_nothing_is_no_answer(code: int) -> None:
    with pytest.raises(GatewayUnreachable):
        await failure(code).gateway.verify(AUTHORITY, amount=5)


@pytest.mark.parametrize(("word", "standing"), sorted(codes.STANDINGS.items()))
async def test_every_standing(word: str, standing: Standing) -> None:
    assert await success(status=word).gateway.inquire(AUTHORITY) is standing


async def test_an_unknown_session_is_a_standing_and_an_unknown_word_is_not() -> None:
    assert await failure(-54).gateway.inquire(AUTHORITY) is Standing.UNKNOWN
    with pytest.raises(GatewayUnreachable):
        await success(status="MAYBE").gateway.inquire(AUTHORITY)


async def test_the_list_of_unverified_skips_rows_that_make_no_sense() -> None:
    rows = [{"authority": AUTHORITY, "amount": 7}, {"authority": None, "amount": 7}, "x", {"amount": "7"}]
    assert await success(authorities=rows).gateway.list_unverified() == [Unverified(AUTHORITY, 7)]


async def test_a_reversal_that_comes_too_late_is_refused() -> None:
    await success().gateway.reverse(AUTHORITY)
    with pytest.raises(GatewayRefused) as caught:
        await failure(-63).gateway.reverse(AUTHORITY)
    assert caught.value.cause is Cause.STATE


def broken(error: type[httpx2.HTTPError]) -> Answer:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise error(f"while asking {MERCHANT}", request=request)  # type: ignore[call-arg]

    return answer


NONSENSE: list[Answer] = [
    lambda _r: httpx2.Response(502, text="<html>Bad Gateway</html>"),
    lambda _r: httpx2.Response(200, text=""),
    lambda _r: httpx2.Response(200, json=[]),
    lambda _r: httpx2.Response(200, json={"data": [], "errors": []}),
    lambda _r: httpx2.Response(500, json={"data": {"code": 100, "ref_id": 1}, "errors": []}),
    lambda _r: httpx2.Response(302, headers={"location": "https://elsewhere.test"}),
    broken(httpx2.ConnectTimeout),
    broken(httpx2.ReadTimeout),
    broken(httpx2.ConnectError),
    broken(httpx2.RemoteProtocolError),
]


@pytest.mark.parametrize("answer", NONSENSE)
async def test_nonsense_and_silence_are_unreachable_everywhere(answer: Answer) -> None:
    gateway = Wire(answer).gateway
    calls = (
        gateway.start(ORDER),
        gateway.verify(AUTHORITY, amount=5),
        gateway.inquire(AUTHORITY),
        gateway.list_unverified(),
        gateway.reverse(AUTHORITY),
    )
    for call in calls:
        with pytest.raises(GatewayUnreachable) as caught:
            await call
        assert MERCHANT not in str(caught.value)
        assert caught.value.__cause__ is None


async def test_success_without_a_reference_is_no_answer() -> None:
    with pytest.raises(GatewayUnreachable):
        await success().gateway.verify(AUTHORITY, amount=5)


async def test_every_call_has_a_time_limit() -> None:
    wire = success(ref_id=1)
    await wire.gateway.verify(AUTHORITY, amount=5)
    limits = wire.asked[0].extensions["timeout"]
    assert all(limits[name] is not None and limits[name] <= 10 for name in ("connect", "read", "write", "pool"))


async def test_the_merchant_id_stands_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire = failure(-10)
    with pytest.raises(GatewayTrouble):
        await wire.gateway.start(ORDER)
    assert MERCHANT not in repr(wire.gateway)
    assert MERCHANT not in caplog.text


@pytest.mark.parametrize(
    ("fields", "returned"),
    [
        ({"Authority": AUTHORITY, "Status": "OK"}, Returned(AUTHORITY, claims_paid=True)),
        ({"Authority": AUTHORITY, "Status": "NOK"}, Returned(AUTHORITY, claims_paid=False)),
        ({"Status": "OK"}, Returned(None, claims_paid=True)),
        ({"Authority": "", "Status": "ok"}, Returned(None, claims_paid=False)),
        ({}, Returned(None, claims_paid=False)),
    ],
)
def test_what_the_browser_brings_back_is_read_and_nothing_more(fields: dict[str, str], returned: Returned) -> None:
    gateway = success().gateway
    assert gateway.parse_return("GET", fields) == returned
