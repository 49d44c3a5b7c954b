"""Which engine does the work here? Chosen by a setting; nothing else knows."""

from __future__ import annotations

from typing import Literal

from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.work.lease_engine import LeaseEngine
from backend.work.port import WorkEngine

EngineKind = Literal["dbos", "lease"]


def choose_engine(kind: EngineKind, *, database: Database, url: str, clock: Clock, alone: bool) -> WorkEngine:
    """The engine called `kind` on our database. `alone`: no other process runs work on it (always so on SQLite)."""
    if kind == "lease":
        return LeaseEngine(database=database, clock=clock, alone=alone)
    from backend.work.dbos_engine import DbosEngine

    return DbosEngine(database=database, url=url, clock=clock, alone=alone)


def prepare_engine(kind: EngineKind, *, url: str) -> None:
    """Create the tables that the engine keeps for itself, beside those of our own migrations. Safe to repeat."""
    if kind == "dbos":
        from backend.work.dbos_place import prepare

        prepare(url)
