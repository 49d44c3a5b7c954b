"""What is done about events that nobody in the chat caused: news from the backend, time going by?"""

from __future__ import annotations

from typing import Literal

from conversations.engine import moves
from conversations.engine.event import Happened
from conversations.engine.reply import Reply, Text
from conversations.engine.screens import show
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask


def happened(stage: Stage, event: Happened) -> None:
    """Answer the step that waits for it, else tell it and show the current screen again."""
    step = stage.step if stage.frames and stage.call is None else None
    if isinstance(step, Ask) and step.wakes_on == event.topic and _is_meant(stage, step, event):
        stage.act()
        moves.answer(stage, step, step.woken(event) if step.woken is not None else event.topic)
        return
    files = stage.book.notice_files.get(event.topic)
    text = Text(f"notice-{event.topic}", {**event.values, "ref": event.ref})
    stage.put(Reply(text, keyboard="none", protect=True, files=files(event) if files is not None else ()))
    show(stage) if stage.frames else None


def _is_meant(stage: Stage, step: Ask[object], event: Happened) -> bool:
    return step.wakes_ref is None or step.wakes_ref(stage.answers()) == event.ref


def lapsed(stage: Stage, kind: Literal["warn", "expire"]) -> None:
    """Warn once; then make it a draft. A conversation without answers ends in silence."""
    if not stage.book.is_worth_keeping(stage.frames):
        return
    if kind == "warn":
        if not stage.warned:
            stage.warned = True
            stage.notice = Text("engine-lapse-warn", {"title": stage.title()})
            show(stage)
        return
    title = stage.title()
    stage.lay_down()
    stage.warned = False
    stage.say("engine-expired", {"title": title})


def expire_overdue(stage: Stage) -> None:
    """Nobody looked in time: what would have expired is a draft now."""
    idle = int(stage.now.timestamp()) - stage.touched
    if idle >= stage.book.patience.expire.total_seconds() and stage.book.is_worth_keeping(stage.frames):
        title = stage.title()
        stage.lay_down()
        stage.notice = Text("engine-expired", {"title": title})
