"""What has been answered so far? A typed, lazy view of one frame that notes what was read."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, overload

from conversations.engine.codec import codec
from conversations.engine.event import Refusal
from conversations.engine.session import Frame
from conversations.engine.steps import Step

T = TypeVar("T")
D = TypeVar("D")


class Answers:
    """The answers of one running flow: `a[step]` is the step's type. Reading is recorded in `read`.

    `today` is the Gregorian day in Tehran, `locale` the language of the chat.
    """

    __slots__ = ("_cache", "_frame", "locale", "read", "today")

    def __init__(self, frame: Frame, *, today: date, locale: str) -> None:
        self._frame = frame
        self._cache: dict[str, Any] = {}
        self.today = today
        self.locale = locale
        self.read: set[str] = set()

    def take_over(self, earlier: Answers) -> None:
        """Keep what an earlier view of the same flow has decoded and what has not changed since."""
        now, then = self._frame.answers, earlier._frame.answers
        for name, value in earlier._cache.items():
            if name in now and now[name] is then.get(name):
                self._cache[name] = value

    def __getitem__(self, step: Step[T]) -> T:
        """The answer. Raises KeyError when the step was not answered on this way."""
        name = step.name
        self.read.add(name)
        if name not in self._cache:
            self._cache[name] = codec(step.gives).decode(self._frame.answers[name])
        answer: T = self._cache[name]
        return answer

    def __contains__(self, step: Step[Any]) -> bool:
        """Was it answered on this way?"""
        self.read.add(step.name)
        return step.name in self._frame.answers

    @overload
    def get(self, step: Step[T]) -> T | None: ...
    @overload
    def get(self, step: Step[T], default: D) -> T | D: ...
    def get(self, step: Step[T], default: D | None = None) -> T | D | None:
        """The answer, or the default where there is none."""
        if step in self:
            return self[step]
        return default

    def refusal(self, call: Step[Any]) -> Refusal | None:
        """What this call was refused with the last time, if it was."""
        said = self._frame.refusals.get(call.name)
        return None if said is None else Refusal(said[0], said[1])
