"""What is remembered of a chat between two updates? A small value that becomes compact JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from conversations.engine.codec import Json
from conversations.engine.reply import Text
from conversations.engine.text_json import text_in, text_out

Role = Literal["main", "sub", "aside"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One running flow.

    `answers` by step name, as JSON; `reads` says which steps each one was made from; `trail` names the steps passed,
    oldest first; `kept` holds answers laid aside by going back, used again when their step is reached; `was` is the
    answer of the step that is being changed; `refusals` what calls said last; `tries` the key and request digest of
    a commit that nobody knows the end of; `page` the sub-screen of the question.
    """

    flow: str
    version: int
    step: str
    role: Role = "main"
    answers: Mapping[str, Json] = field(default_factory=dict)
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    kept: Mapping[str, Json] = field(default_factory=dict)
    was: tuple[str, Json] | None = None
    refusals: Mapping[str, Json] = field(default_factory=dict)
    tries: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    page: str = ""

    def evolve(self, **changes: Any) -> Frame:
        """The frame with other values; the same as `dataclasses.replace`, in half the time (it runs several times a turn)."""
        get = changes.get
        return Frame(
            self.flow,
            self.version,
            get("step", self.step),
            self.role,
            get("answers", self.answers),
            get("reads", self.reads),
            get("trail", self.trail),
            get("kept", self.kept),
            get("was", self.was),
            get("refusals", self.refusals),
            get("tries", self.tries),
            get("page", self.page),
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen shown last: its nonce, its option keys in order, and where it stood."""

    screen: str
    keys: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation laid aside, to be resumed with one tap; `at` is seconds since the epoch."""

    frames: tuple[Frame, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A backend call to perform: the method's name, its request as JSON, the idempotency key, has it an effect."""

    method: str
    request_json: str
    key: str
    commits: bool


@dataclass(frozen=True, slots=True)
class Session:
    """The state of one chat. `created` and `touched` are seconds since the epoch; `seq` counts screens and calls.

    `notice` is what will stand above the next message, while a call is pending. `behind`: what the person said last
    may be missing here, so a text that comes now may answer a question that this session never asked. `over`: screens
    that news have settled, each with what is said to whoever presses a button there. `handed`: files handed over
    lately, as kind and reference; news bring none of them a second time.
    """

    id: str
    locale: str
    created: int
    touched: int
    seq: int
    frames: tuple[Frame, ...] = ()
    shown: Shown | None = None
    pressed: str = ""
    leaving: bool = False
    drafts: tuple[Draft, ...] = ()
    call: Pending | None = None
    notice: Text | None = None
    warned: bool = False
    behind: bool = False
    over: tuple[tuple[str, Text], ...] = ()
    handed: tuple[str, ...] = ()

    @classmethod
    def fresh(cls, *, id: str, locale: str, now: datetime) -> Session:  # noqa: A002
        """A chat that was never seen. Its screens and calls count from the present millisecond: old ones never come back."""
        second = int(now.timestamp())
        return cls(id=id, locale=locale, created=second, touched=second, seq=_present(now))

    def come_back(self, now: datetime) -> Session:
        """The same from an older copy: its newest screens and calls are forgotten, and their numbers never come back."""
        return replace(self, seq=max(self.seq + 1, _present(now)), behind=True)

    @property
    def waits(self) -> bool:
        """Is a conversation in progress?"""
        return bool(self.frames)


def _present(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def to_json(session: Session) -> dict[str, Any]:
    """The session as plain JSON values with short names; empty parts are left out."""
    out: dict[str, Any] = {
        "i": session.id,
        "l": session.locale,
        "c": session.created,
        "t": session.touched,
        "n": session.seq,
    }
    if session.frames:
        out["f"] = [_frame_to_json(frame) for frame in session.frames]
    if session.shown is not None:
        out["s"] = [session.shown.screen, list(session.shown.keys), session.shown.at]
    if session.pressed:
        out["p"] = session.pressed
    if session.drafts:
        out["d"] = [[draft.at, [_frame_to_json(frame) for frame in draft.frames]] for draft in session.drafts]
    if session.call is not None:
        out["q"] = [session.call.method, session.call.request_json, session.call.key, int(session.call.commits)]
    if session.notice is not None:
        out["o"] = text_out(session.notice)
    flags = {"x": session.leaving, "w": session.warned, "b": session.behind}
    out |= {name: 1 for name, flag in flags.items() if flag}
    if session.over:
        out["v"] = [[screen, text_out(text)] for screen, text in session.over]
    if session.handed:
        out["h"] = list(session.handed)
    return out


def from_json(raw: Mapping[str, Any]) -> Session:
    """The inverse of `to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    shown, call = raw.get("s"), raw.get("q")
    return Session(
        id=raw["i"],
        locale=raw["l"],
        created=raw["c"],
        touched=raw["t"],
        seq=raw["n"],
        frames=tuple(_frame_from_json(frame) for frame in raw.get("f", ())),
        shown=None if shown is None else Shown(shown[0], tuple(shown[1]), shown[2]),
        pressed=raw.get("p", ""),
        leaving=bool(raw.get("x")),
        drafts=tuple(Draft(tuple(_frame_from_json(f) for f in frames), at) for at, frames in raw.get("d", ())),
        call=None if call is None else Pending(call[0], call[1], call[2], bool(call[3])),
        notice=text_in(raw["o"]) if "o" in raw else None,
        warned=bool(raw.get("w")),
        behind=bool(raw.get("b")),
        over=tuple((screen, text_in(text)) for screen, text in raw.get("v", ())),
        handed=tuple(raw.get("h", ())),
    )


_ROLES: dict[str, Role] = {"m": "main", "s": "sub", "a": "aside"}


def _frame_to_json(frame: Frame) -> dict[str, Any]:
    out: dict[str, Any] = {"f": frame.flow, "v": frame.version, "s": frame.step, "o": frame.role[0]}
    parts = {"a": frame.answers, "k": frame.kept, "e": frame.refusals, "g": frame.page}
    out |= {name: part for name, part in parts.items() if part}
    if frame.reads:
        out["r"] = {step: list(read) for step, read in frame.reads.items()}
    if frame.trail:
        out["t"] = list(frame.trail)
    if frame.was is not None:
        out["w"] = list(frame.was)
    if frame.tries:
        out["y"] = {step: list(tried) for step, tried in frame.tries.items()}
    return out


def _frame_from_json(raw: Mapping[str, Any]) -> Frame:
    was = raw.get("w")
    return Frame(
        flow=raw["f"],
        version=raw["v"],
        step=raw["s"],
        role=_ROLES[raw["o"]],
        answers=raw.get("a", {}),
        reads={step: tuple(read) for step, read in raw.get("r", {}).items()},
        trail=tuple(raw.get("t", ())),
        kept=raw.get("k", {}),
        was=None if was is None else (was[0], was[1]),
        refusals=raw.get("e", {}),
        tries={step: (key, digest) for step, (key, digest) in raw.get("y", {}).items()},
        page=raw.get("g", ""),
    )
