"""Which statements does the product really make, under which name? They are written down as they leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

_LOOKED_AT = ("SELECT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement, with the values it was asked with, and the step of the flow that asked first."""

    step: str
    statement: str
    values: Any = field(repr=False)


@dataclass
class Watching:
    """Everything that was asked while a step went on; each statement once."""

    engine: AsyncEngine
    asked: dict[str, Asked] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Write down what is asked inside, under this name."""

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
            tables = " FROM " in statement.replace("\n", " ") or statement.startswith("UPDATE")
            if statement.startswith(_LOOKED_AT) and tables and not many:
                self.asked.setdefault(statement, Asked(name, statement, values))

        event.listen(self.engine.sync_engine, "before_cursor_execute", note)
        try:
            yield
        finally:
            event.remove(self.engine.sync_engine, "before_cursor_execute", note)
