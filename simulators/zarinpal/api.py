"""Which method of ZarinPal was called, and how does its answer look on the wire?"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from simulators.faults import BrokenAnswer, FaultKind
from simulators.zarinpal.bank import create_bank
from simulators.zarinpal.codes import CODE_TEXT, Refusal, http_status
from simulators.zarinpal.gateway import Gateway, Payment, State

Body = dict[str, Any]
Data = dict[str, Any]
MERCHANT_LENGTH = 36


def text_field(body: Body, name: str, wrong: list[dict[str, str]], *, longest: int = 2000) -> str:
    """A required text; what is wrong with it is added to the list."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        wrong.append({name: f"The {name} field is required."})
    elif len(value) > longest:
        wrong.append({name: f"The {name} may not be greater than {longest} characters."})
    return value if isinstance(value, str) else ""


def amount_field(body: Body, wrong: list[dict[str, str]]) -> int:
    """A whole amount, as a number or as a text of digits."""
    value = body.get("amount")
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        wrong.append({"amount": "The amount must be an integer."})
        return 0
    return value


def known_merchant(gateway: Gateway, body: Body, wrong: list[dict[str, str]]) -> str:
    """The merchant id of the call: -9 malformed (with all other mistakes), -10 unknown, -11 not active."""
    merchant = text_field(body, "merchant_id", wrong)
    if merchant and len(merchant) != MERCHANT_LENGTH:
        wrong.append({"merchant_id": "The merchant id must be 36 characters."})
    if wrong:
        raise Refusal(-9, wrong)
    settings = gateway.settings
    if settings.merchants is not None and merchant not in settings.merchants:
        raise Refusal(-10)
    if merchant in settings.inactive_merchants:
        raise Refusal(-11)
    return merchant


def request_payment(gateway: Gateway, body: Body) -> Data:
    """request.json: opens a session; 100 with its authority."""
    wrong: list[dict[str, str]] = []
    settings = gateway.settings
    amount, currency = amount_field(body, wrong), body.get("currency", "IRR")
    description = text_field(body, "description", wrong, longest=500)
    callback_url = text_field(body, "callback_url", wrong)
    if callback_url and urlsplit(callback_url).scheme not in {"http", "https"}:
        wrong.append({"callback_url": "The callback url format is invalid."})
    if currency not in {"IRR", "IRT"}:
        wrong.append({"currency": "The selected currency is invalid."})
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict | list):
        wrong.append({"metadata": "The metadata must be an array."})
    rial = amount * (10 if currency == "IRT" else 1)
    if not wrong and rial < settings.min_amount:
        wrong.append({"amount": f"The amount must be at least {settings.min_amount}."})
    merchant = known_merchant(gateway, body, wrong)
    if rial > settings.max_amount:
        raise Refusal(-41)
    _slow_down(gateway, merchant)
    payment = gateway.open_payment(
        merchant=merchant, amount=amount, currency=currency, description=description,
        callback_url=callback_url, metadata=json.dumps(metadata, ensure_ascii=False),
    )  # fmt: skip
    return {"code": 100, "message": "Success", "authority": payment.authority, "fee_type": "Merchant",
            "fee": settings.fee}  # fmt: skip


def _slow_down(gateway: Gateway, merchant: str) -> None:
    allowed = gateway.settings.requests_per_minute
    recent = gateway.ledger.number(
        "SELECT COUNT(*) FROM payments WHERE merchant = ? AND at > ?", merchant, gateway.now - 60
    )
    if allowed and recent >= allowed:
        raise Refusal(-12)


def own_payment(gateway: Gateway, body: Body, wrong: list[dict[str, str]]) -> Payment:
    """The session the call is about: -54 unknown, -53 another merchant's."""
    authority = text_field(body, "authority", wrong)
    merchant = known_merchant(gateway, body, wrong)
    payment = gateway.need(authority)
    if payment.merchant != merchant:
        raise Refusal(-53)
    return payment


def verify_payment(gateway: Gateway, body: Body) -> Data:
    """verify.json: 100 now, 101 before; -50 the amount differs, -51 not paid."""
    wrong: list[dict[str, str]] = []
    amount = amount_field(body, wrong)
    payment = own_payment(gateway, body, wrong)
    if amount != payment.amount:
        raise Refusal(-50)
    code = gateway.verify(payment)
    return {
        "wages": None,
        "code": code,
        "message": "Paid" if code == 100 else "Verified",
        "card_hash": payment.card_hash,
        "card_pan": payment.card_pan,
        "ref_id": payment.ref_id,
        "fee_type": "Merchant",
        "fee": gateway.settings.fee,
        "shaparak_fee": "0",
        "order_id": None,
    }


def inquire(gateway: Gateway, body: Body) -> Data:
    """inquiry.json: where a session stands."""
    return {"code": 100, "message": "Success", "status": own_payment(gateway, body, []).state}


def list_unverified(gateway: Gateway, body: Body) -> Data:
    """unVerified.json: up to 100 paid sessions that nobody verified."""
    merchant = known_merchant(gateway, body, [])
    waiting = [payment for payment in gateway.newest(State.PAID) if payment.merchant == merchant][:100]
    authorities = [
        {
            "authority": payment.authority,
            "amount": payment.amount,
            "callback_url": payment.callback_url,
            "referer": "/",
            "date": datetime.fromtimestamp(payment.at, UTC).strftime("%Y-%m-%d %H:%M:%S"),
        }
        for payment in waiting
    ]
    return {"code": 100, "message": "Success", "authorities": authorities}


def reverse_payment(gateway: Gateway, body: Body) -> Data:
    """reverse.json: the money goes back to the card."""
    gateway.reverse(own_payment(gateway, body, []))
    return {"code": 100, "message": "Reversed"}


METHODS: dict[str, Callable[[Gateway, Body], Data]] = {
    "request": request_payment,
    "verify": verify_payment,
    "inquiry": inquire,
    "unVerified": list_unverified,
    "reverse": reverse_payment,
}


def failure(gateway: Gateway, refusal: Refusal, http: int | None = None) -> JSONResponse:
    """{"data": [], "errors": {…}}: on failure the containers swap their types."""
    message = CODE_TEXT.get(refusal.code, "Error")
    errors = {"code": refusal.code, "message": message, "validations": refusal.validations}
    status = http or (http_status(refusal.code) if gateway.settings.mirror_http else 200)
    return JSONResponse({"data": [], "errors": errors}, status_code=status)


def _without_merchant(body: Body) -> Body:
    return {name: value for name, value in body.items() if name != "merchant_id"}


async def answer_call(gateway: Gateway, method: str, request: Request) -> Response:
    """One call from the wire to the wire, with its planned fault, written into the ledger."""
    try:
        body = await request.json()
    except ValueError:
        body = {}
    body = body if isinstance(body, dict) else {}
    noted = _without_merchant(body)
    fault, instead = await gateway.faults.strike(method, json.dumps(noted))
    if fault is not None and fault.kind is FaultKind.CODE:
        gateway.ledger.note_call(method, noted, fault.code, {"fault": fault.kind})
        return failure(gateway, Refusal(fault.code), fault.http)
    if instead is not None and fault is not None:
        gateway.ledger.note_call(method, noted, 0, {"fault": fault.kind})
        return instead
    lost = fault is not None and fault.kind is FaultKind.LOST
    try:
        data = METHODS[method](gateway, body)
    except Refusal as refusal:
        gateway.ledger.note_call(method, noted, refusal.code, {"lost": lost})
        return BrokenAnswer() if lost else failure(gateway, refusal)
    gateway.ledger.note_call(method, noted, data["code"], {"lost": True} if lost else data)
    return BrokenAnswer() if lost else JSONResponse({"data": data, "errors": []})


def create_api(gateway: Gateway) -> FastAPI:
    """The gateway's side, to be mounted where payment.zarinpal.com would be."""
    app = FastAPI(title="ZarinPal simulator", docs_url=None, redoc_url=None, openapi_url=None)

    @app.post("/pg/v4/payment/{method}.json")
    async def call(method: str, request: Request) -> Response:
        if method not in METHODS:
            return failure(gateway, Refusal(-52), 404)
        return await answer_call(gateway, method, request)

    app.include_router(create_bank(gateway))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    return app
