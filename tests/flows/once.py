"""How does the pretended backend make an effect once, refuse, and fall silent on demand?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from backend.contract.caller import Caller
from backend.contract.outcome import RefusalValue, Refused, Unavailable
from conversations.talk import MovingClock

T = TypeVar("T")


@dataclass(slots=True)
class Trouble:
    """What goes wrong next: methods that are `down`, refusals that wait, effects whose answer is `lost`."""

    down: set[str] = field(default_factory=set)
    refusals: dict[str, list[Refused]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def before(self, method: str) -> None:
        """Raises Unavailable or Refused where that was asked for."""
        if method in self.down or "everything" in self.down:
            raise Unavailable(method)
        waiting = self.refusals.get(method)
        if waiting:
            raise waiting.pop(0)

    def after(self, method: str) -> None:
        """Raises Unavailable, once, where the answer is to be lost."""
        if method in self.lost:
            self.lost.discard(method)
            raise Unavailable(method)


class Once:
    """Base of the pretended areas: clock, trouble, and effects by the caller's key."""

    def __init__(self, clock: MovingClock) -> None:
        self.clock = clock
        self.trouble = Trouble()
        self.effects: dict[str, object] = {}

    def once(self, method: str, caller: Caller, make: Callable[[], T]) -> T:
        """The same answer, or the same refusal, for the same key."""
        self.trouble.before(method)
        key = f"{method} {caller.key}"
        if key not in self.effects:
            try:
                self.effects[key] = make()
            except Refused as refused:
                self.effects[key] = refused
        kept = self.effects[key]
        if isinstance(kept, Refused):
            raise kept
        self.trouble.after(method)
        return kept  # type: ignore[return-value]

    def refuse(self, method: str, code: str, *pairs: str) -> None:
        """The next question of this method is refused; pairs such as "minutes=20"."""
        values: dict[str, RefusalValue] = {}
        for pair in pairs:
            name, _, value = pair.partition("=")
            values[name] = int(value) if value.isdigit() else value
        self.trouble.refusals.setdefault(method, []).append(Refused(code, values))
