"""How do steps make a conversation? Edges from step to step, and the flow as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from conversations.engine.event import Happened, Outage, Refusal
from conversations.engine.steps import Given, Step

if TYPE_CHECKING:
    from conversations.engine.answers import Answers

T = TypeVar("T")
Guard = Callable[["Answers"], bool]


@dataclass(frozen=True, slots=True)
class End:
    """`END` ends this flow with its result; `STOP` ends it without one, and the flows that entered it."""

    name: str


END = End("end")
STOP = End("stop")


@dataclass(frozen=True, slots=True, eq=False)
class GoTo:
    """End this flow and start another by id."""

    flows: tuple[str, ...]
    by: Callable[[Answers], str]


@dataclass(frozen=True, slots=True, eq=False)
class When:
    """Two ways, by a claim about the answers."""

    guard: Guard
    then: Edge
    otherwise: Edge


@dataclass(frozen=True, slots=True, eq=False)
class Switch:
    """Many ways, by one answer."""

    on: Step[Any]
    cases: Mapping[Any, Edge]
    otherwise: Edge | None


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Three ways out of a call.

    `refused` None shows `refused-<code>` and stops; `refused` a step shows `refused-<code>` as a notice above it when
    it is an Ask (a Tell says it itself, with `a.refusal(call)`). A mapping goes by code, "*" for the rest.
    `unavailable` None shows `engine-unavailable` with a button that tries again.
    """

    ok: Edge
    refused: Edge | Mapping[str, Edge] | None
    unavailable: Edge | None


Edge = Step[Any] | End | GoTo | When | Switch | Outcome


def when(guard: Guard, *, then: Edge, otherwise: Edge) -> When:
    """Go one way when the claim holds, else the other."""
    return When(guard, then, otherwise)


def switch(on: Step[T], cases: Mapping[T, Edge], *, otherwise: Edge | None = None) -> Switch:
    """Go by the answer of one step; without `otherwise` every answer needs a case."""
    return Switch(on, cases, otherwise)


def outcome(*, ok: Edge, refused: Edge | Mapping[str, Edge] | None = None, unavailable: Edge | None = None) -> Outcome:
    """Go by what the backend said. See Outcome for what None means."""
    return Outcome(ok, refused, unavailable)


def go_to(*flows: str, by: Callable[[Answers], str] | Step[str] | None = None) -> GoTo:
    """End this flow and start another: the only one named, or the one `by` names (all must be listed)."""
    if isinstance(by, Step):
        step = by
        return GoTo(flows, lambda a: a[step])
    return GoTo(flows, by if by is not None else (lambda _a: flows[0]))


@dataclass(frozen=True, eq=False)
class Flow(Generic[T]):
    """One conversation.

    `result`: a step whose answer is the result, or a function (then `gives` names its type). `progress`: the Asks
    counted in "step k of n", and the Enters whose sub-flow counts none of its own. `given`: what it must be given when entered. `speaks`: at the end, the language to go
    on in. `resumable`: worth keeping as a draft. `settled`: does this news leave nothing to do here? Then the
    conversation ends, in progress or laid aside. Raises ValueError when it is malformed.
    """

    id: str
    start: Step[Any]
    edges: Mapping[Step[Any], Edge]
    version: int = 1
    result: Step[T] | Callable[[Answers], T] | None = None
    gives: Any = None
    progress: tuple[Step[Any], ...] = ()
    given: Given[Any] | None = None
    speaks: Callable[[Answers], str] | None = None
    resumable: bool = True
    settled: Callable[[Answers, Happened], bool] | None = None
    steps: dict[str, Step[Any]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the steps by name."""
        if isinstance(self.result, Step):
            object.__setattr__(self, "gives", self.result.gives)
        elif self.result is not None and self.gives is None:
            msg = f"{self.id}: a result made by a function needs gives=<type>"
            raise ValueError(msg)
        for step in (self.start, *self.edges):
            if self.steps.setdefault(step.name, step) is not step:
                msg = f"{self.id}: two steps are called {step.name}"
                raise ValueError(msg)

    def __repr__(self) -> str:
        """Id and version."""
        return f"Flow({self.id!r}, v{self.version})"


def targets(edge: Edge, label: str = "") -> Iterator[tuple[str, Step[Any] | End | GoTo]]:
    """Every way an edge can lead, with a label such as "refused" or the guard's name."""
    match edge:
        case When(guard, then, otherwise):
            name = getattr(guard, "__name__", "guard").replace("<lambda>", "guard")
            yield from targets(then, _join(label, name))
            yield from targets(otherwise, _join(label, f"not {name}"))
        case Switch(_, cases, otherwise):
            for value, way in cases.items():
                yield from targets(way, _join(label, str(value)))
            if otherwise is not None:
                yield from targets(otherwise, _join(label, "else"))
        case Outcome(ok, refused, unavailable):
            yield from targets(ok, _join(label, "ok"))
            if isinstance(refused, Mapping):
                for code, way in refused.items():
                    yield from targets(way, _join(label, f"refused {code}"))
            elif refused is not None:
                yield from targets(refused, _join(label, "refused"))
            if unavailable is not None:
                yield from targets(unavailable, _join(label, "unavailable"))
        case _:
            yield label, edge


def name_of(target: Step[Any] | End | GoTo) -> str:
    """The step's name; END, STOP; "->" for another flow."""
    if isinstance(target, Step):
        return target.name
    return "->" if isinstance(target, GoTo) else target.name.upper()


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def refused_way(edge: Outcome, refusal: Refusal) -> Edge | None:
    """Where a refusal leads; None means: say it and stop."""
    if isinstance(edge.refused, Mapping):
        return edge.refused.get(refusal.code) or edge.refused.get("*")
    return edge.refused


__all__ = [
    "END",
    "STOP",
    "Edge",
    "End",
    "Flow",
    "GoTo",
    "Guard",
    "Outage",
    "Outcome",
    "Switch",
    "When",
    "go_to",
    "name_of",
    "outcome",
    "refused_way",
    "switch",
    "targets",
    "when",
]
