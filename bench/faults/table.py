"""How are the figures of many scenarios shown? One line each, the findings below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.faults.running import Report

_COLUMNS: Mapping[str, Callable[[Report], str]] = {
    "scenario": lambda report: report.name,
    "done": lambda report: f"{report.crowd.finished}/{report.wanted}",
    "faults": lambda report: str(report.made),
    "median s": lambda report: f"{report.middle:.1f}",
    "longest s": lambda report: f"{max(report.crowd.seconds, default=0):.1f}",
    "settled s": lambda report: f"{report.settled:.0f}",
    "slips": lambda report: _figure(report, "slips"),
    "paid": lambda report: _figure(report, "paid"),
    "contributions": lambda report: _figure(report, "contributions"),
    "rial verified": lambda report: f"{report.figures['rial verified']:,}",
    "rial booked": lambda report: f"{report.figures['rial booked']:,}",
    "sms": lambda report: _figure(report, "sms at the provider"),
    "left": lambda report: _figure(report, "outbox left"),
    "waiting": lambda report: _figure(report, "outbox waiting"),
    "skipped": lambda report: _figure(report, "outbox skipped"),
    "failed": lambda report: _figure(report, "outbox failed"),
    "in doubt": lambda report: _figure(report, "outbox in doubt"),
    "shown": lambda report: _figure(report, "messages shown"),
    "shown again": lambda report: _figure(report, "shown again"),
    "posted again": lambda report: _figure(report, "posted again"),
    "parked": lambda report: _figure(report, "parked updates"),
    "findings": lambda report: str(len(report.findings)),
}
LEGEND = """\
done: people with a receipt · faults: how often something was broken · left … in doubt: messages of our outbox by their end
shown again: messages a person saw twice (allowed after a fault, never lost) · posted again: updates Telegram had to repeat"""


def _figure(report: Report, name: str) -> str:
    return str(report.figures[name])


def head() -> str:
    """The names of the columns."""
    return "  ".join(name.rjust(_width(name)) for name in _COLUMNS)


def line(report: Report) -> str:
    """One scenario."""
    return "  ".join(cell(report).rjust(_width(name)) for name, cell in _COLUMNS.items())


def findings(reports: Sequence[Report]) -> str:
    """Everything that was found, or that nothing was."""
    lines = [f"{report.name}: {finding}" for report in reports for finding in report.findings]
    return "\n".join(lines) if lines else "No findings: every figure agrees."


def _width(name: str) -> int:
    least = {"scenario": 20, "rial verified": 15, "rial booked": 15}
    return max(len(name), least.get(name, 5))
