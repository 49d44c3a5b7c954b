"""On what does the staff's door stand? Handed in whole, so that tests hand in clocks and a cheap hasher."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend.areas.staff.audit import Trail
from backend.areas.staff.limits import StaffLimits
from backend.areas.staff.passwords import Passwords
from backend.areas.staff.provider import Provider
from backend.kit.clock import Clock, WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPorts:
    """`devices` is the time by which people's devices make codes: it is never moved, not even in the demonstration.

    `provider` is the organisation's own sign-in, None for none; `with_passwords`: is there a door with passwords too?
    """

    database: Database
    vault: Vault = field(repr=False)
    clock: Clock
    limits: StaffLimits
    trail: Trail
    passwords: Passwords = field(default_factory=Passwords)
    devices: Clock = field(default_factory=WallClock)
    provider: Provider | None = None
    with_passwords: bool = True
