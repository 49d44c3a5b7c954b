"""What does the address of a line ask for, and how is a wish written into an address? So a line can be kept and shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from backend.areas.cases.queues import Order, Place, Wish
from backend.domain.calendar import parse_jalali
from backend.domain.cases import CaseKind, CaseStatus

E = TypeVar("E", bound=StrEnum)
NAMES = (
    "queue",
    "place",
    "order",
    "kind",
    "status",
    "office",
    "county",
    "since",
    "until",
    "mine",
    "free",
    "late",
    "ref",
    "person",
)
"""What stands in the address of a line, but for the page."""


def given(query: Mapping[str, str]) -> dict[str, str]:
    """The part of an address that says what is looked for, without what is empty."""
    return {name: query[name][:60] for name in NAMES if query.get(name)}


def address(wishes: Mapping[str, str], **other: str) -> str:
    """The address of a line with these wishes; an empty one is left out."""
    wanted = {name: value for name, value in {**wishes, **other}.items() if value}
    return f"/console/queue?{urlencode(wanted)}" if wanted else "/console/queue"


def read(wishes: Mapping[str, str]) -> Wish:
    """The wish. Words that mean nothing are left out; raises BadDate for a day that does not exist."""
    person = wishes.get("person", "")
    return Wish(
        place=_one(Place, wishes.get("place")) or Place.LINE,
        order=_one(Order, wishes.get("order")) or Order.LINE,
        kind=_one(CaseKind, wishes.get("kind")),
        status=_one(CaseStatus, wishes.get("status")),
        office=wishes.get("office") or None,
        county=_persian(wishes.get("county", "")) or None,
        since=jalali_day(wishes.get("since", "")),
        until=jalali_day(wishes.get("until", "")),
        person=int(person) if person.isascii() and person.isdecimal() and len(person) < 16 else None,
        ref=wishes.get("ref") or None,
        mine=bool(wishes.get("mine")),
        free=bool(wishes.get("free")),
        late=bool(wishes.get("late")),
    )


def jalali_day(text: str) -> date | None:
    """The Gregorian day of a Jalali one as people write it, None for no text. Raises BadDate."""
    plain = latin(text).replace("/", "-")
    year, _, rest = plain.partition("-")
    month, _, day = rest.partition("-")
    return parse_jalali(f"{year}-{month.zfill(2)}-{day.zfill(2)}") if plain else None


def _persian(text: str) -> str:
    """A name of a county as the register writes it, also where it was typed on an Arabic keyboard."""
    return " ".join(text.replace("\u064a", "\u06cc").replace("\u0643", "\u06a9").split())


def number_of(text: str) -> int:
    """The number of a page, 1 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) else 1


def latin(text: str) -> str:
    """A number as it is stored, also where it was typed or copied with other digits."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.strip() if sign.isprintable())


def figures(text: str) -> str:
    """The digits alone, as Latin ones."""
    return "".join(sign for sign in latin(text) if sign.isdecimal())


def _one(kind: type[E], word: str | None) -> E | None:
    return kind(word) if word in set(kind) else None
