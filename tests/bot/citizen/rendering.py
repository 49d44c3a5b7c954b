"""How do the product's screens look on Telegram, as text? `python -m tests.bot.citizen.rendering` writes them anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.citizen.render import Renderer
from conversations.engine.reply import Reply
from conversations.engine.walk import walk
from conversations.flows.book import open_book
from locales.texts import LOCALES, Texts

FOLDER = Path(__file__).parent / "rendered"
SCREENS = (
    "home-wish",
    "identify-national-id",
    "identify-birth-date",
    "input-jalali-date-pick-day",
    "identify-mobile",
    "identify-code",
    "premium-slip-months",
    "premium-slip-review",
    "premium-slip-issued",
    "premium-slip-paper",
    "pay-at-bank",
    "my-slips-chosen",
    "calculator-result",
)
_MARKS = {"\u2066": "⟨", "\u2067": "⟨", "\u2068": "⟨", "\u2069": "⟩", "\u200e": "→"}
"""Direction marks, made visible."""


def screens() -> dict[str, Reply]:
    """One reply for each screen, as the walk through the product's conversations meets it."""
    book, now = open_book(Texts()), datetime(2026, 11, 20, 9, tzinfo=UTC)
    found: dict[str, Reply] = {}
    for flow in book.by_id.values():
        for name, reply in walk(book, flow, now=now).replies.items():
            found.setdefault(name.removesuffix("/"), reply)
    return {name: found[name] for name in SCREENS}


def picture(reply: Reply, renderer: Renderer) -> str:
    """Text, then the keyboard row by row: [callback], [label ↗ address], (word to send), (label: own number)."""
    rendered = renderer.render(reply)
    markup: Any = rendered.markup or {}
    lines = ["\n———\n".join(rendered.parts)]
    lines += [
        " ".join(f"[{button['text']}{' ↗' if 'url' in button else ''}]" for button in row)
        for row in markup.get("inline_keyboard", [])
    ]
    for row in markup.get("keyboard", []):
        own = [": own number" if button.get("request_contact") else "" for button in row]
        lines.append(" ".join(f"({button['text']}{mark})" for button, mark in zip(row, own, strict=True)))
    text = "\n".join(lines)
    for mark, shown in _MARKS.items():
        text = text.replace(mark, shown)
    return text


def album(locale: str) -> str:
    """All screens in one language."""
    renderer = Renderer(Texts())
    return (
        "\n\n".join(
            f"## {name}\n{picture(replace(reply, locale=locale), renderer)}" for name, reply in screens().items()
        )
        + "\n"
    )


def main() -> None:
    """Write the albums."""
    FOLDER.mkdir(exist_ok=True)
    for locale in LOCALES:
        (FOLDER / f"{locale}.txt").write_text(album(locale), encoding="utf-8")


if __name__ == "__main__":
    main()
