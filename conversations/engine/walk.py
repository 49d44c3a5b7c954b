"""Is every edge of every conversation passable? A walk that answers everything and meets every outcome."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from conversations.engine import keys, moves, news
from conversations.engine.asking import View
from conversations.engine.book import Book
from conversations.engine.codec import codec
from conversations.engine.event import Happened, Outage, Refusal
from conversations.engine.flow import Flow, GoTo, Outcome, name_of, targets
from conversations.engine.reply import Reply
from conversations.engine.screens import current, view_of
from conversations.engine.session import Session
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask, Call, Step

MOST_VISITS = 16
"""How often the same place is walked on from, with different answers."""


@dataclass(slots=True)
class Walked:
    """What the walk of one flow found: passed edges (flow, step, target), replies by text id, sessions by place, failures."""

    passed: set[tuple[str, str, str]] = field(default_factory=set)
    replies: dict[str, Reply] = field(default_factory=dict)
    stands: dict[str, Session] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    turns: int = 0


def walk(book: Book, flow: Flow[Any], *, now: datetime) -> Walked:
    """Walk one flow from its start, with the sub-flows it enters. Never raises; failures name step and error."""
    walked = Walked()
    visits: Counter[str] = Counter()
    waiting: deque[Session] = deque()
    first = Session.fresh(id="walk", locale=book.locales[0], now=now)
    _try(book, flow.id, first, now, walked, waiting, lambda stage: moves.start(stage, flow, "main", _given(flow)))
    while waiting:
        session = waiting.popleft()
        place = _place(session)
        visits[place] += 1
        if visits[place] > MOST_VISITS:
            continue
        walked.stands.setdefault(place, session)
        for move in _moves(book, session, now):
            _try(book, flow.id, session, now, walked, waiting, move)
    return walked


def untaken(flow: Flow[Any], passed: set[tuple[str, str, str]]) -> list[str]:
    """Edges that no walk has passed, in words."""
    missing = []
    for step, edge in flow.edges.items():
        for label, target in targets(edge):
            names = [f"-> {name}" for name in target.flows] if isinstance(target, GoTo) else [name_of(target)]
            missing += [
                f"{flow.id}: {step.name} -({label})-> {name}"
                for name in names
                if (flow.id, step.name, name) not in passed
            ]
    return missing


def _given(flow: Flow[Any]) -> Any:
    return flow.given.sample if flow.given is not None else None


def _place(session: Session) -> str:
    call = session.call.method if session.call is not None else ""
    return "/".join(f"{frame.flow}.{frame.step}.{len(frame.page)}" for frame in session.frames) + call


def _try(
    book: Book, flow_id: str, session: Session, now: datetime, walked: Walked, waiting: deque[Session], move: Any
) -> None:
    stage = Stage(book, session, now)
    walked.turns += 1
    try:
        move(stage)
        after = stage.session()
    except Exception as error:  # noqa: BLE001 the finding is the point
        walked.failures.append(f"{_place(session) or 'start'}: {type(error).__name__}: {error}")
        return
    walked.passed.update(stage.passed)
    for reply in stage.replies:
        walked.replies.setdefault(f"{reply.text.id}/{reply.notice.id if reply.notice else ''}", reply)
    if after.frames and after.frames[0].flow == flow_id:
        waiting.append(after)


def _moves(book: Book, session: Session, now: datetime) -> Iterator[Any]:
    """Everything that can happen here, as functions on a stage."""
    stage = Stage(book, session, now)
    step = stage.step
    if isinstance(step, Call) and session.call is not None:
        yield from _outcomes(stage, step)
        return
    screen = current(stage)
    engine_keys = [option.key for option in screen.options if option.key.startswith("~")] if screen else []
    yield from (lambda stage, key=key: keys.choose(stage, key) for key in engine_keys if key != "~cancel")
    if isinstance(step, Ask):
        yield from _answers(stage, step, view_of(stage, step))


def _outcomes(stage: Stage, step: Call[Any, Any]) -> Iterator[Any]:
    samples = step.sample if isinstance(step.sample, tuple) else (step.sample,)
    for sample in samples:
        value = codec(step.gives).encode(sample) if sample is not None else None
        yield lambda stage, value=value: moves.got(stage, value)
    for refusal in _refusals(step, stage.flow.edges.get(step)):
        yield lambda stage, refusal=refusal: moves.failed(stage, refusal)
    yield lambda stage: moves.failed(stage, Outage())


def _refusals(step: Call[Any, Any], edge: Any) -> list[Refusal]:
    declared = [each if isinstance(each, Refusal) else Refusal(each) for each in step.refusals]
    codes = {refusal.code for refusal in declared}
    if isinstance(edge, Outcome) and isinstance(edge.refused, dict):
        declared += [Refusal(code) for code in edge.refused if code not in codes and code != "*"]
    return declared


def _answers(stage: Stage, step: Ask[Any], view: View) -> Iterator[Any]:
    shown = step.input.options(view)
    for option in shown:
        if option.url is None:
            yield lambda stage, key=option.key: keys.choose(stage, key)
    asked = stage.answers()
    for value in step.samples or step.input.samples(view):
        if step.check is None or step.check(value, asked) is None:
            yield lambda stage, value=value: _answer(stage, step, value)
    if step.wakes_on is not None:
        ref = step.wakes_ref(asked) if step.wakes_ref is not None else ""
        event = Happened(step.wakes_on, ref)
        yield lambda stage: news.happened(stage, event)


def _answer(stage: Stage, step: Ask[Any], value: Any) -> None:
    stage.act()
    moves.answer(stage, step, value)


def reachable(flow: Flow[Any]) -> set[str]:
    """Names of the steps that edges lead to from the start."""
    found: set[str] = set()
    waiting: list[Step[Any]] = [flow.start]
    while waiting:
        step = waiting.pop()
        if step.name in found:
            continue
        found.add(step.name)
        edge = flow.edges.get(step)
        if edge is not None:
            waiting += [target for _, target in targets(edge) if isinstance(target, Step)]
    return found


def leads_out(flow: Flow[Any]) -> set[str]:
    """Names of the steps from which some way ends the flow."""
    out: set[str] = set()
    growing = True
    while growing:
        before = len(out)
        for step, edge in flow.edges.items():
            ways = [target for _, target in targets(edge)]
            implied = isinstance(edge, Outcome) and edge.refused is None
            if implied or any(not isinstance(way, Step) or way.name in out for way in ways):
                out.add(step.name)
        growing = len(out) > before
    return out
