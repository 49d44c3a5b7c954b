"""python -m bench [NAME ...]: every group of figures, or those named; one JSON line a figure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from bench import conversation, documents, idle, lanes, people, pure, rules
from bench.figures import Figure

GROUPS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "advance": pure.measure,
    "rules_call": rules.measure,
    "slip_pdf": documents.measure,
    "seed_people": people.measure,
    "conversation_step": conversation.measure,
    "lanes": lanes.lanes,
    "idle_workers": idle.idle_workers,
    "start": idle.starting,
}


def main(names: list[str]) -> int:
    """Measure and print. 2 for a name that is none."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(
            f"no such figure: {unknown[0]}; there are: {', '.join(GROUPS)}; for example: ./run bench advance",
            file=sys.stderr,
        )
        return 2
    for name in names or GROUPS:
        for figure in GROUPS[name]():
            figure.print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
