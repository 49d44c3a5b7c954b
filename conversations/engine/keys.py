"""What does choosing an option do? The answers of a flow, and the engine's own keys, which begin with "~"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.engine import moves, moves_back
from conversations.engine.adopt import adopt
from conversations.engine.asking import Bad, Good, Read, Turned
from conversations.engine.reply import Text
from conversations.engine.screens import choices, show, view_of
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask, Call
from conversations.engine.typed import counted


def choose(stage: Stage, key: str) -> None:
    """Act on one key of the current screen."""
    if key.startswith("~"):
        name, _, rest = key.partition(".")
        _OWN[name](stage, key, rest)
        return
    step = stage.step
    if not isinstance(step, Ask):
        raise TypeError(repr(step))
    view = view_of(stage, step)
    take(stage, step, step.input.read_press(key, view), key)


def take(stage: Stage, step: Ask[Any], read: Read[Any], key: str | None = None) -> None:
    """Take what the input made of it: an answer, another page, or what was wrong."""
    if isinstance(read, Good):
        bad = step.check(read.value, stage.answers()) if step.check is not None else None
        if bad is None:
            stage.act(key)
            moves.answer(stage, step, read.value)
            return
        read = bad
    if isinstance(read, Turned):
        stage.act(key)
        stage.update(page=read.page)
        show(stage)
        return
    stage.notice = bad_text(stage, step, read)
    stage.edit = False
    show(stage)


def bad_text(stage: Stage, step: Ask[Any] | None, bad: Bad) -> Text:
    """The most particular message there is for bad input; one that speaks of the options knows how many have a number."""
    texts, locale = stage.book.texts, stage.locale
    if bad.reason == "choice":
        bad = Bad("choice", {"most": _most(stage, step)})
    if step is not None:
        for text_id in (f"{stage.top.flow}-{step.name}-bad-{bad.reason}", f"input-{step.input.kind}-bad-{bad.reason}"):
            if texts.has(text_id, locale):
                return Text(text_id, bad.args)
    return Text(f"input-any-bad-{bad.reason}", bad.args)


def _most(stage: Stage, step: Ask[Any] | None) -> int:
    """How many options a typed number may mean; none where a number is an answer of its own."""
    if step is not None and step.input.takes_numbers and not stage.top.page:
        return 0
    return len(counted([option.key for option in choices(stage) or ()]))


def back(stage: Stage, key: str = "", _rest: str = "") -> None:
    """To the question before this one."""
    way = moves_back.way_back(stage)
    if way is None:
        stage.notice = Text("engine-no-way-back")
        show(stage)
        return
    stage.act(key)
    place, step = way
    stage.frames = stage.frames[: place + 1]
    if step is None:
        show(stage)
        return
    stage.frames[-1] = moves_back.lay_aside(stage.top, step)
    moves.arrive(stage, step, again=True)


def change(stage: Stage, key: str, name: str) -> None:
    """Ask one earlier step again, and come back by what need not be asked again."""
    stage.act(key)
    step = stage.flow.steps[name]
    stage.frames[-1] = moves_back.lay_aside(stage.top, step)
    moves.arrive(stage, step, again=True)


def help_here(stage: Stage, _key: str = "", _rest: str = "") -> None:
    """What this question means, above the question."""
    stage.notice = Text("engine-help")
    if stage.frames and not stage.leaving:
        step = stage.step
        text_id = f"{stage.top.flow}-{step.name}-help"
        if isinstance(step, Ask) and stage.book.texts.has(text_id, stage.locale):
            args = step.args(stage.answers()) if step.args is not None else {}
            stage.notice = Text(text_id, args)
    stage.edit = False
    show(stage)


def cancel(stage: Stage, key: str = "", _rest: str = "") -> None:
    """Out of a digression, else out of the conversation; where answers would be lost, ask first."""
    if len(stage.frames) > 1 and any(frame.role == "aside" for frame in stage.frames):
        stage.act(key)
        while stage.frames and stage.frames.pop().role != "aside":
            pass
        if stage.frames:
            show(stage)
            return
    if stage.book.is_worth_keeping(stage.frames):
        stage.act(key)
        stage.leaving = True
        show(stage)
        return
    text = "engine-left" if stage.frames and stage.top.flow != stage.book.home else "engine-nothing-to-leave"
    stage.act(key)
    stage.drop()
    stage.say(text)


def _leave(stage: Stage, key: str, _rest: str) -> None:
    stage.act(key)
    stage.drop()
    stage.say("engine-left")


def _keep(stage: Stage, key: str, _rest: str) -> None:
    stage.act(key)
    title = stage.title()
    stage.lay_down()
    stage.say("engine-kept", {"title": title})


def _stay(stage: Stage, key: str, _rest: str) -> None:
    stage.act(key)
    show(stage)


def _again(stage: Stage, key: str, _rest: str) -> None:
    step = stage.step
    stage.act(key)
    if isinstance(step, Call):
        moves.call(stage, step)
    else:
        show(stage)


def _home(stage: Stage, key: str, _rest: str) -> None:
    stage.act(key)
    stage.drop()
    moves.start_home(stage)


def _resume(stage: Stage, key: str, rest: str) -> None:
    stage.act(key)
    draft = stage.drafts.pop(int(rest))
    stage.frames = list(draft.frames)
    if adopt(stage):
        return
    step = stage.step
    if isinstance(step, Ask) and step.resumes is not None:
        moves.arrive(stage, step.resumes)
    else:
        show(stage)


_OWN: dict[str, Callable[[Stage, str, str], None]] = {
    "~back": back,
    "~change": change,
    "~help": help_here,
    "~cancel": cancel,
    "~yes": _leave,
    "~keep": _keep,
    "~no": _stay,
    "~again": _again,
    "~home": _home,
    "~fresh": _home,
    "~resume": _resume,
}
