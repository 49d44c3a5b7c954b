"""What is done about events that nobody in the chat caused: news from the backend, time going by?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from conversations.engine import moves
from conversations.engine.answers import Answers
from conversations.engine.event import Happened
from conversations.engine.flow import Flow
from conversations.engine.reply import FileRef, Reply, Text
from conversations.engine.screens import show
from conversations.engine.session import Frame
from conversations.engine.stage import Stage, mark_of
from conversations.engine.steps import Ask


def happened(stage: Stage, event: Happened) -> None:
    """Answer the question that waits for it, here or in a draft; else end what it settles, tell it, show what is on."""
    if stage.frames and _answered(stage, event):
        return
    _drop_settled_drafts(stage, event)
    settled = _leave_what_is_settled(stage, event)
    if not stage.frames and not settled and _taken_up(stage, event):
        return
    files = _files(stage, event)
    fresh = tuple(file for file in files if mark_of(file) not in stage.handed)
    known = bool(files) and not fresh and not settled
    if settled or not (known or stage.book.hushed(event)):
        _tell(stage, event, fresh)
        show(stage) if stage.frames else None


def _files(stage: Stage, event: Happened) -> tuple[FileRef, ...]:
    """What the news bring along; whoever has been handed all of it has been told as well."""
    files = stage.book.notice_files.get(event.topic)
    return files(event) if files is not None else ()


def _tell(stage: Stage, event: Happened, files: tuple[FileRef, ...]) -> None:
    text = Text(f"notice-{event.topic}", {**event.values, "ref": event.ref})
    stage.put(Reply(text, keyboard="none", protect=True, files=files))


def _answered(stage: Stage, event: Happened) -> bool:
    """Does the current question wait for this? Then it is answered, unless it knows already."""
    step = stage.step
    if not isinstance(step, Ask) or not _is_meant(step, stage.answers(), event):
        return False
    if step.knows is not None and step.knows(event):
        return True
    if any(_is_settled(stage, frame, event) for frame in stage.frames):
        _close_screen(stage, event)
        _drop_settled_drafts(stage, event)
    stage.act()
    moves.answer(stage, step, step.woken(event) if step.woken is not None else event.topic)
    return True


def _is_meant(step: Ask[Any], answers: Answers, event: Happened) -> bool:
    return step.wakes_on == event.topic and (step.wakes_ref is None or step.wakes_ref(answers) == event.ref)


def _close_screen(stage: Stage, event: Happened) -> None:
    text = Text(f"notice-{event.topic}-over", {**event.values, "ref": event.ref})
    if stage.book.texts.has(text.id, stage.locale):
        stage.close_screen(text)


def _leave_what_is_settled(stage: Stage, event: Happened) -> bool:
    """The conversation in progress has nothing left to do: it ends; a digression from it goes on alone."""
    if not any(_is_settled(stage, frame, event) for frame in stage.frames):
        return False
    _close_screen(stage, event)
    aside = next((place for place, frame in enumerate(stage.frames) if frame.role == "aside" and place), None)
    left = stage.frames[aside:] if aside is not None else []
    stage.drop()
    stage.frames = [replace(frame, role="main") if frame.role == "aside" else frame for frame in left]
    return True


def _drop_settled_drafts(stage: Stage, event: Happened) -> None:
    """A draft that waits for this very news, or is about what it settles, has nothing left to be resumed for."""
    left = [draft for draft in stage.drafts if not _draft_is_settled(stage, draft.frames, event)]
    if len(left) == len(stage.drafts):
        return
    stage.drafts = left
    if not stage.frames:
        stage.shown = None


def _draft_is_settled(stage: Stage, frames: Sequence[Frame], event: Happened) -> bool:
    step = _waiting_step(stage, frames[-1], event)
    waited = step is not None and (step.settles is None or step.settles(event))
    return waited or any(_is_settled(stage, frame, event) for frame in frames)


def _is_settled(stage: Stage, frame: Frame, event: Happened) -> bool:
    flow = _present_flow(stage, frame)
    return flow is not None and flow.settled is not None and flow.settled(_answers(stage, frame), event)


def _waiting_step(stage: Stage, frame: Frame, event: Happened) -> Ask[Any] | None:
    """The question at which this frame rests, where it waits for the news."""
    flow = _present_flow(stage, frame)
    step = flow.steps.get(frame.step) if flow is not None else None
    return step if isinstance(step, Ask) and _is_meant(step, _answers(stage, frame), event) else None


def _present_flow(stage: Stage, frame: Frame) -> Flow[Any] | None:
    flow = stage.book.by_id.get(frame.flow)
    return flow if flow is not None and flow.version == frame.version else None


def _answers(stage: Stage, frame: Frame) -> Answers:
    return Answers(frame, today=stage.today, locale=stage.locale)


def _taken_up(stage: Stage, event: Happened) -> bool:
    """Nothing is in progress and a draft waits for this: it is taken up and answered."""
    for place, draft in enumerate(stage.drafts):
        step = _waiting_step(stage, draft.frames[-1], event)
        if step is None or (step.knows is not None and step.knows(event)):
            continue
        stage.drafts.pop(place)
        stage.frames = list(draft.frames)
        return _answered(stage, event)
    return False


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
