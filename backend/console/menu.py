"""What stands in the menu, in which group, and for whom? Pages of other areas add their line here."""

from __future__ import annotations

from dataclasses import dataclass

from backend.areas.staff.roles import May
from backend.areas.staff.service import Signed


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the menu; its words are `console-menu-<name>`, what it is for `console-about-<name>`."""

    name: str
    path: str
    needs: May


MENU: tuple[tuple[str, tuple[Line, ...]], ...] = (
    ("work", (Line("queue", "/console/queue", May.WORK_QUEUES),)),
    (
        "counter",
        (
            Line("debts", "/console/debts", May.SERVE_BRANCH),
            Line("activation", "/console/activation", May.SERVE_BRANCH),
        ),
    ),
    ("broadcasts", ()),
    (
        "house",
        (
            Line("years", "/console/years", May.KEEP_YEARS),
            Line("accounts", "/console/accounts", May.MANAGE_ACCOUNTS),
            Line("audit", "/console/audit", May.READ_AUDIT),
        ),
    ),
    ("mine", (Line("me", "/console/me", May.BE_HERE),)),
)
"""Groups in order; one without a line for somebody is not shown. Their words are `console-group-<name>`."""


def menu_of(signed: Signed) -> list[tuple[str, list[Line]]]:
    """The groups and lines that this person may use."""
    groups = [(name, [line for line in lines if signed.may(line.needs)]) for name, lines in MENU]
    return [(name, lines) for name, lines in groups if lines]
