"""python -m bench.faults: break a running cluster in every way we know, and compare all books afterwards."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.cluster.cluster import Cluster
from bench.cluster.replica import NotReady
from bench.faults.running import Report, Stage
from bench.faults.scenarios import SCENARIOS
from bench.faults.table import LEGEND, findings, head, line
from bench.servers import NotInstalled, NotStarted


def main(arguments: list[str]) -> int:
    """0: no findings; 1: findings; 2: it could not be run."""
    options = _read(arguments)
    if options.list:
        print("\n".join(f"{scenario.name:<22} {scenario.what}" for scenario in SCENARIOS.values()))
        return 0
    unknown = [name for name in options.only if name not in SCENARIOS]
    if unknown or options.conversations < 1:
        wrong = f"no such scenario: {unknown[0]}" if unknown else "--conversations must be at least 1"
        print(f"{wrong}; for example: ./run faults --only kill9-bot --conversations 40", file=sys.stderr)
        print(f"scenarios: {', '.join(SCENARIOS)}", file=sys.stderr)
        return 2
    try:
        return asyncio.run(_run(options))
    except (NotInstalled, NotStarted, NotReady) as reason:
        print(reason, file=sys.stderr)
        return 2
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run faults", description="Break a running cluster and compare the books.")
    parser.add_argument("--seed", type=int, default=1, help="the same seed rolls the same dice")
    parser.add_argument("--conversations", type=int, default=40, metavar="N", help="people in each scenario")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these scenarios; see --list")
    parser.add_argument("--list", action="store_true", help="say which scenarios there are")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep logs and ledgers there")
    return parser.parse_args(arguments)


async def _run(options: argparse.Namespace) -> int:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    chosen = [SCENARIOS[name] for name in options.only] or list(SCENARIOS.values())
    with tempfile.TemporaryDirectory(prefix="bimeyar-faults-") as temporary:
        folder = options.keep or Path(temporary)
        people = max(200, options.conversations * len(chosen) * 4)
        begun = time.monotonic()
        _tell(f"Starting the cluster ({folder}) ...")
        reports: list[Report] = []
        async with Cluster(folder=folder, people=people) as cluster:
            _tell(f"It serves after {time.monotonic() - begun:.0f} s.")
            stage = Stage(cluster, seed=options.seed)
            print(head(), flush=True)
            for scenario in chosen:
                _tell(f"{scenario.name}: {options.conversations} people talk ...")
                reports.append(await stage.play(scenario, conversations=options.conversations))
                print(line(reports[-1]), flush=True)
                if reports[-1].findings:
                    print(findings(reports[-1:]), flush=True)
    print(f"{LEGEND}\n{findings(reports)}")
    return 1 if any(report.findings for report in reports) else 0


def _tell(news: str) -> None:
    """What is being done, beside the table, so that a slow machine does not look like a standstill."""
    print(news, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
