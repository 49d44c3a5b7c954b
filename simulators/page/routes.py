"""Which files make up the page, and whom does it offer to try?"""

import json
import time
from pathlib import Path
from typing import Any

import pyotp
from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

HERE = Path(__file__).parent
STEP = 30
"""Seconds for which a device shows a code."""
FONT = HERE.parents[1] / ".fonts/package/jalali_suite/static/jalali_suite/fonts/Vazirmatn-Regular.woff2"
FONT_FACE = """@font-face {
  font-family: Vazirmatn; src: url("/static/vazirmatn.woff2") format("woff2"); font-display: swap;
}
"""


def read_json(path: Path) -> Any:
    """What a JSON file says now; None where it is absent or half written."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def person_of(row: dict[str, Any]) -> dict[str, Any]:
    """One person for a card: a Jalali date with slashes, a situation in words.

    Who has no mobile on record still carries a phone: one is made from the national id, and `without_mobile` says so.
    """
    national_id = str(row.get("national_id") or "")
    mobile = row.get("mobile")
    return {
        "name": row.get("name") or "؟",
        "national_id": national_id,
        "birth_date_jalali": str(row.get("birth_date_jalali") or row.get("birth_date") or "").replace("-", "/"),
        "mobile": mobile or f"0990{national_id[-7:]:0>7}",
        "without_mobile": not mobile,
        "situation": row.get("title") or row.get("situation") or "",
        "hint": row.get("hint") or "",
    }


def bot_of(street: dict[str, Any]) -> dict[str, str] | None:
    """The bot a street.json names."""
    if not street.get("bot_token"):
        return None
    name, username = street.get("bot_name") or "ربات", street.get("bot_username") or "street_bot"
    return {"token": str(street["bot_token"]), "username": str(username), "name": str(name)}


def read_street(data: Path) -> dict[str, Any]:
    """people.json and street.json as the page wants them; missing files give an empty street.

    Shape: {"people": [{"name", "national_id", "birth_date_jalali", "mobile", "without_mobile", "situation",
    "hint"}],
    "bot": {"token", "username", "name"} or null, "product_url": text or null, "links": [{"title", "url"}]}.
    """
    people, street = read_json(data / "people.json"), read_json(data / "street.json")
    people = people.get("people") if isinstance(people, dict) else people
    street = street if isinstance(street, dict) else {}
    return {
        "people": [person_of(row) for row in people if isinstance(row, dict)] if isinstance(people, list) else [],
        "bot": bot_of(street),
        "product_url": street.get("product_url"),
        "links": street.get("extra_links") or [],
    }


def read_staff(data: Path, now: float) -> dict[str, Any]:
    """staff.json as the page wants it, with the code that the device of each shows at `now` (seconds since 1970).

    Shape: {"url": text or null, "seconds": left of these codes, "accounts": [{"title", "office", "user", "password",
    "code"}]}. Without a file nobody of the staff is there.
    """
    staff = read_json(data / "staff.json")
    staff = staff if isinstance(staff, dict) else {}
    accounts = [
        {name: str(row.get(name) or "") for name in ("title", "office", "user", "password")}
        | {"code": pyotp.TOTP(str(row["secret"])).at(int(now))}
        for row in staff.get("accounts") or []
        if row.get("secret")
    ]
    return {"url": staff.get("url"), "seconds": STEP - int(now) % STEP, "accounts": accounts}


def add_page(app: FastAPI, data: Path) -> None:
    """GET / is the page; its files lie under /static, its people under /control/page/street."""

    @app.get("/", include_in_schema=False)
    async def open_page() -> FileResponse:
        return FileResponse(HERE / "templates" / "street.html", headers={"Cache-Control": "no-cache"})

    @app.get("/control/page/street", tags=["page"])
    async def show_street() -> dict[str, Any]:
        return read_street(data)

    @app.get("/control/page/staff", tags=["page"])
    async def show_staff() -> dict[str, Any]:
        return read_staff(data, time.time())

    @app.get("/static/font.css", include_in_schema=False)
    async def font_face() -> Response:
        return Response(FONT_FACE if FONT.is_file() else "", media_type="text/css")

    @app.get("/static/vazirmatn.woff2", include_in_schema=False)
    async def font_file() -> Response:
        return FileResponse(FONT, media_type="font/woff2") if FONT.is_file() else Response(status_code=404)

    app.mount("/static", StaticFiles(directory=HERE / "static"))
