"""How do we talk to ZarinPal? REST v4 over JSON, with our own client and explicit time-outs (channels.md 6.1).

Traps of the wire: success is `{"data": {…}, "errors": []}` and failure `{"data": [], "errors": {…}}`, so the
containers swap type; the HTTP status may mirror the code, so the body is read first; `currency` is sent always.
The merchant id stands in request bodies only and is in no log, error or repr.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from backend.payments import zarinpal_codes as codes
from backend.payments.port import (
    Doubt,
    GatewayRefused,
    GatewayUnreachable,
    NotVerified,
    Order,
    Redirect,
    Returned,
    Session,
    Standing,
    Unverified,
    Verified,
)

TIMEOUT = httpx2.Timeout(connect=3.0, read=8.0, write=5.0, pool=3.0)
"""Seconds; a default for the setting."""
_DESCRIPTION = 500
_AUTHORITY = 36


@dataclass(frozen=True, slots=True)
class _Answer:
    """A body whose containers have been told apart: the code, and the data of a success."""

    code: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ZarinPal:
    """The gateway ZarinPal. Without a merchant id every question is refused as by the gateway (-10), and none is sent.

    `base_url` is "https://payment.zarinpal.com", the sandbox, or a simulator; `page_url` is the same server as the
    payer's browser reaches it, where that differs. `client` is closed by whoever made it.
    """

    client: httpx2.AsyncClient = field(repr=False)
    base_url: str
    merchant_id: str = field(repr=False)
    page_url: str | None = None
    timeout: httpx2.Timeout = field(default_factory=lambda: TIMEOUT, repr=False)
    highest_amount: int = codes.HIGHEST_AMOUNT
    name: str = "zarinpal"

    async def start(self, order: Order) -> Session:
        answer = await self._ask(
            "request",
            {
                "amount": order.amount,
                "currency": "IRR",
                "description": order.description[:_DESCRIPTION],
                "callback_url": order.return_url,
                "metadata": {"order_id": order.reference},
            },
        )
        authority = answer.data.get("authority")
        if answer.code != codes.OK or not isinstance(authority, str) or len(authority) != _AUTHORITY:
            raise _trouble(answer.code)
        page = (self.page_url or self.base_url).rstrip("/")
        return Session(authority, Redirect(f"{page}/pg/StartPay/{authority}"))

    def parse_return(self, method: str, fields: Mapping[str, str]) -> Returned:  # noqa: ARG002
        authority = fields.get("Authority") or None
        return Returned(authority, claims_paid=fields.get("Status") == "OK")

    async def verify(self, authority: str, *, amount: int) -> Verified | NotVerified:
        answer = await self._ask("verify", {"amount": amount, "authority": authority})
        if answer.code in codes.SUCCESS:
            reference = answer.data.get("ref_id")
            if not isinstance(reference, int | str) or not str(reference):
                raise GatewayUnreachable("verified without a reference")
            card = answer.data.get("card_pan")
            return Verified(str(reference), card if isinstance(card, str) else None, again=answer.code == codes.ALREADY)
        doubt = codes.DOUBTS.get(answer.code)
        if doubt is None:
            raise _trouble(answer.code)
        return NotVerified(doubt)

    async def inquire(self, authority: str) -> Standing:
        answer = await self._ask("inquiry", {"authority": authority})
        if codes.DOUBTS.get(answer.code) is Doubt.UNKNOWN_SESSION:
            return Standing.UNKNOWN
        standing = codes.STANDINGS.get(str(answer.data.get("status")))
        if answer.code not in codes.SUCCESS or standing is None:
            raise _trouble(answer.code)
        return standing

    async def list_unverified(self) -> Sequence[Unverified]:
        answer = await self._ask("unVerified", {})
        rows = answer.data.get("authorities")
        if answer.code != codes.OK or not isinstance(rows, list):
            raise _trouble(answer.code)
        found = (_unverified(row) for row in rows)
        return [row for row in found if row is not None]

    async def reverse(self, authority: str) -> None:
        answer = await self._ask("reverse", {"authority": authority})
        if answer.code not in codes.SUCCESS:
            raise _trouble(answer.code)

    async def _ask(self, method: str, body: Mapping[str, Any]) -> _Answer:
        """One POST; reads the body whatever the HTTP status is. Raises GatewayUnreachable."""
        if not self.merchant_id:
            raise _trouble(codes.WRONG_MERCHANT)
        url = f"{self.base_url.rstrip('/')}/pg/v4/payment/{method}.json"
        try:
            response = await self.client.post(
                url, json={"merchant_id": self.merchant_id, **body}, timeout=self.timeout, follow_redirects=False
            )
            content = response.json()
        except httpx2.TimeoutException:
            raise GatewayUnreachable(f"{method}: no answer in time") from None
        except httpx2.HTTPError as error:
            raise GatewayUnreachable(f"{method}: {type(error).__name__}") from None
        except ValueError:
            raise GatewayUnreachable(f"{method}: answer is not JSON") from None
        answer = _read(content)
        if answer is None or (response.status_code >= 500 and answer.code in codes.SUCCESS):
            raise GatewayUnreachable(f"{method}: HTTP {response.status_code} without an answer")
        return answer


def _read(content: Any) -> _Answer | None:
    """Tell success and failure apart; None for a body that is neither."""
    if not isinstance(content, dict):
        return None
    data, errors = content.get("data"), content.get("errors")
    if isinstance(errors, dict) and isinstance(errors.get("code"), int):
        return _Answer(errors["code"], {})
    if isinstance(data, dict) and isinstance(data.get("code"), int):
        return _Answer(data["code"], data)
    return None


def _unverified(row: Any) -> Unverified | None:
    if not isinstance(row, dict):
        return None
    authority, amount = row.get("authority"), row.get("amount")
    if not isinstance(authority, str) or not isinstance(amount, int):
        return None
    return Unverified(authority, amount)


def _trouble(code: int) -> GatewayRefused | GatewayUnreachable:
    cause = codes.CAUSES.get(code)
    return GatewayRefused(code, cause) if cause else GatewayUnreachable(f"gateway code {code} says nothing certain")
