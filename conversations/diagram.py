"""What does a conversation look like? A Mermaid flowchart, made from the definition."""

from __future__ import annotations

from typing import Any

from conversations.engine.flow import End, Flow, GoTo, targets
from conversations.engine.steps import Ask, Call, Enter, Step, Tell


def draw(flow: Flow[Any]) -> str:
    """Mermaid text: boxes with round corners ask, slanted ones call, double ones enter, plain ones tell."""
    lines = ["flowchart TD", f"  start([{flow.id} v{flow.version}]) --> {_node(flow.start)}"]
    lines += [f"  {_box(step)}" for step in flow.edges]
    ends: set[str] = set()
    for step, edge in flow.edges.items():
        for label, target in targets(edge):
            for name in _ends(target):
                ends.add(name) if not isinstance(target, Step) else None
                arrow = f'-->|"{label}"|' if label else "-->"
                lines.append(f"  {_node(step)} {arrow} {name}")
    lines += [f"  {name}([{_words(name)}])" for name in sorted(ends)]
    return "\n".join(lines) + "\n"


def _ends(target: Step[Any] | End | GoTo) -> list[str]:
    if isinstance(target, Step):
        return [_node(target)]
    if isinstance(target, GoTo):
        return [f"to_{name.replace('-', '_')}" for name in target.flows]
    return [target.name + "_"]


def _words(name: str) -> str:
    return name.removeprefix("to_").replace("_", "-") if name.startswith("to_") else name.rstrip("_")


def _node(step: Step[Any]) -> str:
    return "s_" + step.name.replace("-", "_")


def _box(step: Step[Any]) -> str:
    node = _node(step)
    if isinstance(step, Ask):
        return f'{node}("{step.name}<br/><i>{step.input.kind}</i>")'
    if isinstance(step, Call):
        mark = " (commits)" if step.commits else ""
        return f'{node}[/"{step.name}<br/><i>{step.method}{mark}</i>"/]'
    if isinstance(step, Enter):
        return f'{node}[["{step.name}<br/><i>{step.flow.id}</i>"]]'
    if isinstance(step, Tell):
        return f'{node}["{step.name}"]'
    return f'{node}["{step.name}"]'
