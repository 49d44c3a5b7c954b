"""What does the payer see on the bank's page, and what happens when a button is pressed?"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from simulators.zarinpal import cards
from simulators.zarinpal.cards import Card
from simulators.zarinpal.gateway import Gateway, Payment, State

PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


class Outcome(StrEnum):
    """The buttons of the page, and what a script may ask for."""

    PAY = "pay"
    CANCEL = "cancel"
    WRONG_PASSWORD = "wrong_password"
    TIMEOUT = "timeout"
    LOSE_RETURN = "lose_return"


def persian(value: int | str) -> str:
    """Digits for reading: numbers grouped, texts as they are."""
    return (f"{value:,}" if isinstance(value, int) else value).translate(PERSIAN)


def act(gateway: Gateway, payment: Payment, outcome: Outcome, card: Card) -> Payment:
    """Let the bank do what a button says; a finished payment stays as it is."""
    if payment.state is not State.IN_BANK:
        return payment
    match outcome:
        case Outcome.PAY | Outcome.LOSE_RETURN:
            return gateway.take_money(payment, card)
        case Outcome.CANCEL | Outcome.TIMEOUT:
            return gateway.fail(payment)
        case Outcome.WRONG_PASSWORD:
            return gateway.refuse_password(payment)


def page_values(gateway: Gateway, payment: Payment) -> dict[str, Any]:
    """What the page shows of a payment."""
    settings = gateway.settings
    left = max(0, int(payment.at + settings.session_seconds - gateway.now))
    return {
        "payment": payment,
        "merchant": settings.merchant_name,
        "rial": persian(payment.rial),
        "toman": persian(payment.rial // 10),
        "number": persian(str(payment.id).zfill(8)),
        "seconds": left,
        "clock": persian(f"{left // 60:02}:{left % 60:02}"),
        "tries_left": persian(settings.password_tries - payment.tries),
        "card": cards,
        "card_groups": [cards.TEST_CARD[at : at + 4] for at in range(0, 16, 4)],
        "mistakes": {},
        "typed": {},
    }


def read_card(form: dict[str, str]) -> Card:
    """The card as typed on the page."""
    return Card.typed(*(form.get(name, "") for name in ("number", "cvv2", "month", "year", "password")))


@dataclass(frozen=True, slots=True)
class Shown:
    """What comes after a button: a page of this name, or the way back to the merchant where there is none."""

    payment: Payment
    template: str | None
    status: int = 200
    more: dict[str, Any] = field(default_factory=dict)


def press_button(gateway: Gateway, payment: Payment, wish: Outcome, typed: dict[str, str]) -> Shown:
    """Carry a press out: mistakes and a wrong password show the page again, an end leads back to the merchant."""
    outcome, card = wish, read_card(typed)
    if outcome is Outcome.PAY:
        mistakes = card.mistakes()
        if mistakes:
            return Shown(payment, "bank.html", 422, {"mistakes": mistakes, "typed": typed})
        if not gateway.knows_password(payment, card.password):
            outcome = Outcome.WRONG_PASSWORD
    elif card.mistakes():
        card = cards.sample_card()
    gateway.ledger.note_call(f"bank/{outcome}", {"authority": payment.authority}, 0, {})
    after = act(gateway, payment, outcome, card)
    if outcome is Outcome.LOSE_RETURN:
        return Shown(after, "lost.html")
    if after.state is State.IN_BANK:
        wrong = {"password": "رمز دوم نادرست است. دوباره وارد کنید."}
        return Shown(after, "bank.html", 422, {"mistakes": wrong, "typed": typed})
    if outcome in {Outcome.TIMEOUT, Outcome.WRONG_PASSWORD}:
        return Shown(after, "done.html", 200, {"reason": outcome})
    return Shown(after, None)


def need_payment(gateway: Gateway, authority: str) -> Payment:
    """The session of an address, or a page that says there is none."""
    payment = gateway.find(authority)
    if payment is None:
        raise HTTPException(404, "چنین پرداختی نیست.")
    return payment


def create_bank(gateway: Gateway) -> APIRouter:
    """GET shows the page of a session; POST presses a button; POST …/otp asks for a one-time password."""
    router = APIRouter()
    templates = Jinja2Templates(directory=Path(__file__).parent / "templates")

    def show(request: Request, shown: Shown) -> Response:
        if shown.template is None:
            return RedirectResponse(shown.payment.return_url, 303)
        values = page_values(gateway, shown.payment) | shown.more
        return templates.TemplateResponse(request, shown.template, values, status_code=shown.status)

    @router.get("/pg/StartPay/{authority}")
    async def open_page(authority: str, request: Request) -> Response:
        payment = need_payment(gateway, authority)
        return show(request, Shown(payment, "bank.html" if payment.state is State.IN_BANK else "done.html"))

    @router.post("/pg/StartPay/{authority}/otp")
    async def ask_otp(authority: str) -> JSONResponse:
        payment = need_payment(gateway, authority)
        if payment.state is not State.IN_BANK:
            raise HTTPException(409, "این پرداخت پایان یافته است.")
        return JSONResponse({"otp": gateway.issue_otp(payment)})

    @router.post("/pg/StartPay/{authority}")
    async def press(authority: str, request: Request, action: Annotated[Outcome, Form()] = Outcome.PAY) -> Response:
        payment = need_payment(gateway, authority)
        if payment.state is not State.IN_BANK:
            return show(request, Shown(payment, "done.html"))
        typed = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        return show(request, press_button(gateway, payment, action, typed))

    return router


def metadata_of(payment: Payment) -> Any:
    """What the merchant wrote on the session."""
    return json.loads(payment.metadata)
