"""How do others in the house ask the backend over HTTP? One address a method, exactly the shapes of the contract.

    POST {prefix}/{method}     Authorization: Bearer <service token>
    {"request": {…}, "caller": {"channel": …, "bot": …, "chat": …, "key": …, "locale": …}}
    200 the result   409 {"code", "values"} refused   503 {"what", "retry_after"} not now

Not for the public: the caller is believed, so the token is as good as every chat.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from backend.contract.backend import Backend
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable

PREFIX = "/internal/v1"
_BODY_LIMIT = 64 * 1024


class CallerShape(BaseModel):
    """A `Caller` on the wire."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    channel: str
    bot: str
    chat: str
    key: str
    locale: str = "fa"


class Question(BaseModel):
    """The body of one call."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    request: dict[str, Any]
    caller: CallerShape


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the contract: its name, and the shapes that go in and come out."""

    name: str
    request: type[BaseModel]
    result: type[BaseModel]


def contract_methods() -> Mapping[str, Method]:
    """Every method of `Backend`, read from its annotations."""
    found: dict[str, Method] = {}
    for name, function in vars(Backend).items():
        if name.startswith("_") or not callable(function):
            continue
        hints = get_type_hints(function)
        found[name] = Method(name, hints["request"], hints["return"])
    return found


def rpc_router(*, backend: Backend, token: str, prefix: str = PREFIX) -> APIRouter:
    """Routes that expose `backend` to whoever has `token` (at least 32 characters; raises ValueError)."""
    if len(token) < 32:
        msg = "the service token must have at least 32 characters"
        raise ValueError(msg)
    router = APIRouter(prefix=prefix, include_in_schema=False)
    methods = contract_methods()

    @router.post("/{name}")
    async def ask(name: str, request: Request) -> Response:
        if not _has_token(request, token):
            return _no(401, {"code": "not-signed-in"})
        method = methods.get(name)
        if method is None:
            return _no(404, {"code": "method-unknown"})
        try:
            asked, caller = _read(method, await _body(request))
        except (ValidationError, ValueError):
            return _no(422, {"code": "request-malformed"})
        return await _answer(backend, method, asked, caller)

    return router


async def _answer(backend: Backend, method: Method, asked: BaseModel, caller: Caller) -> Response:
    try:
        result = await getattr(backend, method.name)(asked, caller)
    except Refused as refused:
        return _no(409, {"code": refused.code, "values": refused.values})
    except Unavailable as unavailable:
        return _no(503, {"what": unavailable.what, "retry_after": unavailable.retry_after})
    return Response(result.model_dump_json(), media_type="application/json")


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _BODY_LIMIT:
            msg = "the body is too large"
            raise ValueError(msg)
    return body


def _read(method: Method, body: bytes) -> tuple[BaseModel, Caller]:
    """The request in its own shape, and the caller. Raises ValidationError."""
    question = Question.model_validate_json(body)
    shape = question.caller
    # as JSON again, so that the shape reads JSON's dates and not Python's
    asked = method.request.model_validate_json(json.dumps(question.request))
    return asked, Caller(shape.channel, shape.bot, shape.chat, shape.key, shape.locale)


def _has_token(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _no(status: int, content: Mapping[str, Any]) -> JSONResponse:
    return JSONResponse(content, status_code=status)
