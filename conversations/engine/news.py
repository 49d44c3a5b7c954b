"""What is done about events that nobody in the chat caused: news from the backend, time going by?"""

from __future__ import annotations

from typing import Any, Literal

from conversations.engine import moves
from conversations.engine.answers import Answers
from conversations.engine.event import Happened
from conversations.engine.reply import Reply, Text
from conversations.engine.screens import show
from conversations.engine.session import Frame
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask


def happened(stage: Stage, event: Happened) -> None:
    """Answer the step that waits for it, else tell it and show the current screen again."""
    step = stage.step if stage.frames and stage.call is None else None
    if isinstance(step, Ask) and _is_meant(step, stage.answers(), event):
        stage.act()
        moves.answer(stage, step, step.woken(event) if step.woken is not None else event.topic)
        return
    _drop_settled(stage, event)
    files = stage.book.notice_files.get(event.topic)
    text = Text(f"notice-{event.topic}", {**event.values, "ref": event.ref})
    stage.put(Reply(text, keyboard="none", protect=True, files=files(event) if files is not None else ()))
    show(stage) if stage.frames else None


def _is_meant(step: Ask[Any], answers: Answers, event: Happened) -> bool:
    return step.wakes_on == event.topic and (step.wakes_ref is None or step.wakes_ref(answers) == event.ref)


def _drop_settled(stage: Stage, event: Happened) -> None:
    """A draft that waits for this very news has nothing left to be resumed for."""
    left = [draft for draft in stage.drafts if not _is_settled(stage, draft.frames[-1], event)]
    if len(left) == len(stage.drafts):
        return
    stage.drafts = left
    if not stage.frames:
        stage.shown = None


def _is_settled(stage: Stage, frame: Frame, event: Happened) -> bool:
    flow = stage.book.by_id.get(frame.flow)
    step = flow.steps.get(frame.step) if flow is not None and flow.version == frame.version else None
    if not isinstance(step, Ask) or (step.settles is not None and not step.settles(event)):
        return False
    return _is_meant(step, Answers(frame, today=stage.today, locale=stage.locale), event)


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
    """Nobody looked in time: what would have expired is a draft now; what is not worth one ends at the next hello."""
    idle = int(stage.now.timestamp()) - stage.touched
    stage.overdue = idle >= stage.book.patience.expire.total_seconds()
    if stage.overdue and stage.book.is_worth_keeping(stage.frames):
        stage.overdue = False
        title = stage.title()
        stage.lay_down()
        stage.notice = Text("engine-expired", {"title": title})
