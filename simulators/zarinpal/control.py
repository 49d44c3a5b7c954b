"""How does a script pay, and how does a test make the gateway misbehave?"""

from dataclasses import asdict
from typing import Any

import httpx2
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulators.changes import change_control
from simulators.faults import fault_control
from simulators.zarinpal.bank import Outcome, act, metadata_of
from simulators.zarinpal.cards import sample_card
from simulators.zarinpal.gateway import Gateway, Payment, State
from simulators.zarinpal.settings import Settings

RETURNS = frozenset({Outcome.PAY, Outcome.CANCEL, Outcome.TIMEOUT, Outcome.WRONG_PASSWORD})


class Press(BaseModel):
    """What the payer does. With `visit` a browser's return to the merchant is played as well."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome = Outcome.PAY
    visit: bool = True


class Again(BaseModel):
    """How often the browser comes back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    times: int = Field(default=1, ge=1, le=20)


def payment_shape(payment: Payment) -> dict[str, Any]:
    """A session for scripts: everything the ledger knows but the one-time password and the merchant id."""
    values = asdict(payment) | {
        "metadata": metadata_of(payment),
        "rial": payment.rial,
        "return_url": payment.return_url,
    }
    return {name: value for name, value in values.items() if name not in {"otp", "merchant"}}


async def visit(url: str) -> int:
    """Open the return address as a browser would; the HTTP status, or 0 where nobody answers."""
    try:
        async with httpx2.AsyncClient(timeout=30.0, trust_env=False) as client:
            return (await client.get(url)).status_code
    except httpx2.HTTPError:
        return 0


def _add_payments(router: APIRouter, gateway: Gateway) -> None:
    def need(authority: str) -> Payment:
        payment = gateway.find(authority)
        if payment is None:
            raise HTTPException(404, "no such payment")
        return payment

    @router.get("/payments")
    async def list_payments(state: str = "", limit: int = 1000) -> list[dict[str, Any]]:
        return [payment_shape(payment) for payment in gateway.newest(state, limit)]

    @router.get("/payments/{authority}")
    async def show_payment(authority: str) -> dict[str, Any]:
        return payment_shape(need(authority))

    @router.post("/payments/{authority}/press")
    async def press(authority: str, wish: Press) -> dict[str, Any]:
        payment = act(gateway, need(authority), wish.outcome, sample_card())
        gateway.ledger.note_call(f"bank/{wish.outcome}", {"authority": authority}, 0, {})
        returns = wish.visit and wish.outcome in RETURNS and payment.state is not State.IN_BANK
        http = await visit(payment.return_url) if returns else None
        return {"state": payment.state, "return_url": payment.return_url, "callback_http": http}

    @router.post("/payments/{authority}/callback")
    async def come_back(authority: str, again: Again) -> dict[str, Any]:
        payment = need(authority)
        return {"callback_http": [await visit(payment.return_url) for _ in range(again.times)]}


def create_control(gateway: Gateway) -> APIRouter:
    """Mounted at /control/zarinpal."""
    router = APIRouter()
    _add_payments(router, gateway)

    @router.get("/ledger")
    async def list_calls(method: str | None = None, limit: int = 200) -> list[dict[str, Any]]:
        return gateway.ledger.calls(method, limit)

    @router.get("/settings")
    async def show_settings() -> Settings:
        return gateway.settings

    @router.put("/settings")
    async def set_settings(changes: dict[str, Any]) -> Settings:
        try:
            return gateway.change(**changes)
        except ValidationError as error:
            raise HTTPException(422, error.errors(include_url=False, include_context=False)) from None

    router.include_router(change_control(gateway.changes))
    router.include_router(fault_control(gateway.faults))
    return router
