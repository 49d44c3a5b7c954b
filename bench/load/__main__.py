"""python -m bench.load [--users N] [--at-once N]: the slip conversation under load, beside a bare form."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.beside import Plan
from bench.conversation import figures, stand_beside_on_redis
from bench.load.report import step_table
from bench.load.slips import run_slips, slip_figures
from bench.servers import NotInstalled

_FORM_CHATS = 64
"""Chats at once in the form that ours and the bare one carry beside one another; of each kind two replicas."""


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of people from 1 to 100000; for example: 2000")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 600:
        raise argparse.ArgumentTypeError(f"{text!r} is no time from 0 to 600 seconds; for example: 1.5")
    return number


def main(words: list[str]) -> int:
    """Run and print; 1 when somebody did not get the receipt, 2 for a machine without the servers."""
    parser = argparse.ArgumentParser(prog="./run load", description=__doc__)
    parser.add_argument("--users", type=_count, default=1000, help="how many people talk in all (1000)")
    parser.add_argument("--at-once", type=_count, default=64, help="how many of them at once (64)")
    parser.add_argument("--think", type=_seconds, default=1.0, help="seconds that people think before each act (1)")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="bimeyar-load-") as folder:
        try:
            run = asyncio.run(run_slips(Path(folder), users=asked.users, at_once=asked.at_once, think=asked.think))
        except NotInstalled as missing:
            print(missing, file=sys.stderr)
            return 2
    print("\n".join(step_table(run.times.by_step)))
    print(
        f"{asked.users - len(run.failures)} of {asked.users} have their receipt; {run.again} updates handed over again"
    )
    for figure in slip_figures(run, at_once=asked.at_once):
        figure.print()
    plan = Plan(replicas=2, chats=min(asked.at_once, _FORM_CHATS), rounds=3, turns=3)
    for figure in figures("load_form", "the same Redis", plan, *asyncio.run(stand_beside_on_redis(plan))):
        figure.print()
    for words_of_failure in run.failures[:5]:
        print(f"not finished: {words_of_failure}", file=sys.stderr)
    return 1 if run.failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
