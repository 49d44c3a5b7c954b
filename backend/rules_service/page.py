"""How does a person read what the service offers, without anything from outside? One page made from its description."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.rules_service.language import preferred_language
from backend.rules_service.problems import EXAMPLES
from locales.texts import Texts

SHOWN = "/v1/rules/"
"""Only questions under this path stand on the page; an application may have others."""
_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request: name, kind in words, needed or not, example."""

    name: str
    kind: str
    needed: bool
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One question: method and path, what it answers, its fields, and a call to copy."""

    id: str
    method: str
    path: str
    summary: str
    fields: tuple[Field, ...]
    call: str


def page_router(*, describe: Callable[[], dict[str, Any]], texts: Texts) -> APIRouter:
    """GET / shows the page; `describe` gives the OpenAPI description."""
    router = APIRouter(include_in_schema=False)
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=select_autoescape(), undefined=StrictUndefined, trim_blocks=True
    )

    @router.get("/")
    async def page(request: Request) -> HTMLResponse:
        language = preferred_language(request.headers.get("accept-language"))
        html = environment.get_template("rules.html").render(
            language=language,
            direction="rtl" if language == "fa" else "ltr",
            say=lambda text_id, **args: texts.text(text_id, args, language, isolate=False),
            operations=tuple(read_operations(describe())),
        )
        return HTMLResponse(html, headers=_HEADERS)

    return router


def read_operations(description: Mapping[str, Any]) -> Iterator[Operation]:
    """The questions of an OpenAPI description that are shown, in its order."""
    schemas = description.get("components", {}).get("schemas", {})
    shown = ((path, methods) for path, methods in description["paths"].items() if path.startswith(SHOWN))
    for path, methods in shown:
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            shape = _resolve(body, schemas)
            fields = (*_parameters(operation), *_fields(shape, schemas))
            yield Operation(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation.get("description", ""),
                fields=fields,
                call=_call(method, path, shape),
            )


def _resolve(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    found: Mapping[str, Any] = schemas[reference.rsplit("/", 1)[1]] if reference else schema
    return found


def _parameters(operation: Mapping[str, Any]) -> Iterator[Field]:
    for one in operation.get("parameters", ()):
        yield Field(one["name"], _kind(one["schema"]), bool(one.get("required")), str(EXAMPLES.get(one["name"], "")))


def _fields(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Field]:
    needed = shape.get("required", ())
    for name, schema in shape.get("properties", {}).items():
        yield Field(name, _kind(_resolve(schema, schemas)), name in needed, json.dumps(EXAMPLES.get(name)))


def _kind(schema: Mapping[str, Any]) -> str:
    choices = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    schema = choices[0] if choices else schema
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    words = [str(schema.get("type", "")), str(schema.get("pattern", schema.get("format", "")))]
    if "minimum" in schema or "maximum" in schema:
        words.append(f"{schema.get('minimum', '')}…{schema.get('maximum', '')}")
    return " ".join(word for word in words if word)


def _call(method: str, path: str, shape: Mapping[str, Any]) -> str:
    """A call to copy, with every needed field at a right value."""
    if not shape:
        return f"{method.upper()} {path}"
    body = {name: EXAMPLES[name] for name in shape.get("required", ()) if name in EXAMPLES}
    return f"{method.upper()} {path}\nContent-Type: application/json\n\n{json.dumps(body, indent=2)}"
