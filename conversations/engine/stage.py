"""What changes while one event is taken? The working state of one turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from conversations.engine.answers import Answers
from conversations.engine.book import Book
from conversations.engine.flow import Flow
from conversations.engine.reply import FileRef, Option, Reply, Text
from conversations.engine.session import Draft, Frame, Session, Shown
from conversations.engine.steps import Step

_TEHRAN = ZoneInfo("Asia/Tehran")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_HOPS = 60
"""More steps than this in one turn mean that a flow goes round in circles."""
MOST_OVER = 4
"""Settled screens that are remembered."""
MOST_HANDED = 3
"""Files handed over that are remembered."""


class GoesRound(RuntimeError):
    """A flow passes through step after step without ever waiting for anybody; names the flow."""


def mark_of(file: FileRef) -> str:
    """A file, short, to know it again."""
    return f"{file.kind} {file.ref}"


def base36(number: int) -> str:
    """A whole number, short."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return digits or "0"


class Stage:
    """The session taken apart, to be changed and put together again by `session`."""

    def __init__(self, book: Book, session: Session, now: datetime) -> None:
        self.book = book
        self.now = now
        self.origin = session
        self.locale = session.locale
        self.touched = session.touched
        self.seq = session.seq
        self.frames = list(session.frames)
        self.shown = session.shown
        self.pressed = session.pressed
        self.leaving = session.leaving
        self.drafts = list(session.drafts)
        self.call = session.call
        self.warned = session.warned
        self.behind = session.behind
        self.over = session.over
        self.handed = session.handed
        self.replies: list[Reply] = []
        self.notice = session.notice if session.call is not None else None
        self.edit = False
        self.overdue = False
        self.hops = 0
        self.passed: list[tuple[str, str, str]] = []
        self._answers: Answers | None = None
        self._answers_of: Frame | None = None

    @cached_property
    def today(self) -> date:
        """Gregorian day in Tehran."""
        return self.now.astimezone(_TEHRAN).date()

    @property
    def top(self) -> Frame:
        """The running flow."""
        return self.frames[-1]

    @property
    def flow(self) -> Flow[Any]:
        """Its definition."""
        return self.book.by_id[self.frames[-1].flow]

    @property
    def step(self) -> Step[Any]:
        """Where it stands."""
        return self.flow.steps[self.frames[-1].step]

    def update(self, **changes: Any) -> Frame:
        """Change the running flow."""
        frame = self.frames[-1].evolve(**changes)
        self.frames[-1] = frame
        return frame

    def answers(self) -> Answers:
        """The answers of the running flow; decoded values live on while their JSON does."""
        frame = self.frames[-1]
        if self._answers is None or self._answers_of is not frame:
            before, earlier = self._answers_of, self._answers
            self._answers = Answers(frame, today=self.today, locale=self.locale)
            if earlier is not None and before is not None and before.flow == frame.flow:
                self._answers.take_over(earlier)
            self._answers_of = frame
        return self._answers

    def next_number(self) -> str:
        """A fresh number for a screen or a call, short."""
        self.seq += 1
        return base36(self.seq)

    def hop(self) -> None:
        """One more step in this turn. Raises GoesRound."""
        self.hops += 1
        if self.hops > MOST_HOPS:
            raise GoesRound(self.top.flow if self.frames else "idle")

    def act(self, key: str | None = None) -> None:
        """Something was chosen or answered: what is shown next is a new screen; the same press again is a double."""
        if key is not None and self.shown is not None:
            self.pressed = f"{self.shown.screen}:{key}"
        self.shown = None
        self.leaving = False

    def close_screen(self, text: Text) -> None:
        """News have settled what the current screen asks: this is said to whoever presses a button of it later."""
        if self.shown is not None:
            self.over = (*self.over, (self.shown.screen, text))[-MOST_OVER:]

    def put(self, reply: Reply, at: str = "") -> None:
        """Show one more message; with options it becomes the current screen."""
        first = not self.replies
        screen = ""
        if reply.options:
            keys = tuple([option.key for option in reply.options])
            shown = self.shown
            if shown is None or shown.keys != keys or shown.at != at:
                self.shown = shown = Shown(self.next_number(), keys, at)
            screen = shown.screen
        self.replies.append(
            Reply(
                text=reply.text,
                options=reply.options,
                screen=screen,
                keyboard=reply.keyboard,
                edit=first and self.edit,
                protect=reply.protect,
                progress=reply.progress,
                title=reply.title,
                files=reply.files,
                notice=self.notice,
                columns=reply.columns,
                locale=self.locale,
            )
        )
        self.notice = None
        if reply.files:
            marks = tuple(map(mark_of, reply.files))
            self.handed = (*(mark for mark in self.handed if mark not in marks), *marks)[-MOST_HANDED:]

    def say(self, text_id: str, args: Mapping[str, Any] | None = None) -> None:
        """Show a text without options."""
        self.put(Reply(Text(text_id, args or {}), keyboard="none"))

    def title(self, frames: list[Frame] | tuple[Frame, ...] | None = None) -> Text:
        """The name of the conversation in progress."""
        stack = self.frames if frames is None else frames
        return Text(f"{stack[0].flow}-title")

    def lay_down(self) -> bool:
        """Make the conversation in progress a draft where it is worth it, and leave it; was it?"""
        worth = self.book.is_worth_keeping(self.frames)
        if worth:
            frames = self._without_asides()
            others = [draft for draft in self.drafts if draft.frames[0].flow != frames[0].flow]
            self.drafts = [Draft(frames, int(self.now.timestamp())), *others][: self.book.patience.drafts]
        self.drop()
        return worth

    def _without_asides(self) -> tuple[Frame, ...]:
        for place, frame in enumerate(self.frames):
            if frame.role == "aside":
                return tuple(self.frames[:place])
        return tuple(self.frames)

    def drop(self) -> None:
        """Leave the conversation in progress without a trace."""
        self.frames = []
        self.call = None
        self.act()

    def session(self) -> Session:
        """The state after the turn."""
        if self.replies and not self.frames and self.call is None and not self.replies[-1].options:
            self._offer_the_way_on()
        return Session(
            id=self.origin.id,
            locale=self.locale,
            created=self.origin.created,
            touched=self.touched,
            seq=self.seq,
            frames=tuple(self.frames),
            shown=self.shown,
            pressed=self.pressed,
            leaving=self.leaving,
            drafts=tuple(self.drafts),
            call=self.call,
            notice=self.notice if self.call is not None else None,
            warned=self.warned,
            behind=self.behind,
            over=self.over,
            handed=self.handed,
        )

    def _offer_the_way_on(self) -> None:
        """Nothing is in progress: the last message carries the way to a draft and to the menu."""
        last = self.replies.pop()
        options = (*resume_options(self.drafts[:1]), Option("~home", Text("engine-home"), nav=True))
        edit, notice, self.notice = last.edit, self.notice, last.notice
        self.put(replace(last, options=options, keyboard="inline"), at="idle")
        self.replies[-1] = replace(self.replies[-1], edit=edit)
        self.notice = notice


def resume_options(drafts: list[Draft]) -> tuple[Option, ...]:
    """One button for each unfinished conversation."""
    return tuple(
        Option(f"~resume.{place}", Text("engine-resume-one", {"title": Text(f"{draft.frames[0].flow}-title")}))
        for place, draft in enumerate(drafts)
    )
