"""What does the way of a case look like? A Mermaid state diagram, drawn from the table of moves."""

from __future__ import annotations

from backend.domain.cases.kinds import CaseKind
from backend.domain.cases.moves import MOVES


def draw(kind: CaseKind) -> str:
    """Mermaid text: each open status under the queue it waits in, each move with who makes it."""
    moves = MOVES[kind]
    queues: dict[str, list[str]] = {}
    for move in moves:
        if move.queue is not None and move.after not in queues.setdefault(move.queue, []):
            queues[move.queue].append(move.after)
    lines = ["stateDiagram-v2"]
    for queue, statuses in queues.items():
        lines += [f"  state {_node(queue)} {{", *(f"    {_node(status)}" for status in statuses), "  }"]
    for move in moves:
        before = _node(move.before) if move.before is not None else "[*]"
        lines.append(f"  {before} --> {_node(move.after)} : {move.name} ({move.by})")
    closed = dict.fromkeys(move.after for move in moves if move.closes)
    lines += [f"  {_node(status)} --> [*]" for status in closed]
    return "\n".join(lines) + "\n"


def _node(name: str) -> str:
    return name.replace("-", "_")
