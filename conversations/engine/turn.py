"""What is the next state, what is shown, and what must be asked of the backend? One pure function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic_core import from_json

from conversations.engine import hearing, keys, moves, news
from conversations.engine.adopt import adopt
from conversations.engine.asking import Bad
from conversations.engine.book import Book
from conversations.engine.event import (
    Attached,
    ContactShared,
    Event,
    Failed,
    Got,
    Happened,
    Lapsed,
    Pressed,
    Started,
    Typed,
)
from conversations.engine.reply import Reply, Text
from conversations.engine.session import Pending, Session
from conversations.engine.stage import Stage


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one event. While `call` is there the runner performs it and comes back with Got or Failed."""

    session: Session
    replies: tuple[Reply, ...]
    call: Pending | None


def advance(book: Book, session: Session, event: Event, *, now: datetime) -> Turn:
    """Take one event. Raises nothing for whatever a person can send, only for a defect in a flow. `now` is aware UTC.

    While a call is pending only its Got or Failed moves the session; anything else is given back unchanged with the
    call, to be performed first.
    """
    if session.call is not None and not isinstance(event, Got | Failed):
        return Turn(session, (), session.call)
    stage = Stage(book, session, now)
    restarted = adopt(stage)
    if isinstance(event, Got | Failed):
        if stage.call is not None:
            _called_back(stage, event)
    elif isinstance(event, Happened):
        news.happened(stage, event)
    elif isinstance(event, Lapsed):
        news.lapsed(stage, event.kind)
    elif not restarted or isinstance(event, Started):
        _from_person(stage, event)
    else:
        stage.behind = False
    after = stage.session()
    return Turn(after, tuple(stage.replies), after.call)


def _called_back(stage: Stage, event: Got | Failed) -> None:
    if isinstance(event, Got):
        moves.got(stage, from_json(event.value_json))
    else:
        moves.failed(stage, event.how)


def _from_person(stage: Stage, event: Event) -> None:
    news.expire_overdue(stage)
    stage.touched = int(stage.now.timestamp())
    stage.warned = False
    was_behind, stage.behind = stage.behind, False
    if was_behind and _may_answer_what_is_lost(event):
        stage.notice = Text("engine-behind")
        hearing.show_or_home(stage)
        return
    match event:
        case Pressed(screen, choice):
            _pressed(stage, screen, choice)
        case Typed(text):
            hearing.typed(stage, text)
        case Started(payload):
            hearing.started(stage, payload)
        case ContactShared():
            hearing.other(stage, lambda step, view: step.input.read_contact(event, view), Bad("contact"))
        case Attached():
            hearing.other(stage, lambda step, view: step.input.read_attached(event, view), Bad("other"))
        case _:
            raise TypeError(type(event).__name__)


def _may_answer_what_is_lost(event: Event) -> bool:
    """Buttons name the screen they stand on, commands ask for something new; all else answers what was seen last."""
    if isinstance(event, Typed):
        return not event.text.lstrip().startswith("/")
    return not isinstance(event, Pressed | Started)


def _pressed(stage: Stage, screen: str, choice: str) -> None:
    shown = stage.shown
    if shown is not None and screen == shown.screen and choice in shown.keys:
        stage.edit = True
        keys.choose(stage, choice)
        return
    over = dict(stage.over).get(screen)
    doubled = f"{screen}:{choice}" == stage.pressed
    stage.notice = over or Text("engine-doubled" if doubled else "engine-stale")
    hearing.show_or_home(stage)
