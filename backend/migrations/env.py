"""Runs revisions on the connection that `apply` opened; there is no other way in."""

from __future__ import annotations

from alembic import context

from backend.migrations.tables import all_tables
from backend.migrations.wanted import comparing

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=all_tables(), **comparing())
with context.begin_transaction():
    context.run_migrations()
