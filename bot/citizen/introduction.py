"""How does the bot introduce itself to its messenger? Webhook, command menus and descriptions, tried until taken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import structlog

from bot.citizen.abilities import Abilities, Menu
from bot.citizen.faults import Action, CallFailed, Fault
from bot.citizen.wire import Wire
from conversations.engine.book import Book

log = structlog.get_logger(__name__)
OWN_COMMANDS: Final = ("start", "help", "cancel")
"""Commands that the engine itself understands in every conversation."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 300.0
_HOPELESS = frozenset({Action.BUG, Action.UNREACHABLE, Action.MOVED, Action.VANISHED})
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Saying:
    """One call by which the bot says something about itself."""

    method: str
    fields: Mapping[str, Any] = field(repr=False)
    needed: bool = False
    """nothing works without it, so it is said for ever; else a messenger that has no such method is left in peace"""
    ask: str = ""
    """the method that tells what was said before"""
    about: Mapping[str, Any] = field(default_factory=dict)
    known: Any = None
    """its answer where this has been said, or a part of it; then it is not said again"""


def sayings(book: Book, abilities: Abilities) -> Iterator[Saying]:
    """Menus and descriptions, in the first language for everybody and in each other one for those who speak it."""
    if abilities.menu is Menu.PLAIN:
        yield Saying("setMyCommands", {"commands": _menu(book, book.locales[0])})
    for locale in book.locales:
        language = {} if locale == book.locales[0] else {"language_code": locale}
        if abilities.menu is Menu.SCOPED:
            yield _menu_for(book, locale, {"scope": {"type": "all_private_chats"}, **language})
        if not abilities.describes:
            continue
        description = book.texts.text("bot-description", {}, locale, isolate=False)
        yield _described("Description", {"description": description}, language)
        short = book.texts.text("bot-short-description", {}, locale, isolate=False)
        yield _described("ShortDescription", {"short_description": short}, language)


def _menu_for(book: Book, locale: str, whom: Mapping[str, Any]) -> Saying:
    menu = _menu(book, locale)
    return Saying("setMyCommands", {"commands": menu, **whom}, ask="getMyCommands", about=whom, known=menu)


def _described(what: str, text: Mapping[str, str], language: Mapping[str, str]) -> Saying:
    return Saying(f"setMy{what}", {**text, **language}, ask=f"getMy{what}", about=language, known=text)


def _menu(book: Book, locale: str) -> list[dict[str, str]]:
    names = [
        OWN_COMMANDS[0],
        *(command.name for command in book.commands if command.listed),
        *OWN_COMMANDS[1:],
    ]
    return [
        {"command": name, "description": book.texts.text(f"command-{name}", {}, locale, isolate=False)}
        for name in names
    ]


class Introduction:
    """Says things about the bot until its messenger has taken them; nothing stands still meanwhile."""

    def __init__(self, *, channel: str, wire: Wire, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._log = log.bind(channel=channel)
        self._wire = wire
        self._sleep = sleep

    async def insist(self, saying: Saying) -> bool:
        """True when taken; False when it never will be."""
        wait = _FIRST_WAIT
        if await self._is_known(saying):
            return True
        while True:
            try:
                await self._wire.call(saying.method, saying.fields, seconds=_SECONDS)
            except CallFailed as failed:
                fault = failed.fault
            else:
                return True
            if fault.action is Action.DONE:
                return True
            if fault.action in _HOPELESS or (fault.code == HTTPStatus.NOT_FOUND and not saying.needed):
                self._log.error("not taken, what the bot says of itself", method=saying.method, code=fault.code)
                return False
            self._complain(saying, fault)
            await self._sleep(max(wait, fault.seconds))
            wait = min(wait * 2, _LONGEST_WAIT)

    async def _is_known(self, saying: Saying) -> bool:
        """Has another replica, or an earlier start, said the same?"""
        if not saying.ask:
            return False
        try:
            found = await self._wire.call(saying.ask, saying.about, seconds=_SECONDS)
        except CallFailed:
            return False
        return _covers(found, saying.known)

    def _complain(self, saying: Saying, fault: Fault) -> None:
        level = self._log.error if fault.action is Action.CONFIGURATION else self._log.warning
        level("messenger not reached; trying again", method=saying.method, code=fault.code)


def _covers(found: Any, known: Any) -> bool:
    """Is all that is known in what was found? Words of a list may stand in any order."""
    if isinstance(known, Mapping):
        return isinstance(found, dict) and all(_covers(found.get(name), value) for name, value in known.items())
    if isinstance(known, tuple):
        return isinstance(found, list) and sorted(map(str, found)) == sorted(known)
    return bool(found == known)
