"""What is compared, and how are our own types written, when a revision is made from the tables in code?"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext

from backend.kit.db import Moment
from backend.migrations.tables import DBOS_TABLES


def comparing() -> dict[str, Any]:
    """Options for every comparison: types too, batch mode for SQLite, other people's tables left alone."""
    return {
        "compare_type": True,
        "render_as_batch": True,
        "include_name": is_ours,
        "render_item": write_type,
    }


def is_ours(name: str | None, kind: str, _parents: MutableMapping[Any, Any]) -> bool:
    """Tables of the work engine have a history of their own."""
    return not (kind == "table" and name in DBOS_TABLES)


def write_type(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Our moments are written by their name; everything else as usual."""
    if kind == "type" and isinstance(item, Moment):
        context.imports.add("from backend.kit.db import Moment")
        return "Moment()"
    return False
