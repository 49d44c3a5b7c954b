"""How does Telegram hand over an update? It posts it; 2xx means that its effect is written."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from bot.citizen.intake import Intake
from bot.citizen.waiting import Waiting

WEBHOOK_PATH: Final = "/telegram/webhook"
MOST_BYTES: Final = 1 << 20
"""An update has some kilobytes; more than a mebibyte is not from Telegram."""
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_OK, _WRONG_SECRET, _TOO_LARGE, _AGAIN = 200, 401, 413, 503


def webhook_router(*, intake: Intake, waiting: Waiting, secret: str) -> APIRouter:
    """The webhook at WEBHOOK_PATH, a plain route.

    401 for a wrong secret (and for any, where none is set), 413 for a huge body, 503 when the update must come again,
    else 200, for a tap with its answer.
    """
    router = APIRouter()
    router.add_route(WEBHOOK_PATH, _endpoint(intake, waiting, secret.encode()), methods=["POST"])
    return router


def _endpoint(intake: Intake, waiting: Waiting, secret: bytes) -> Callable[[Request], Awaitable[Response]]:
    async def webhook(request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "").encode()
        if not secret or not hmac.compare_digest(given, secret):
            return Response(status_code=_WRONG_SECRET)
        body = await _read(request)
        if body is None:
            return Response(status_code=_TOO_LARGE)
        update = await intake.read(body)
        if update is None:
            return Response()
        wait = waiting.begin(update)
        try:
            taken = await intake.take(update)
        finally:
            tap = wait.end()
        return _answer(waiting, tap, taken=taken)

    return webhook


def _answer(waiting: Waiting, tap: str, *, taken: bool) -> Response:
    """The tap is answered in the same breath; where the update comes again it is answered by a call of its own."""
    if not taken:
        if tap:
            waiting.answer(tap)
        return Response(status_code=_AGAIN)
    if not tap:
        return Response()
    method = {"method": "answerCallbackQuery", "callback_query_id": tap}
    return Response(to_json(method), media_type="application/json", status_code=_OK)


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is too large; no more than that is ever read."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MOST_BYTES:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
