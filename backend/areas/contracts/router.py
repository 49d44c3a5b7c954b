"""Where does anybody check that a contract's paper is genuine, and where is the key for doing so offline?

GET /verify is a page, POST /verify its answer, GET /verify/key the published key as text. Nothing is kept or looked up:
the signature alone decides, so the page says no more than the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.documents.seal import Checked, PublicKey, Seen, as_signed
from backend.domain.calendar import JalaliMonth, parse_jalali
from backend.rules_service.language import preferred_language
from locales.texts import Texts

VERIFY_PATH = "/verify"
_LONGEST = 4_000
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'",
}


def verify_router(*, key: PublicKey, texts: Texts) -> APIRouter:
    """The routes; `key` is the public half of the key that signs."""
    router = APIRouter(include_in_schema=False)
    render = _renderer(texts, key)

    def page(request: Request, checked: Checked | None) -> HTMLResponse:
        language = preferred_language(request.headers.get("accept-language"))
        return HTMLResponse(render(checked, language), headers=_HEADERS)

    @router.get(VERIFY_PATH)
    async def ask(request: Request) -> HTMLResponse:
        """The page with its field."""
        return page(request, None)

    @router.post(VERIFY_PATH)
    async def answer(request: Request) -> HTMLResponse:
        """The page with what the signature says."""
        text = (await request.form()).get("text", "")
        return page(request, key.check(as_signed(text[:_LONGEST]) if isinstance(text, str) else ""))

    @router.get(VERIFY_PATH + "/key")
    async def published() -> PlainTextResponse:
        """The public key, 43 letters."""
        return PlainTextResponse(key.text + "\n")

    return router


def _shown(checked: Checked | None) -> dict[str, str]:
    """The figures of a genuine paper, its days as papers write them; of any other nothing is repeated."""
    if checked is None or checked.seen is not Seen.GENUINE:
        return {}
    claims = checked.claims
    return claims | {
        "concluded": parse_jalali(claims["concluded"]).isoformat(),
        "starts": JalaliMonth.parse(claims["first_month"]).first_day.isoformat(),
    }


def _renderer(texts: Texts, key: PublicKey) -> Callable[[Checked | None, str], str]:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
    )

    def render(checked: Checked | None, locale: str) -> str:
        def say(text_id: str, **args: Any) -> str:
            return texts.text(f"verify-{text_id}", args, locale)

        return environment.get_template("verify.html").render(
            language=locale,
            direction="rtl" if locale == "fa" else "ltr",
            say=say,
            seen=None if checked is None else checked.seen.value,
            claims=_shown(checked),
            key=key.text,
        )

    return render
