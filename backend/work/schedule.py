"""When is repeated work due next?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from backend.kit.clock import TEHRAN


@dataclass(frozen=True, slots=True)
class Every:
    """Again `seconds` after the last run ended; the first time at once."""

    seconds: float

    def first(self, now: datetime) -> datetime:
        """The first time, for work that has never run."""
        return now

    def after(self, now: datetime) -> datetime:
        """The next time after a run that ended now."""
        return now + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at this hour and minute in Tehran; a day missed while nothing ran is made up for once."""

    hour: int
    minute: int = 0

    def first(self, now: datetime) -> datetime:
        """The first time, for work that has never run."""
        return self.after(now)

    def after(self, now: datetime) -> datetime:
        """The next time strictly after now."""
        local = now.astimezone(TEHRAN)
        today = datetime.combine(local.date(), time(self.hour, self.minute), TEHRAN)
        return today if today > local else today + timedelta(days=1)


Schedule = Every | Daily
