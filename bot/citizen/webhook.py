"""How does a messenger hand over an update? It posts it; 2xx means that its effect is written."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from bot.citizen.abilities import Abilities, SecretPlace
from bot.citizen.intake import Intake
from bot.citizen.waiting import Waiting

MOST_BYTES: Final = 1 << 20
"""An update has some kilobytes; more than a mebibyte is from no messenger."""
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_OK, _WRONG_SECRET, _TOO_LARGE, _AGAIN = 200, 401, 413, 503


def webhook_path(channel: str, abilities: Abilities, secret: str) -> str:
    """Where the updates of a channel are posted; with the secret in it where the messenger sends none beside."""
    path = f"/{channel}/webhook"
    return f"{path}/{secret}" if abilities.secret is SecretPlace.PATH else path


def webhook_router(*, channel: str, abilities: Abilities, intake: Intake, waiting: Waiting, secret: str) -> APIRouter:
    """The webhook of a channel, a plain route.

    401 for a wrong secret (and for any, where none is set), 413 for a huge body, 503 when the update must come again,
    else 200, for a tap with its answer.
    """
    router = APIRouter()
    endpoint = _endpoint(intake, waiting, abilities, secret.encode())
    router.add_route(webhook_path(channel, abilities, "{secret}"), endpoint, methods=["POST"])
    return router


def _endpoint(
    intake: Intake, waiting: Waiting, abilities: Abilities, secret: bytes
) -> Callable[[Request], Awaitable[Response]]:
    async def webhook(request: Request) -> Response:
        in_path = abilities.secret is SecretPlace.PATH
        given = (request.path_params["secret"] if in_path else request.headers.get(_SECRET_HEADER, "")).encode()
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
        return _answer(waiting, tap, taken=taken, here=abilities.answers_in_webhook)

    return webhook


def _answer(waiting: Waiting, tap: str, *, taken: bool, here: bool) -> Response:
    """The tap is answered in the same breath, where that is read; else, or if the update comes again, by a call."""
    if tap and not (taken and here):
        waiting.answer(tap)
        tap = ""
    if not taken:
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
