"""How long does a session live, how many wrong tries are allowed, how long does a lock last?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class StaffLimits:
    """Everything about signing in that an operator may set."""

    idle: timedelta = timedelta(minutes=20)
    """a session ends when nothing was asked for so long"""
    life: timedelta = timedelta(hours=9)
    """a session ends so long after signing in, whatever is done: a working day"""
    tries: int = 5
    """wrong passwords and codes before a lock"""
    lock: timedelta = timedelta(minutes=15)
    knocks: int = 120
    """tries to sign in from one address, of whichever account, in `knocks_in`; offices share an address"""
    knocks_in: timedelta = timedelta(minutes=10)
    step_up: timedelta = timedelta(minutes=10)
    """a right code is good for acts that ask for a fresh one for so long"""
    between: timedelta = timedelta(minutes=5)
    """from the password to the code"""
    shortest_password: int = 12
    longest_password: int = 200

    def __post_init__(self) -> None:
        if self.tries < 1 or self.shortest_password < 8:
            raise ValueError("at least one try, and passwords of at least 8 characters")


SEEN_EVERY = timedelta(seconds=30)
"""A session that is in use is written down no more often than this."""
