"""Which tables belong to the product? All of them, named in one place."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

from backend.kit.db import metadata

TABLE_MODULES = (
    "backend.kit.once",
    "backend.registers.local.tables",
    "backend.registers.local.pension_tables",
    "backend.rules_service.tables",
    "backend.work.tables",
    "backend.areas.people.tables",
    "backend.areas.cases.tables",
    "backend.areas.contracts.tables",
    "backend.areas.slips.tables",
    "backend.areas.notifications.tables",
    "backend.areas.staff.tables",
    "backend.areas.enrolments.tables",
)
CONVERSATION_TABLES = (
    ("conversations.stores.sql", "sessions_table"),
    ("conversations.stores.parking", "parked_table"),
    ("conversations.stores.deferred", "deferred_table"),
)
"""Named as text and not imported: the history covers rooms above the backend, whose code it never uses."""

DBOS_TABLES = frozenset(
    {
        "application_versions",
        "dbos_migrations",
        "event_dispatch_kv",
        "notifications",
        "operation_outputs",
        "queues",
        "streams",
        "workflow_events",
        "workflow_events_history",
        "workflow_input",
        "workflow_output",
        "workflow_schedules",
        "workflow_status",
    }
)
"""Tables that DBOS keeps beside ours in a SQLite file, with a history of its own; on PostgreSQL it has its own schema."""


def all_tables() -> MetaData:
    """The metadata with every table of ours in it."""
    for module in TABLE_MODULES:
        import_module(module)
    for module, make in CONVERSATION_TABLES:
        getattr(import_module(module), make)(metadata)
    return metadata
