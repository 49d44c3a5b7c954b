"""What does the person see now? The current screen, made from the state alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from conversations.engine.asking import View
from conversations.engine.flow import Flow
from conversations.engine.moves_back import way_back
from conversations.engine.reply import Option, Reply, Text
from conversations.engine.stage import Stage, resume_options
from conversations.engine.steps import Ask

_BACK = Option("~back", Text("engine-back"), nav=True)
_HELP = Option("~help", Text("engine-help-button"), nav=True)
_CANCEL = Option("~cancel", Text("engine-cancel"), nav=True)
_AGAIN = Option("~again", Text("engine-again"))
_FRESH = Option("~fresh", Text("engine-fresh"))
_LEAVE = (
    Option("~yes", Text("engine-leave-yes")),
    Option("~keep", Text("engine-leave-keep")),
    Option("~no", Text("engine-leave-no")),
)


def show(stage: Stage, *, arrived: bool = False) -> None:
    """Show the current screen. Nothing while a call is pending or nothing is in progress.

    The files of a question go with it when one has just `arrived` at it; shown again it comes without them.
    """
    reply = current(stage)
    if reply is not None:
        if reply.files and not arrived:
            reply = replace(reply, files=())
        stage.put(reply, at=place_of(stage))


def place_of(stage: Stage) -> str:
    """Where the current screen stands; the same screen shown again keeps its nonce."""
    if not stage.frames:
        return "idle"
    frame = stage.top
    return f"{len(stage.frames)}:{frame.flow}:{frame.step}:{frame.page}:{int(stage.leaving)}"


def current(stage: Stage) -> Reply | None:
    """The current screen."""
    if stage.call is not None:
        return None
    if not stage.frames:
        return _unfinished(stage)
    if stage.leaving:
        return Reply(Text("engine-leave", {"title": stage.title()}), options=_LEAVE)
    step = stage.step
    if isinstance(step, Ask):
        return _question(stage, step)
    return Reply(Text("engine-unavailable"), options=(_AGAIN, *_nav(stage)))


def _unfinished(stage: Stage) -> Reply | None:
    prune_drafts(stage)
    if not stage.drafts:
        return None
    return Reply(Text("engine-resume"), options=(*resume_options(stage.drafts), _FRESH))


def prune_drafts(stage: Stage) -> None:
    """Forget drafts that are too old, or whose conversation exists no more."""
    since = (stage.now - stage.book.patience.keep).timestamp()
    stage.drafts = [draft for draft in stage.drafts if draft.at >= since and draft.frames[0].flow in stage.book.by_id]


def view_of(stage: Stage, step: Ask[Any]) -> View:
    """What the input of the current question may look at."""
    flow, frame = stage.flow, stage.top
    base = f"{flow.id}-{step.name}"
    given = step.options(stage.answers()) if step.options is not None else ()
    return View(base, _labelled(given, base), frame.page, stage.today, stage.locale)


def _labelled(options: Iterable[Option], base: str) -> tuple[Option, ...]:
    """Labels derived where the flow gave none; a button for a page that is not there is left out."""
    return tuple(
        [
            option
            if option.text.id
            else Option(option.key, Text(f"{base}-{option.key}"), option.value, option.url, option.nav)
            for option in options
            if option.url != ""
        ]
    )


def choices(stage: Stage) -> tuple[Option, ...] | None:
    """The options of the current screen, without its words; None where there is no screen."""
    step = stage.step if stage.frames and stage.call is None and not stage.leaving else None
    if isinstance(step, Ask):
        return _choices(stage, step, view_of(stage, step))
    screen = current(stage)
    return None if screen is None else screen.options


def _choices(stage: Stage, step: Ask[Any], view: View) -> tuple[Option, ...]:
    return (*step.input.options(view), *_changes(stage, stage.flow, step), *_nav(stage))


def _question(stage: Stage, step: Ask[Any]) -> Reply:
    answers = stage.answers()
    answers.read.clear()
    view = view_of(stage, step)
    options = _choices(stage, step, view)
    args = step.args(answers) if step.args is not None else {}
    files = tuple(step.files(answers)) if step.files is not None else ()
    _note_reads(stage, step, answers.read)
    text = step.input.prompt(view) or Text(view.base, args)
    progress = _progress(stage)
    return Reply(
        text=text,
        options=options,
        keyboard=step.input.keyboard,
        protect=step.protect,
        progress=None if progress is None else progress[1],
        title=None if progress is None else Text(f"{progress[0]}-title"),
        files=files,
        columns=step.input.columns(view),
    )


def _note_reads(stage: Stage, step: Ask[Any], read: set[str]) -> None:
    frame = stage.top
    read.discard(step.name)
    reads = tuple(sorted(read))
    if frame.reads.get(step.name, ()) != reads:
        stage.update(reads={**frame.reads, step.name: reads})


def _changes(stage: Stage, flow: Flow[Any], step: Ask[Any]) -> tuple[Option, ...]:
    if not step.changes:
        return ()
    trail = stage.top.trail
    return tuple(
        Option(f"~change.{changed.name}", Text(f"{flow.id}-{changed.name}-change"))
        for changed in step.changes
        if changed.name in trail
    )


def _progress(stage: Stage) -> tuple[str, tuple[int, int]] | None:
    """Of which flow this is which step; a sub-flow that counts none of its own stands where it was entered."""
    for frame in reversed(stage.frames):
        flow = stage.book.by_id[frame.flow]
        step = flow.steps[frame.step]
        if step in flow.progress:
            return flow.id, (flow.progress.index(step) + 1, len(flow.progress))
        if flow.progress or frame.role != "sub":
            return None
    return None


def _nav(stage: Stage) -> tuple[Option, ...]:
    """Back where there is a way back, help always, cancel except in the menu."""
    if len(stage.frames) == 1 and stage.frames[0].flow == stage.book.home:
        return (_BACK, _HELP) if way_back(stage) is not None else (_HELP,)
    return (_BACK, _HELP, _CANCEL) if way_back(stage) is not None else (_HELP, _CANCEL)
