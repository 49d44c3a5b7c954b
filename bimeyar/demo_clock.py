"""What day is it in the demonstration? Its own clock, moved on day by day, so that deadlines can be watched.

`bimeyar clock` writes the day that is wished into the folder; the running demonstration walks there, and does on each
day what is done once a day. Only the demonstration reads this file: nothing of production can move its clock.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from backend.kit.clock import TEHRAN

log = logging.getLogger(__name__)

_FILE = "clock.json"
_AT = time(11, 0)
"""The hour in Tehran at which the demonstration stops on each day: after all that is done in the morning."""
_LOOK = 0.3
"""Seconds between looks at the file, and between two days on the way."""


@dataclass(slots=True)
class MovedClock:
    """The machine's clock and so much on top."""

    shift: timedelta = timedelta()

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC) + self.shift

    def today(self) -> date:
        """Gregorian day in Tehran."""
        return self.now().astimezone(TEHRAN).date()

    def to_day(self, day: date) -> None:
        """Move on to the late morning of this day; never back."""
        wanted = datetime.combine(day, _AT, TEHRAN).astimezone(UTC)
        self.shift = max(self.shift, wanted - datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class ClockFile:
    """The file in the demonstration's folder: how far the clock has been moved, and up to which day it is to go."""

    folder: Path

    def read(self) -> tuple[timedelta, date | None]:
        """Shift and wished day; nothing is moved where there is no file."""
        try:
            kept = json.loads((self.folder / _FILE).read_text(encoding="utf-8"))
            wished = kept.get("wished")
            return timedelta(seconds=float(kept["seconds"])), date.fromisoformat(wished) if wished else None
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return timedelta(), None

    def write(self, shift: timedelta, wished: date | None) -> None:
        """Keep both, whole or not at all."""
        half = self.folder / f"{_FILE}.half"
        half.write_text(
            json.dumps({"seconds": shift.total_seconds(), "wished": wished.isoformat() if wished else None}),
            encoding="utf-8",
        )
        half.replace(self.folder / _FILE)


async def walk(
    clock: MovedClock, file: ClockFile, do_the_day: Callable[[], Awaitable[None]], *, step: float = 0.0
) -> None:
    """Go to the wished day, a day at a time; on each one its work is done before the next begins.

    After each it waits `step` seconds, so that messages leave in the order of their days.
    A day whose work fails has not come: whoever asks again begins with it.
    """
    _, wished = file.read()
    while wished is not None and clock.today() < wished:
        before = clock.shift
        clock.to_day(clock.today() + timedelta(days=1))
        try:
            await do_the_day()
        except BaseException:
            clock.shift = before
            raise
        _, wished = file.read()
        file.write(clock.shift, wished)
        await asyncio.sleep(step)
    if wished is not None:
        file.write(clock.shift, None)


async def keep_walking(clock: MovedClock, file: ClockFile, do_the_day: Callable[[], Awaitable[None]]) -> None:
    """`walk` whenever a day is wished, until it is cancelled."""
    while True:
        try:
            await walk(clock, file, do_the_day, step=_LOOK)
        except Exception as problem:  # noqa: BLE001 — the day's work is repeated; what was done is not done twice
            log.warning("a day's work failed", extra={"error": type(problem).__name__})
        await asyncio.sleep(_LOOK)
