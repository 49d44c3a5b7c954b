"""How a test puts a text to an input: the screen it stands on, and the answer or the reason against it."""

from __future__ import annotations

from datetime import date

from conversations.engine import Bad, Good, Input, Option, Turned, View

TODAY = date(2026, 11, 1)


def view(options: tuple[Option, ...] = (), page: str = "") -> View:
    return View("flow-step", options, page, TODAY, "fa")


def read(understood: Input[object], text: str, options: tuple[Option, ...] = (), page: str = "") -> object:
    found = understood.read_text(text, view(options, page))
    match found:
        case Good(value):
            return value
        case Bad(reason):
            assert reason in (*understood.reasons(), "choice")
            return reason
        case Turned(to):
            return f"page {to}"
