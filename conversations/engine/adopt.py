"""How does a conversation begun under an older definition go on under this one?"""

from __future__ import annotations

from typing import Any

from conversations.engine import moves
from conversations.engine.flow import Flow
from conversations.engine.reply import Text
from conversations.engine.session import Frame
from conversations.engine.stage import Stage


def adopt(stage: Stage) -> bool:
    """Bring every running flow to its present version; true when one had to start again and was shown.

    A migration of the book is used for each version; without one the flow starts again, with the old answers laid
    aside and used where their steps are reached.
    """
    by_id = stage.book.by_id
    for place, frame in enumerate(stage.frames):
        flow = by_id.get(frame.flow)
        if flow is not None and frame.version == flow.version and frame.step in flow.steps:
            continue
        if flow is None:
            return _without_flow(stage, place)
        moved = migrate(stage, frame, flow)
        if moved is None:
            _start_again(stage, place, flow)
            return True
        stage.frames[place] = moved
    return False


def migrate(stage: Stage, frame: Frame, flow: Flow[Any]) -> Frame | None:
    """The frame in the flow's version, by the migrations of the book; None where one is missing or leads nowhere."""
    while frame.version < flow.version:
        migration = stage.book.migrations.get((frame.flow, frame.version))
        if migration is None:
            return None
        moved = migration(frame)
        if moved.version <= frame.version:
            return None
        frame = moved
    return frame if frame.version == flow.version and frame.step in flow.steps else None


def _without_flow(stage: Stage, place: int) -> bool:
    """The definition is gone: what stood below goes on, else the menu."""
    stage.frames = [] if stage.frames[place].role == "sub" else stage.frames[:place]
    stage.call = None
    stage.act()
    stage.notice = Text("engine-stale")
    if not stage.frames:
        moves.start_home(stage)
        return True
    return False


def _start_again(stage: Stage, place: int, flow: Flow[Any]) -> None:
    old = stage.frames[place]
    given = flow.given.name if flow.given is not None else None
    answers = {name: value for name, value in old.answers.items() if name == given}
    kept = {**old.kept, **old.answers}
    stage.call = None
    stage.act()
    stage.notice = Text("engine-updated", {"title": Text(f"{flow.id}-title")})
    stage.frames = [
        *stage.frames[:place],
        Frame(flow.id, flow.version, flow.start.name, old.role, answers, reads=old.reads, kept=kept),
    ]
    moves.arrive(stage, flow.start)
