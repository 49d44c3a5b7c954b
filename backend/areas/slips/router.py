"""Where does the payer's browser come back to, and what does the person read there [P3]?

The address holds an unguessable token; what the browser claims is a hint. The page names no person.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.areas.slips.payment_rows import PaymentRow, payment_by_token
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.settling import Prompt, note_return, read_payment, settle
from backend.contract.slips import PaymentState
from locales.texts import LOCALES, Texts

RETURN_PATH = "/pay/return"
REFRESH_SECONDS = 5
_log = logging.getLogger(__name__)
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'",
}
_BANK = {
    PaymentState.PAID: "took",
    PaymentState.REFUND: "took",
    PaymentState.FAILED: "not",
    PaymentState.CHECKING: "asking",
    PaymentState.OPEN: "waiting",
}
_SERVICE = {
    PaymentState.PAID: "recorded",
    PaymentState.REFUND: "returned",
    PaymentState.FAILED: "not",
    PaymentState.CHECKING: "waiting",
    PaymentState.OPEN: "waiting",
}


def payments_router(*, ports: SlipsPorts, texts: Texts, chat_urls: Mapping[str, str] | None = None) -> APIRouter:
    """GET and POST /pay/return/{token}. `chat_urls`: where the button leads back to, by channel name."""
    router = APIRouter(include_in_schema=False)
    render = _renderer(texts)
    back = dict(chat_urls or {})
    asking: set[asyncio.Task[None]] = set()

    async def come_back(token: str, method: str, claimed: Mapping[str, str]) -> HTMLResponse:
        row = None
        if token.isprintable():  # PostgreSQL takes no NUL in a text
            async with ports.database.begin() as connection:
                row = await payment_by_token(connection, token)
        if row is None:
            return HTMLResponse(render(None, LOCALES[0], None), 404, headers=_HEADERS)
        row = await _settled(ports, row, method, claimed, asking)
        return HTMLResponse(render(row, row.locale, back.get(row.channel)), headers=_HEADERS)

    @router.get(RETURN_PATH + "/{token}")
    async def returned(token: str, request: Request) -> HTMLResponse:
        return await come_back(token, "GET", dict(request.query_params))

    @router.post(RETURN_PATH + "/{token}")
    async def returned_by_form(token: str, request: Request) -> HTMLResponse:
        fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        return await come_back(token, "POST", fields)

    return router


async def _settled(
    ports: SlipsPorts, row: PaymentRow, method: str, claimed: Mapping[str, str], asking: set[asyncio.Task[None]]
) -> PaymentRow:
    """The payment after asking the gateway, or as it stands where that takes long.

    The return is written down before anything is asked, so that a worker ends what we do not. A return that names
    another session is only a reason to ask.
    """
    if row.decided or row.authority is None:
        return row
    prompt = _prompt(ports, row, method, claimed)
    await note_return(ports, row.id, prompt)
    task = asyncio.create_task(_ask(ports, row.id, prompt), name="payment: return")
    asking.add(task)
    task.add_done_callback(asking.discard)
    await asyncio.wait({task}, timeout=ports.times.answer.total_seconds())
    return await read_payment(ports, row.id)


def _prompt(ports: SlipsPorts, row: PaymentRow, method: str, claimed: Mapping[str, str]) -> Prompt:
    returned = ports.gateway.parse_return(method, claimed)
    if returned.authority == row.authority:
        return Prompt.CLAIMS_PAID if returned.claims_paid else Prompt.CLAIMS_NOT
    if returned.authority is not None:
        _log.warning("a browser came back with the authority of another session")
    return Prompt.ASKED


async def _ask(ports: SlipsPorts, payment: str, prompt: Prompt) -> None:
    try:
        await settle(ports, payment, prompt)
    except Exception as trouble:  # noqa: BLE001 -- whoever has paid is told how it stands; the sweeper goes on
        _log.error("a payment could not be settled on its return (%s)", type(trouble).__name__)


def _renderer(texts: Texts) -> Callable[[PaymentRow | None, str, str | None], str]:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
    )

    def render(row: PaymentRow | None, locale: str, back: str | None) -> str:
        def say(text_id: str, **args: Any) -> str:
            return texts.text(f"payment-page-{text_id}", args, locale)

        state = "unknown" if row is None else row.state.value
        return environment.get_template("return.html").render(
            language=locale,
            direction="rtl" if locale == "fa" else "ltr",
            say=say,
            state=state,
            row=row,
            paid_at=row.paid_at.isoformat() if row and row.paid_at else None,
            again=row.next_check_at.isoformat() if row and row.next_check_at else None,
            bank=_BANK[row.state] if row else None,
            service=_SERVICE[row.state] if row else None,
            refresh=REFRESH_SECONDS if state == PaymentState.CHECKING else None,
            back=back,
        )

    return render
