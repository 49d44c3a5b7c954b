"""How does a conversation go on, from step to step until somebody must be waited for?"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from conversations.engine import moves_back
from conversations.engine.codec import Json, codec
from conversations.engine.event import Outage, Refusal
from conversations.engine.flow import END, STOP, Edge, End, Flow, GoTo, Outcome, Switch, When, name_of, refused_way
from conversations.engine.reply import Reply, Text
from conversations.engine.screens import show
from conversations.engine.session import Frame, Pending, Role
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask, Call, Enter, Step, Tell

How = Refusal | Outage | None
_AGAIN = End("again")
_LEFT = Refusal("stopped")


def start(stage: Stage, flow: Flow[Any], role: Role, given: Any = None) -> None:
    """Begin a flow on top of what runs. `given` is the value of its `Given`."""
    answers: dict[str, Json] = {}
    if flow.given is not None and given is not None:
        answers[flow.given.name] = codec(flow.given.gives).encode(given)
    stage.frames.append(Frame(flow.id, flow.version, flow.start.name, role, answers))
    arrive(stage, flow.start)


def start_home(stage: Stage) -> None:
    """Show the menu."""
    start(stage, stage.book.by_id[stage.book.home], "main")


def arrive(stage: Stage, step: Step[Any], *, again: bool = False) -> None:
    """Come to a step: use what was kept of it, or ask, say, call, enter. `again`: back to what was asked before.

    Where the way led here before, the answers of that round are forgotten; requests, what a sub-flow is given, and
    words said are still made from them.
    """
    stage.hop()
    frame = stage.top
    name = step.name
    trail, answers = moves_back.before(frame, name)
    if name in frame.kept and _reuse(stage, step, trail, answers):
        leave(stage, step)
    elif isinstance(step, Ask):
        stage.update(step=name, trail=(*trail, name), answers=answers, page="")
        show(stage, arrived=not again)
    elif isinstance(step, Call):
        stage.update(step=name, trail=(*frame.trail, name), page="")
        call(stage, step)
    elif isinstance(step, Tell):
        said = _words(stage, step)
        stage.update(step=name, trail=(*trail, name), answers=answers, page="")
        stage.put(said)
        leave(stage, step)
    elif isinstance(step, Enter):
        given = _given(stage, step)
        stage.update(step=name, trail=(*trail, name), answers=answers, page="")
        start(stage, step.flow, "sub", given)
    else:
        raise TypeError(repr(step))


def _reuse(stage: Stage, step: Step[Any], trail: tuple[str, ...], answers: Mapping[str, Json]) -> bool:
    frame = stage.top
    value = frame.kept[step.name]
    kept = {key: other for key, other in frame.kept.items() if key != step.name}
    try:
        codec(step.gives).decode(value)
    except (ValueError, TypeError):
        stage.update(kept=kept)
        return False
    stage.update(step=step.name, trail=(*trail, step.name), answers={**answers, step.name: value}, kept=kept, page="")
    return True


def _words(stage: Stage, step: Tell) -> Reply:
    answers = stage.answers()
    args = step.args(answers) if step.args is not None else {}
    files = tuple(step.files(answers)) if step.files is not None else ()
    text = Text(f"{stage.top.flow}-{step.name}", args)
    return Reply(text, keyboard="none", protect=step.protect, files=files)


def call(stage: Stage, step: Call[Any, Any]) -> None:
    """Leave word for the runner to perform a call; a commit of unknown end keeps its key while the request is the same."""
    answers = stage.answers()
    answers.read.clear()
    request = step.request(answers)
    frame = stage.update(reads={**stage.top.reads, step.name: tuple(sorted(answers.read))})
    request_json = request.model_dump_json() if isinstance(request, BaseModel) else to_json(request).decode()
    tried = frame.tries.get(step.name)
    if tried is not None and tried[1] == _digest(request_json):
        key = tried[0]
    else:
        key = f"{stage.origin.id}.{stage.next_number()}"
    stage.call = Pending(step.method, request_json, key, step.commits)


def _digest(text: str) -> int:
    return zlib.crc32(text.encode())


def _given(stage: Stage, step: Enter[Any]) -> Any:
    answers = stage.answers()
    answers.read.clear()
    given = step.given(answers) if step.given is not None else None
    stage.update(reads={**stage.top.reads, step.name: tuple(sorted(answers.read))})
    return given


def answer(stage: Stage, step: Ask[Any], value: Any) -> None:
    """Take the answer of the current question and go on."""
    frame = stage.top
    encoded = codec(step.gives).encode(value)
    kept = frame.kept
    same = frame.was is not None and frame.was == (step.name, encoded)
    if kept and not same:
        kept = moves_back.forget_what_read(step.name, kept, frame.reads)
    stage.update(answers={**frame.answers, step.name: encoded}, kept=kept, was=None, page="")
    leave(stage, step)


def got(stage: Stage, value: Json) -> None:
    """The pending call gave a value."""
    step, frame = stage.step, stage.top
    stage.call = None
    if not isinstance(step, Call):
        show(stage)
        return
    trail, answers = moves_back.before(frame, step.name)
    stage.update(
        trail=(*trail, step.name),
        answers={**answers, step.name: value},
        refusals=_without(frame.refusals, step.name),
        tries=_without(frame.tries, step.name),
    )
    if step.commits:
        moves_back.close_the_way_back(stage)
    leave(stage, step)


def failed(stage: Stage, how: Refusal | Outage) -> None:
    """The pending call gave no value."""
    step, frame, pending = stage.step, stage.top, stage.call
    stage.call = None
    if not isinstance(step, Call) or pending is None:
        show(stage)
        return
    if isinstance(how, Refusal):
        said = {**frame.refusals, step.name: [how.code, dict(how.values)]}
        stage.update(refusals=said, tries=_without(frame.tries, step.name))
    elif step.commits:
        stage.update(tries={**frame.tries, step.name: (pending.key, _digest(pending.request_json))})
    if isinstance(how, Refusal) or _has_a_way_without(stage, step):
        trail, answers = moves_back.before(stage.top, step.name)
        stage.update(trail=(*trail, step.name), answers=answers)
    leave(stage, step, how)


def _has_a_way_without(stage: Stage, step: Step[Any]) -> bool:
    edge = stage.flow.edges.get(step)
    return isinstance(edge, Outcome) and edge.unavailable is not None


def _without(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if key != name} if name in values else values


def leave(stage: Stage, step: Step[Any], how: How = None) -> None:
    """Follow the edge out of a step."""
    flow = stage.flow
    target = resolve(stage, flow.edges.get(step, END), how)
    stage.passed.append((flow.id, step.name, name_of(target)))
    if isinstance(target, Step):
        if isinstance(how, Refusal) and how is not _LEFT and isinstance(target, Ask):
            stage.notice = refused_text(how)
        arrive(stage, target)
    elif isinstance(target, GoTo):
        _go(stage, target)
    elif target is END:
        finish(stage)
    elif target is _AGAIN:
        show(stage)
    else:
        if isinstance(how, Refusal) and how is not _LEFT:
            stage.put(Reply(refused_text(how), keyboard="none"))
        stop(stage)


def _go(stage: Stage, target: GoTo) -> None:
    """Start the other flow; a conversation that this one interrupted becomes a draft."""
    flow = stage.book.by_id[target.by(stage.answers())]
    stage.passed.append((stage.top.flow, stage.top.step, f"-> {flow.id}"))
    while stage.frames and stage.frames.pop().role == "sub":
        pass
    stage.lay_down()
    start(stage, flow, "main")


def refused_text(refusal: Refusal) -> Text:
    """What is said about a refusal."""
    return Text(f"refused-{refusal.code}", refusal.values)


def resolve(stage: Stage, edge: Edge, how: How) -> Step[Any] | End | GoTo:
    """Where an edge leads now; an edge that does not speak of refusals stops at one."""
    if how is not None and not isinstance(edge, Outcome):
        return STOP if isinstance(how, Refusal) else _AGAIN
    while True:
        if isinstance(edge, Outcome):
            edge = _by_outcome(edge, how)
        elif isinstance(edge, When):
            edge = edge.then if edge.guard(stage.answers()) else edge.otherwise
        elif isinstance(edge, Switch):
            edge = _by_case(edge, stage.answers()[edge.on])
        else:
            return edge


def _by_outcome(edge: Outcome, how: How) -> Edge:
    if how is None:
        return edge.ok
    if isinstance(how, Refusal):
        return refused_way(edge, how) or STOP
    return edge.unavailable or _AGAIN


def _by_case(edge: Switch, value: Any) -> Edge:
    if value in edge.cases:
        return edge.cases[value]
    if edge.otherwise is None:
        msg = f"no case for this answer of {edge.on.name}"
        raise LookupError(msg)
    return edge.otherwise


def finish(stage: Stage) -> None:
    """End the running flow with its result."""
    flow, frame, answers = stage.flow, stage.top, stage.answers()
    result: Json = None
    if isinstance(flow.result, Step):
        result = frame.answers.get(flow.result.name)
    elif flow.result is not None:
        result = codec(flow.gives).encode(flow.result(answers))
    if flow.speaks is not None:
        stage.locale = flow.speaks(answers)
    stage.frames.pop()
    if frame.role == "sub":
        step, outer = stage.step, stage.top
        kept = outer.kept
        if kept and outer.was != (step.name, result):
            kept = moves_back.forget_what_read(step.name, kept, outer.reads)
        stage.update(answers={**outer.answers, step.name: result}, kept=kept, was=None)
        leave(stage, step)
    else:
        rest(stage, frame)


def stop(stage: Stage) -> None:
    """End the running flow without a result, and those that entered it unless they say what then."""
    while stage.frames:
        frame = stage.frames.pop()
        if frame.role != "sub":
            rest(stage, frame)
            return
        step = stage.step
        edge = stage.flow.edges.get(step)
        if isinstance(edge, Outcome) and edge.refused is not None:
            leave(stage, step, _LEFT)
            return


def rest(stage: Stage, ended: Frame) -> None:
    """After a whole conversation: back to the one that it interrupted, or to the menu when nothing was said."""
    stage.act()
    if stage.frames:
        show(stage)
    elif not stage.replies and ended.flow != stage.book.home:
        start_home(stage)
