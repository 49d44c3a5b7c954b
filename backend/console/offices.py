"""Under which name does the register know a branch? Pages of the staff show it with the code; counties are names already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backend.console.doors import Desk
from backend.kit.cases import is_branch


async def offices_of(desk: Desk, offices: Iterable[str]) -> Mapping[str, str]:
    """Names of the branches among these offices, by code, asked for once a page."""
    codes = sorted({office for office in offices if is_branch(office)})
    if not codes:
        return {}
    async with desk.lines.database.begin() as connection:
        return await desk.lines.people.branch_names(connection, codes)
