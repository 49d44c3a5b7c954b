"""How does a form of the browser become the document of a contract year, and back? Days in any digits, money with commas.

A list of plans or of pieces of the terms has numbered fields; lines that are left empty are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.domain.supplementary import Basis

DAYS = ("starts", "ends", "window_from", "window_to", "order_date")
WORDS = ("order_number", "source", "confidence")
TICKS = ("spouse_compulsory", "all_or_none")
BASES = ("spouse_exempt", "barred")
PLAN = ("code", "premium", "organisation", "pensioner")
PIECE = ("heading", "text")
MOST_PLANS, MOST_PIECES = 6, 30
_MONEY = ("premium", "organisation", "pensioner")
_LONGEST = 4_000

Form = Mapping[str, list[str]]
Typed = dict[str, Any]
"""What stands in the fields: texts, ticks as bool, lists of bases, lists of lines."""


def typed_of(form: Form) -> Typed:
    """What somebody wrote, as it goes back into the fields where it is wrong."""
    typed: Typed = {name: _one(form, name) for name in ("year", "life_cover", *DAYS, *WORDS)}
    typed |= {name: bool(_one(form, name)) for name in TICKS}
    typed |= {name: [basis for basis in form.get(name, []) if basis in set(Basis)] for name in BASES}
    typed["plans"] = _lines(form, "plan", PLAN, MOST_PLANS)
    typed["terms"] = _lines(form, "piece", PIECE, MOST_PIECES)
    return typed


def typed_from(document: Mapping[str, Any]) -> Typed:
    """An entry that is there, as it goes into the fields to be changed."""
    typed: Typed = {name: "" if document[name] is None else str(document[name]) for name in ("year", "life_cover")}
    typed |= {name: str(document[name]).replace("-", "/") for name in DAYS}
    typed |= {name: str(document[name]) for name in WORDS}
    typed |= {name: bool(document[name]) for name in TICKS}
    typed |= {name: list(document[name]) for name in BASES}
    typed["plans"] = [{name: str(plan[name]) for name in PLAN} for plan in document["plans"]]
    typed["terms"] = [dict(piece) for piece in document["terms"]]
    return typed


def empty() -> Typed:
    """A form in which nothing stands yet."""
    return typed_of({})


def document_of(typed: Typed) -> dict[str, Any]:
    """What is handed to `read_year`, which judges it; a number that is none stays a text and is refused there."""
    given: dict[str, Any] = {name: plain(typed[name]).replace("/", "-") for name in DAYS}
    given |= {name: typed[name].strip() for name in WORDS}
    given |= {name: typed[name] for name in (*TICKS, *BASES)}
    given["year"] = _number(typed["year"])
    given["life_cover"] = _number(typed["life_cover"]) if typed["life_cover"].strip() else None
    given["plans"] = [
        {"code": plain(plan["code"]).lower()} | {name: _number(plan[name]) for name in _MONEY}
        for plan in typed["plans"]
    ]
    given["terms"] = [{name: piece[name].strip() for name in PIECE} for piece in typed["terms"]]
    return given


def plain(text: str) -> str:
    """Latin digits, nothing around."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.strip())


def _number(text: str) -> int | str:
    digits = plain(text)
    for comma in ("٬", ",", "،", " "):
        digits = digits.replace(comma, "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else text


def _one(form: Form, name: str) -> str:
    values = form.get(name)
    return values[0][:_LONGEST] if values else ""


def _lines(form: Form, stem: str, names: Sequence[str], most: int) -> list[dict[str, str]]:
    lines = ({name: _one(form, f"{stem}-{number}-{name}") for name in names} for number in range(most))
    return [line for line in lines if any(value.strip() for value in line.values())]
