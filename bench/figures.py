"""How is a figure printed? One JSON object a line: name, value, unit, versus, ratio."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `versus` says what it stands beside; `ratio` is ours over theirs where that makes sense."""

    name: str
    value: float
    unit: str
    versus: str = ""
    ratio: float | None = None

    def print(self) -> None:
        """One line on standard output."""
        line = {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "versus": self.versus,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
        }
        print(json.dumps(line, ensure_ascii=False), flush=True)


def median_micros(work: Callable[[], object], *, rounds: int = 5, times: int = 200) -> float:
    """Median over rounds of the mean time of one call, in microseconds, after a warm-up."""
    for _ in range(times // 4 + 1):
        work()
    means = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _ in range(times):
            work()
        means.append((time.perf_counter() - begun) / times * 1e6)
    return statistics.median(means)
