"""What do the pages of a branch's counter stand on? The areas that answer for its acts, handed in whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.areas.people.counter import ActivationCounter, Issued
from backend.areas.slips.clearing import Clearing
from backend.areas.staff.roles import May
from backend.areas.staff.service import Signed
from backend.kit.clerk import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchDesk:
    """The acts of a branch at its counter. `form` prints the form of an activation code in a language; PrintingFailed."""

    clearing: Clearing
    activations: ActivationCounter
    form: Callable[[Issued, str], bytes]


def clerk_of(signed: Signed) -> Clerk:
    """Somebody of the staff at the counter of their branches."""
    return Clerk(staff=signed.account, name=signed.name, offices=signed.offices(May.SERVE_BRANCH))
