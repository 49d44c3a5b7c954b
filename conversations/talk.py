"""Does this conversation go as it is written down? Reads and plays `.talk` transcripts.

One line is one thing that happens or is shown:

    # a comment
    user: سلام                        the person types
    [پرداخت حق بیمه]                   the person presses a button of the last screen (`*` matches anything)
    bot: *شماره ملی*                  the next message; `*` matches anything; each message has a line
      and here its second line        lines that begin with two spaces go on
    buttons: بله | خیر | *             the buttons of the message above, in order; `*` at the end: and others
    file: slip                        the message above carries a file of this kind
    ! contact 09121234567 [other]     shares their own contact, or somebody else's
    ! photo | ! document | ! voice | ! sticker | ! location [mime] [bytes]
    ! start [payload]                 opens the chat by a deep link
    ! happened payment p1 state=paid  the backend pushes news
    ! wait 8d | 3h | 20m              time goes by, with the sweeps of silent conversations
    ! stale                           presses the first button of the screen before the last one
    ! double                          presses the last pressed button once more
    ! repeat                          the last update is handed over once more
    ! locale en                       the language the channel knows of the person, before the first line
    ! anything else                   given to the backend of the test (`do`)

Every message must have its line. The session goes through JSON before every event, as the store keeps bytes.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from conversations.engine.book import Book
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Attached, ContactShared, Event, Happened, Pressed, Started, Typed
from conversations.engine.reply import Option, Reply, write, write_text
from conversations.runner import Runner
from conversations.stores.memory import MemoryStore
from conversations.talk_lines import Line, Talk, TalkFailed, flat, matches, parse_talk

_SPAN = re.compile(r"(\d+)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_START = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
Do = Callable[[str, list[str]], Awaitable[None] | None]


@dataclass(slots=True)
class MovingClock:
    """A clock that stands still until a transcript waits."""

    moment: datetime = _START

    def now(self) -> datetime:
        """Aware UTC."""
        return self.moment


@dataclass(slots=True)
class _Screen:
    reply: Reply
    labels: list[str]


@dataclass(slots=True)
class Player:
    """Plays one transcript in one chat through the real runner. `do` takes the `!` lines it does not know."""

    book: Book
    backend: Any
    clock: MovingClock = field(default_factory=MovingClock)
    do: Do | None = None
    chat: ChatKey = field(default_factory=lambda: ChatKey("talk", "1", "1"))
    locale: str = "fa"
    shown: list[Reply] = field(default_factory=list)
    screens: list[_Screen] = field(default_factory=list)
    runner: Runner = field(init=False)
    _updates: int = 0
    _last: Envelope | None = None
    _last_press: Pressed | None = None

    def __post_init__(self) -> None:
        self.runner = Runner(book=self.book, store=MemoryStore(), backend=self.backend, clock=self.clock)

    async def play(self, talk: Talk) -> None:
        """Raises TalkFailed at the first line that is not so."""
        latest: Reply | None = None
        for line in talk.lines:
            if line.kind == "bot":
                latest = self._expect(line)
            elif line.kind in {"buttons", "file"}:
                self._look_at(latest, line)
            else:
                self._nothing_left(line)
                await self._happen(line)
        self._nothing_left(Line(len(talk.lines) + 1, "end", ""))

    async def rewrite(self, talk: Talk) -> str:
        """The transcript with what is really said in place of its bot lines."""
        out: list[str] = []
        for line in talk.lines:
            if line.kind in {"bot", "buttons", "file"}:
                continue
            out.append(line.source)
            await self._happen(line)
            for reply in self.shown:
                out.append("bot: " + self._body(reply).replace("\n", "\n  "))
                if reply.options:
                    out.append("buttons: " + " | ".join(self._labels(reply)))
                out += [f"file: {file.kind}" for file in reply.files]
            out.append("")
            self.shown.clear()
        return "\n".join(out).rstrip() + "\n"

    async def send(self, event: Event) -> list[Reply]:
        """Hand over one event; gives what is shown."""
        self._updates += 1
        self._last = Envelope(self.chat, str(self._updates), self.clock.now(), self.locale, event)
        if isinstance(event, Pressed):
            self._last_press = event
        await self.runner.handle(self._last, self._deliver)
        return self.shown

    async def _deliver(self, replies: tuple[Reply, ...]) -> None:
        self.shown += replies
        for reply in replies:
            if reply.options:
                self.screens.append(_Screen(reply, self._labels(reply)))

    def _labels(self, reply: Reply) -> list[str]:
        return [flat(write_text(option.text, self.book.texts, reply.locale)) for option in reply.options]

    def _body(self, reply: Reply) -> str:
        lines = write(reply, self.book.texts).split("\n")
        return "\n".join(line for line in map(flat, lines) if line)

    def _expect(self, line: Line) -> Reply:
        if not self.shown:
            raise TalkFailed(line, "nothing more was said")
        reply = self.shown.pop(0)
        said = self._body(reply)
        if not matches(line.text, said):
            raise TalkFailed(line, f"it said:\n{said}")
        return reply

    def _look_at(self, reply: Reply | None, line: Line) -> None:
        if reply is None:
            raise TalkFailed(line, "there is no message above")
        if line.kind == "file":
            if line.text not in [file.kind for file in reply.files]:
                raise TalkFailed(line, f"it carries {[file.kind for file in reply.files]}")
            return
        wanted = [label.strip() for label in line.text.split("|")]
        labels = self._labels(reply)
        if wanted[-1] == "*":
            wanted, labels = wanted[:-1], labels[: len(wanted) - 1]
        if len(wanted) != len(labels) or not all(map(matches, wanted, labels)):
            raise TalkFailed(line, f"the buttons are: {' | '.join(self._labels(reply))}")

    def _nothing_left(self, line: Line) -> None:
        if self.shown:
            raise TalkFailed(line, f"before this it also said:\n{self._body(self.shown[0])}")

    async def _happen(self, line: Line) -> None:
        if line.kind == "user":
            await self.send(Typed(line.text))
        elif line.kind == "press":
            await self.send(self._press(line))
        else:
            await self._command(line, *line.text.split())

    def _press(self, line: Line) -> Pressed:
        if not self.screens:
            raise TalkFailed(line, "no buttons were shown")
        screen = self.screens[-1]
        for option, label in zip(screen.reply.options, screen.labels, strict=True):
            if matches(line.text, label) and option.url is None:
                return Pressed(screen.reply.screen, option.key)
        raise TalkFailed(line, f"the buttons are: {' | '.join(screen.labels)}")

    async def _command(self, line: Line, name: str, *rest: str) -> None:
        event = self._event(name, rest)
        if event is not None:
            await self.send(event)
        elif name == "wait":
            await self._wait(line, rest[0])
        elif name == "repeat" and self._last is not None:
            await self.runner.handle(self._last, self._deliver)
        elif name == "double" and self._last_press is not None:
            await self.send(self._last_press)
        elif name == "stale":
            await self.send(self._stale(line))
        elif name == "locale":
            self.locale = rest[0]
        elif self.do is not None:
            waiting = self.do(name, list(rest))
            if waiting is not None:
                await waiting
        else:
            raise TalkFailed(line, "nobody knows how to do this")

    def _event(self, name: str, rest: tuple[str, ...]) -> Event | None:
        match name:
            case "contact":
                return ContactShared(rest[0], own="other" not in rest)
            case "photo" | "document" | "voice" | "video" | "sticker" | "location" | "other":
                mime = rest[0] if rest else {"photo": "image/jpeg"}.get(name, "")
                return Attached(name, f"{name}-ref", mime, int(rest[1]) if len(rest) > 1 else 1000)
            case "start":
                return Started(" ".join(rest))
            case "happened":
                pairs = (pair.split("=", 1) for pair in rest[2:])
                values = {key: int(value) if value.isdigit() else value for key, value in pairs}
                return Happened(rest[0], rest[1] if len(rest) > 1 else "", values)
        return None

    def _stale(self, line: Line) -> Pressed:
        now = self.screens[-1].reply.screen if self.screens else ""
        for screen in reversed(self.screens):
            option = _first_key(screen.reply)
            if screen.reply.screen != now and option is not None:
                return Pressed(screen.reply.screen, option.key)
        raise TalkFailed(line, "there is no earlier screen")

    async def _wait(self, line: Line, span: str) -> None:
        found = _SPAN.fullmatch(span)
        if found is None:
            raise TalkFailed(line, "write a span as 8d, 3h or 20m")
        until = self.clock.moment + timedelta(**{_UNITS[found[2]]: int(found[1])})
        while self.clock.moment < until:
            self.clock.moment = min(until, self.clock.moment + timedelta(hours=1))
            await self.runner.lapse(self.clock.moment, lambda _chat: self._deliver)


def _first_key(reply: Reply) -> Option | None:
    return next((option for option in reply.options if option.url is None), None)


def read_talk(path: Path) -> Talk:
    """A transcript from its file. Raises TalkFailed for a line that says nothing."""
    return parse_talk(path.read_text(encoding="utf-8"), name=path.name)


__all__ = ["MovingClock", "Player", "Talk", "TalkFailed", "parse_talk", "read_talk"]
