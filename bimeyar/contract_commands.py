"""`exam` and `clock`: the result of an examination, and the demonstration's calendar, from the command line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import typer

from backend.areas.contracts.exams import Recorded
from backend.documents.seal import as_signed
from backend.domain.calendar import BadDate, jalali_text, parse_jalali
from bimeyar.demo_clock import ClockFile, MovedClock
from bimeyar.demo_folder import FolderUnfit, folder_settings, read_folder
from bimeyar.settings import Settings

_SAID = {
    Recorded.DONE: "The result is recorded, and the person is told.",
    Recorded.SAME: "This result stands already; nothing was changed.",
    Recorded.UNKNOWN: "No voluntary contract has this number; it is on the contract, for example 1405101050000001",
    Recorded.NOT_NEEDED: "This contract needs no examination.",
    Recorded.OVER: "This contract has ended; a result changes nothing any more.",
}
_LONGEST = 3 * 366
_PATIENCE = 120.0
"""Seconds for which a day is waited for."""


def run_exam(settings: Callable[[], Settings], number: str, *, result: str, data: Path | None) -> None:
    """Record the result and say what came of it; ends with 1 where nothing was recorded."""
    if result not in {"fit", "unfit"}:
        typer.echo("--result is fit or unfit, for example: exam 1405101050000001 --result fit", err=True)
        raise typer.Exit(2)
    try:
        known = settings() if data is None else folder_settings(data)
    except FolderUnfit as unfit:
        typer.echo(str(unfit), err=True)
        raise typer.Exit(2) from None
    came = asyncio.run(_record(known, _latin(number), fit=result == "fit", data=data))
    typer.echo(_SAID[came], err=came is not Recorded.DONE)
    raise typer.Exit(0 if came in {Recorded.DONE, Recorded.SAME} else 1)


def _latin(number: str) -> str:
    """The number as it is stored, also where it was copied from a paper with Persian digits."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in as_signed(number))


async def _record(settings: Settings, number: str, *, fit: bool, data: Path | None) -> Recorded:
    from bimeyar.process import open_product

    clock = None if data is None else MovedClock(ClockFile(data).read()[0])
    product = await open_product(settings, roles=frozenset(), clock=clock)
    try:
        return await product.parts.contracts.record_exam(number, fit=fit)
    finally:
        await product.stop()


def run_clock(data: Path, *, days: int, to: str | None) -> None:
    """Move the clock of the demonstration on this folder, and wait until it is there."""
    try:
        read_folder(data)
        wished = _wished(data, days, to)
    except (FolderUnfit, ValueError) as unfit:
        typer.echo(str(unfit), err=True)
        raise typer.Exit(2) from None
    file = ClockFile(data)
    shift, _ = file.read()
    today = MovedClock(shift).today()
    if wished is None:
        typer.echo(f"In the demonstration it is {jalali_text(today)}.")
        return
    file.write(shift, wished)
    _watch(file, today, wished)


def _wished(data: Path, days: int, to: str | None) -> date | None:
    today = MovedClock(ClockFile(data).read()[0]).today()
    if to is None:
        return today + timedelta(days=days) if days else None
    try:
        wished = parse_jalali(to.replace("/", "-"))
    except BadDate as bad:
        raise ValueError(f"--to is a Jalali day ({bad}), for example --to 1405-10-08") from None
    if not 0 < (wished - today).days <= _LONGEST:
        raise ValueError(
            f"--to is a day after {jalali_text(today)}, within three years; the clock is never turned back"
        )
    return wished


def _watch(file: ClockFile, today: date, wished: date) -> None:
    """Print each day as it comes. The demonstration walks; without one the day is kept for its next start."""
    seen, since = today, time.monotonic()
    while seen < wished:
        shift, left = file.read()
        now = MovedClock(shift).today()
        if now > seen:
            seen, since = now, time.monotonic()
            typer.echo(jalali_text(now))
        elif left is None:
            return
        elif time.monotonic() - since > (_PATIENCE if seen > today else 15.0):
            typer.echo(
                f"No demonstration runs on {file.folder}; it goes to {jalali_text(wished)} when it is started.",
                err=True,
            )
            raise typer.Exit(1)
        time.sleep(0.2)
