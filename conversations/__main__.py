"""What can be done with the conversations from a shell: check, play, talk, diagram, lock."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from conversations.check import check
from conversations.diagram import draw
from conversations.engine.book import Book
from conversations.lock import NotLocked, check_lock, make_lock, read_lock, write_lock

_LOCK = Path(__file__).parent / "flows" / "lock.json"
_NOW = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def main(arguments: list[str] | None = None) -> int:
    """Gives the exit code: 0 all is well, 1 findings."""
    asked = _parser().parse_args(arguments)
    book: Book = _load(asked.book)(_load(asked.texts)())
    command: Callable[[Book, argparse.Namespace], int] = asked.command
    return command(book, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m conversations", description=__doc__)
    parser.add_argument("--book", default="conversations.flows.book:open_book", help="module:function(texts) -> Book")
    parser.add_argument("--texts", default="locales.texts:Texts", help="module:function() -> Translator")
    parser.add_argument("--lock", type=Path, default=_LOCK, help="the lock file")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("check", help="are the definitions sound?")
    one.set_defaults(command=_check)
    one = commands.add_parser("play", help="hold a conversation in the terminal")
    one.add_argument("flow", help="id of a flow, or of a command")
    one.add_argument("--backend", required=True, help="module:function() -> Backend")
    one.add_argument("--locale", default="fa")
    one.set_defaults(command=_play)
    one = commands.add_parser("talk", help="play transcripts; with --write put in what is really said")
    one.add_argument("files", nargs="+", type=Path)
    one.add_argument("--backend", required=True, help="module:function() -> Backend; its `do` takes unknown ! lines")
    one.add_argument("--write", action="store_true")
    one.set_defaults(command=_talk)
    one = commands.add_parser("diagram", help="Mermaid text of every flow")
    one.add_argument("--out", type=Path, help="a folder for one .mmd file each; else to the terminal")
    one.set_defaults(command=_diagram)
    one = commands.add_parser("lock", help="write down the shapes of this version")
    one.add_argument(
        "--force", action="store_true", help="also shapes that changed under their version (before a release)"
    )
    one.set_defaults(command=_lock)
    return parser


def _load(dotted: str) -> Any:
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _check(book: Book, asked: argparse.Namespace) -> int:
    report = check(book, now=_NOW)
    findings = [*report.findings, *check_lock(book, read_lock(asked.lock), now=_NOW)]
    for finding in findings:
        _say(finding)
    _say(f"{report.flows} flows, {report.steps} steps, {report.turns} turns walked, {len(findings)} findings")
    return 1 if findings else 0


def _play(book: Book, asked: argparse.Namespace) -> int:
    from conversations.play import play

    asyncio.run(play(book, _load(asked.backend)(), start=asked.flow, locale=asked.locale, read=input, say=_say))
    return 0


def _talk(book: Book, asked: argparse.Namespace) -> int:
    from conversations.talk import Player, TalkFailed, read_talk

    failed = 0
    for file in asked.files:
        backend = _load(asked.backend)()
        player = Player(book, backend, do=getattr(backend, "do", None))
        try:
            if asked.write:
                file.write_text(asyncio.run(player.rewrite(read_talk(file))), encoding="utf-8")
            else:
                asyncio.run(player.play(read_talk(file)))
        except TalkFailed as why:
            failed += 1
            _say(f"{file}: {why}")
    _say(f"{len(asked.files)} transcripts, {failed} failed")
    return 1 if failed else 0


def _diagram(book: Book, asked: argparse.Namespace) -> int:
    for flow in book.by_id.values():
        if asked.out is None:
            _say(f"%% {flow.id}\n{draw(flow)}")
        else:
            asked.out.mkdir(parents=True, exist_ok=True)
            (asked.out / f"{flow.id}.mmd").write_text(draw(flow), encoding="utf-8")
    return 0


def _lock(book: Book, asked: argparse.Namespace) -> int:
    try:
        made = make_lock(book, read_lock(asked.lock), now=_NOW, force=asked.force)
    except NotLocked as why:
        _say(str(why))
        return 1
    write_lock(asked.lock, made)
    _say(f"{len(made)} flows locked in {asked.lock}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
