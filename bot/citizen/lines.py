"""Where do messages stand in line until they may leave? In memory here, in Redis where processes share a token."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from limits import RateLimitItem

_SWEEP_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Claim:
    """One turn in one line; in any window of the rate's length it has at most its amount of turns."""

    line: str
    rate: RateLimitItem


class Lines(Protocol):
    """The lines of one bot token."""

    async def book(self, claims: Sequence[Claim], most: float) -> tuple[int, float]:
        """Book these turns one after the other; how many are taken, and seconds until the last of them.

        It ends at the first turn that is not due at once, for the next line is not to be held up meanwhile. One that
        is further away than `most` is not taken. The last claim is not taken while the token is held. With no claims:
        seconds for which it is held.
        """
        ...

    async def hold(self, seconds: float) -> None:
        """Nothing leaves with this token for so long."""
        ...


class LocalLines:
    """Lines of one process: of each the moments of the last turns, as many as one window holds."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lines: dict[str, deque[float]] = {}
        self._booked = 0
        self._held_until = 0.0

    async def book(self, claims: Sequence[Claim], most: float) -> tuple[int, float]:
        """See `Lines.book`."""
        now = self._now()
        for place, claim in enumerate(claims):
            if place == len(claims) - 1 and self._held_until > now:
                return place, self._held_until - now
            turn = self._next_turn(claim, now)
            if turn - now > most:
                return place, turn - now
            self._take(claim, turn, now)
            if turn > now:
                return place + 1, turn - now
        return len(claims), 0.0 if claims else max(0.0, self._held_until - now)

    async def hold(self, seconds: float) -> None:
        """See `Lines.hold`."""
        self._held_until = max(self._held_until, self._now() + seconds)

    def _next_turn(self, claim: Claim, now: float) -> float:
        turns = self._lines.get(claim.line)
        if turns is None or len(turns) < claim.rate.amount:
            return now
        return max(now, turns[0] + claim.rate.get_expiry())

    def _take(self, claim: Claim, turn: float, now: float) -> None:
        self._lines.setdefault(claim.line, deque(maxlen=claim.rate.amount)).append(turn)
        self._booked += 1
        if self._booked % _SWEEP_EVERY == 0:
            self._sweep(now - 60)

    def _sweep(self, before: float) -> None:
        """Forget lines in which nobody stood for a minute."""
        for line in [line for line, turns in self._lines.items() if turns[-1] < before]:
            del self._lines[line]

    def __len__(self) -> int:
        """How many lines are remembered."""
        return len(self._lines)
