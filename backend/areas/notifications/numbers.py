"""Which number does a message get? One the provider has never seen, even after our database was restored [N2]."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from backend.kit.clock import Clock

_LOW = 12
"""Bits under the millisecond: the whole number fits in 53 bits until the year 2248."""


@dataclass(slots=True)
class MessageNumbers:
    """Numbers that grow with time: milliseconds since 1970 and twelve random bits, never twice in one process.

    A counter of the database would start again with it, and the provider answers a known `localid` with the old
    message instead of sending the new one. Two processes may meet; the primary key notices and the next is taken.
    """

    clock: Clock
    last: int = 0

    def __call__(self) -> int:
        """The next number."""
        now = int(self.clock.now().timestamp() * 1000)
        self.last = max(self.last + 1, (now << _LOW) | secrets.randbits(_LOW))
        return self.last
