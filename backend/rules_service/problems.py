"""How does the service say what is wrong: which field, why, and what would be right [R2]? RFC 9457, never a trace.

{"type", "title", "status", "code", "detail", "errors": [{"field", "reason", "detail", "example"}]}
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from backend.contract.outcome import Refused, Unavailable
from backend.kit.bodies import BodyLimit
from backend.kit.problem import Problem
from backend.rules_service.language import preferred_language
from locales.texts import MissingText, Texts

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)

REASONS: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown-field",
    "literal_error": "not-one-of",
    "enum": "not-one-of",
    "int_type": "not-a-whole-number",
    "int_parsing": "not-a-whole-number",
    "int_parsing_size": "too-large",
    "bool_type": "not-yes-or-no",
    "greater_than_equal": "too-small",
    "greater_than": "too-small",
    "less_than_equal": "too-large",
    "less_than": "too-large",
    "json_invalid": "not-json",
}
"""Reason for pydantic's error types; any other is "malformed". Texts are `problem-field-<reason>`."""

EXAMPLES: Mapping[str, str | int | bool] = {
    "kind": "voluntary",
    "rate": 27,
    "wage_base": 199_506_600,
    "premium": 55_662_341,
    "month": "1405-08",
    "first": "1405-08",
    "last": "1405-12",
    "paid_until": "1405-07",
    "contract_date": "2025-04-21",
    "on": "2026-10-30",
    "treatment_support": True,
    "covered_persons": 3,
    "debt": 0,
    "name": "minimum_daily",
    "birth_date": "1986-03-21",
    "history_days": 700,
    "insured_until": "2026-08-22",
    "average_daily": 8_000_000,
    "served": False,
    "employed": False,
    "voluntary": False,
    "self_employed": False,
    "pensioner": False,
    "main_insured": True,
    "other_fund": False,
    "under_guardianship": False,
    "starts": "2026-11-22",
    "ends": "2027-11-21",
    "window_from": "2026-11-22",
    "window_to": "2027-02-19",
    "organisation_share": 2_500_000,
    "pensioner_share": 10_000_000,
    "key": "2",
    "kinship": "spouse",
    "until": "2027-06-01",
    "basis": "through-pensioner",
    "covered": False,
    "asks": "register",
    "staff": False,
    "file_active": True,
}
"""A right value for each field a caller may get wrong."""

FIELDS: Mapping[str, str] = {"rate-kind-mismatch": "rate", "month-unknown": "month"}
"""Which field a refusal is about."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "reason", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "reason": {"type": "string"},
                    "detail": {"type": "string"},
                    "example": {},
                },
            },
        },
    },
}
"""The shape above for OpenAPI."""


def document_problem(words: str) -> dict[str, Any]:
    """An entry for `responses=` of a route."""
    return {"description": words, "content": {MEDIA_TYPE: {"schema": SCHEMA}}}


def install_problems(app: FastAPI, *, texts: Texts) -> None:
    """Let every error of the application leave as problem details, in the caller's language; a huge body is one."""

    async def on_problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        headers = {"retry-after": str(error.values["retry_after"])} if "retry_after" in error.values else None
        return problem(texts, request, error.status, error.code, values=error.values, headers=headers)

    async def on_refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return _refused(texts, request, error)

    async def on_unavailable(request: Request, error: Exception) -> Response:
        assert isinstance(error, Unavailable)
        headers = {"retry-after": str(error.retry_after)} if error.retry_after else None
        return problem(texts, request, 503, "not-now", headers=headers)

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        errors = [_field_problem(texts, request, one) for one in error.errors()]
        return problem(texts, request, 422, "invalid", errors=errors)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return problem(texts, request, error.status_code, _http_code(error.status_code), headers=error.headers)

    async def on_anything(request: Request, error: Exception) -> Response:
        _log.error("a request failed: %s", type(error).__name__)
        return problem(texts, request, 500, "internal")

    app.add_middleware(BodyLimit)
    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(Refused, on_refused)
    app.add_exception_handler(Unavailable, on_unavailable)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_anything)


def problem(
    texts: Texts,
    request: Request,
    status: int,
    code: str,
    *,
    values: Mapping[str, Any] | None = None,
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """One problem as a response. The title is `problem-<code>`, or the text for its status where there is none."""
    language = preferred_language(request.headers.get("accept-language"))
    general = "problem-status-400" if status < 500 else "problem-status-500"
    title = _say(texts, (f"problem-{code}", f"problem-status-{status}", general), language, values or {})
    content: dict[str, Any] = {"type": f"urn:bimeyar:problem:{code}", "title": title, "status": status, "code": code}
    if errors:
        content["errors"] = list(errors)
    kept = {"content-language": language, **(headers or {})}
    return JSONResponse(content, status_code=status, media_type=MEDIA_TYPE, headers=kept)


def _refused(texts: Texts, request: Request, error: Refused) -> Response:
    """A refusal about a field is a wrong request; any other one clashes with the present state."""
    field = FIELDS.get(error.code)
    if field is None:
        return problem(texts, request, 409, error.code, values=error.values)
    language = preferred_language(request.headers.get("accept-language"))
    detail = _say(texts, (f"problem-{error.code}",), language, error.values)
    entry = {"field": field, "reason": error.code, "detail": detail, "example": _nearest(error, field)}
    return problem(texts, request, 422, "invalid", errors=[entry])


def _nearest(error: Refused, field: str) -> str | int:
    return error.values.get("nearest", EXAMPLES[field])


def _field_problem(texts: Texts, request: Request, error: Mapping[str, Any]) -> dict[str, Any]:
    language = preferred_language(request.headers.get("accept-language"))
    reason = REASONS.get(error["type"], "malformed")
    names = [str(part) for part in error["loc"] if part not in {"body", "query", "path"}]
    field = ".".join(names) if reason != "not-json" and names else "(body)"
    context = error.get("ctx") or {}
    bound = context.get("ge", context.get("le", context.get("gt", context.get("lt", ""))))
    values = {"bound": str(bound), "allowed": str(context.get("expected", "")).replace("'", "")}
    entry: dict[str, Any] = {
        "field": field,
        "reason": reason,
        "detail": _say(texts, (f"problem-field-{reason}",), language, values),
    }
    if names and names[-1] in EXAMPLES:
        entry["example"] = EXAMPLES[names[-1]]
    return entry


def _say(texts: Texts, ids: Sequence[str], language: str, values: Mapping[str, Any]) -> str:
    for text_id in ids:
        try:
            return texts.text(text_id, values, language, isolate=False)
        except MissingText:
            continue
    return ids[0]


def _http_code(status: int) -> str:
    return {
        400: "bad-request",
        401: "not-signed-in",
        403: "not-allowed",
        404: "not-found",
        405: "method-not-allowed",
        413: "too-large",
    }.get(status, f"http-{status}")
