"""How many tries, how long a code lives, how long a lock lasts? Settings of identification, not of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class IdentityLimits:
    """Everything about identification that an operator may set.

    `floor`: the least time that any step takes; it must lie above the slowest usual one, or the clock tells who exists.
    """

    digits: int = 5
    """length of a code, 5 or 6; the contract takes 4 to 8"""
    lifetime: timedelta = timedelta(minutes=3)
    """a code may be typed this long"""
    resend_wait: timedelta = timedelta(seconds=60)
    """before the second code; twice as long before the third, and so on"""
    sends: int = 4
    """codes a challenge may send before a new start is needed"""
    renewable: timedelta = timedelta(minutes=15)
    """a challenge may send a fresh code this long after its start, although the last code has expired"""
    tries: int = 5
    """wrong codes before a lock"""
    locks: tuple[timedelta, ...] = (
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=4),
        timedelta(hours=24),
    )
    """length of the first, second, … lock; the last one repeats"""
    forget_after: timedelta = timedelta(hours=24)
    """quiet time, after a lock has ended, after which wrong codes and earlier locks no longer count"""
    starts: int = 6
    """challenges one chat may start, or one national id may receive, within `starts_window`"""
    starts_window: timedelta = timedelta(hours=1)
    floor: timedelta = timedelta(milliseconds=250)
    activation_life: timedelta = timedelta(days=7)
    """an activation code of a branch may be used this long; its wrong tries count as those of other codes"""
    activation_print: timedelta = timedelta(minutes=15)
    """the form with the code may be printed again this long after it was issued, from the same page alone"""

    def __post_init__(self) -> None:
        if not 4 <= self.digits <= 8:
            raise ValueError("a one-time code has 4 to 8 digits, for example 5")
        if self.tries < 1 or self.sends < 1 or self.starts < 1 or not self.locks:
            raise ValueError("tries, sends, starts and locks are at least one each")

    def lock_length(self, number: int) -> timedelta:
        """How long the lock of this number lasts, counted from 1."""
        return self.locks[min(number, len(self.locks)) - 1]
