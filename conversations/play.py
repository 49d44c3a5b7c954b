"""How does a conversation feel? Holds one in the terminal, with the transcript's own commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.engine.book import Book
from conversations.engine.event import Started
from conversations.engine.reply import write, write_text
from conversations.talk import Player
from conversations.talk_lines import Line, Talk, TalkFailed, parse_talk


async def play(
    book: Book, backend: Any, *, start: str, locale: str, read: Callable[[str], str], say: Callable[[str], None]
) -> None:
    """Until the end of input. Type text, a number, `[label]`, or a `!` line such as `! wait 1d`."""
    player = Player(book, backend, locale=locale, do=getattr(backend, "do", None))
    command = next((command.name for command in book.commands if start in {command.flow, command.name}), "")
    await player.send(Started(command))
    while True:
        _show(player, say)
        try:
            raw = read("> ")
        except EOFError:
            return
        try:
            await player.play(_as_talk(raw))
        except TalkFailed as why:
            if player.shown:
                continue
            say(str(why))


def _as_talk(raw: str) -> Talk:
    if raw.startswith(("[", "!")):
        return parse_talk(raw)
    return Talk("play", (Line(1, "user", raw, raw),))


def _show(player: Player, say: Callable[[str], None]) -> None:
    for reply in player.shown:
        say(write(reply, player.book.texts, isolate=False))
        for number, option in enumerate(reply.options, start=1):
            say(
                f"  {number}. {write_text(option.text, player.book.texts, reply.locale, isolate=False)} {option.url or ''}"
            )
        for file in reply.files:
            say(f"  ({file.kind}: {write_text(file.name, player.book.texts, reply.locale, isolate=False)})")
        say("")
    player.shown.clear()
