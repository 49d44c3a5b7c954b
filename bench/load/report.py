"""How are the figures of a load run written down? One table for people, one JSON line a figure for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.figures import Figure

_ROW = "{:<28} {:>7} {:>9} {:>9} {:>9}"


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value under which this share lies. Raises IndexError for no values."""
    return sorted_values[min(int(len(sorted_values) * share), len(sorted_values) - 1)]


def step_table(by_step: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Count and milliseconds of every step, in the order in which they came first, and of all together."""
    yield _ROW.format("step", "times", "p50 ms", "p95 ms", "p99 ms")
    everything = [one for values in by_step.values() for one in values]
    for name, values in (*by_step.items(), ("all steps", everything)):
        ordered = sorted(values)
        shares = [f"{percentile(ordered, share):.0f}" for share in (0.5, 0.95, 0.99)]
        yield _ROW.format(name, len(ordered), *shares)


def step_figures(by_step: Mapping[str, Sequence[float]], *, seconds: float, chats: int) -> Iterator[Figure]:
    """Rate and latency of all steps together."""
    ordered = sorted(one for values in by_step.values() for one in values)
    said = f"{chats} chats at once"
    yield Figure("load_steps", len(ordered) / seconds, f"steps/s, {said}")
    for share, name in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99")):
        yield Figure(f"load_step_{name}", percentile(ordered, share), f"ms, {said}")
