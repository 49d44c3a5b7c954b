"""What every folder of tests may ask for: databases of both kinds."""

from tests.databases import (
    bare_url,
    database_url,
    databases,
    postgres_databases,
    postgres_place,
    sqlite_mould,
    sqlite_url,
)

__all__ = (
    "bare_url",
    "database_url",
    "databases",
    "postgres_databases",
    "postgres_place",
    "sqlite_mould",
    "sqlite_url",
)
