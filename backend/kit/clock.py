"""What time is it? A clock is handed in, so that tests and the demonstration can move it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

TEHRAN = ZoneInfo("Asia/Tehran")


class Clock(Protocol):
    """A source of the present moment."""

    def now(self) -> datetime:
        """Aware UTC moment."""
        ...

    def today(self) -> date:
        """Gregorian day in Tehran."""
        ...


class WallClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(TEHRAN).date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved."""

    moment: datetime
    shift: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return self.moment + self.shift

    def today(self) -> date:
        return self.now().astimezone(TEHRAN).date()

    def forward(self, span: timedelta) -> None:
        """Move the clock on."""
        self.shift += span
